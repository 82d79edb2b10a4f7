import "server-only";
import { eq } from "drizzle-orm";
import { database, pool } from "@/db/client";
import { users } from "@/db/schema";
import type { Origin } from "@/lib/core/context";
import { securityEvent } from "@/lib/core/security-events";
import { endSession } from "@/lib/core/session-end";

/** Ends a session for good: its cookie is refused from the next request on, wherever it was copied to (AU-04). */
export async function signOut(sessionId: string, { door, address, requestId }: Origin, now: Date): Promise<void> {
  const db = database(pool("auth"));
  const userId = await endSession({ db, now }, sessionId);
  if (!userId) return;
  const [user] = await db.select({ login: users.login }).from(users).where(eq(users.id, userId));
  await securityEvent({ kind: "signed_out", at: now, userId, login: user?.login, address, door, requestId });
}
