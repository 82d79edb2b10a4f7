import "server-only";
import { securityEvents } from "@/db/schema";
import type { SecurityEventKind } from "@/db/enums";
import { database, pool } from "@/db/client";
import { log } from "./log";

type SecurityEvent = {
  kind: SecurityEventKind;
  at: Date;
  userId?: string | null;
  login?: string | null;
  address?: string | null;
  door?: string;
  requestId?: string;
  details?: Record<string, unknown>;
};

/** Keeps a refused try or a sign-in (D-05), on a connection of its own: it survives the rollback of what was tried. */
export async function securityEvent(event: SecurityEvent): Promise<void> {
  await database(pool("app")).insert(securityEvents).values(event);
  log.info({ security: event.kind, user: event.userId, door: event.door, request: event.requestId }, "security event");
}
