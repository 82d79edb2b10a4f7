import "server-only";
import { database, type Db, pool } from "@/db/client";
import { type StaffContext, can } from "./context";
import { dateIn } from "./dates";
import type { Asked } from "./doors";
import { origin } from "./request";
import { securityEvent } from "./security-events";
import { type Current, currentSession } from "./session";

export type Entrance =
  { state: "in"; current: Current; ctx: StaffContext } | { state: "stranger" } | { state: "refused"; current: Current };

/**
 * The first half of every door: who is asking, and may they? A refusal leaves a security event (D-05). The context given
 * reads outside a transaction; writing doors put their transaction in.
 */
export async function enter(door: string, asked: Asked): Promise<Entrance> {
  const current = await currentSession();
  if (!current) return { state: "stranger" };
  const now = new Date();
  const from = await origin(door);
  const ctx: StaffContext = {
    db: database(pool("app")),
    now,
    today: dateIn(current.installation.timeZone, now),
    origin: from,
    installation: current.installation,
    actor: current.actor,
  };
  const wrongAudience = current.audience !== "staff";
  if (!wrongAudience && (asked === "signed in" || can(ctx, asked))) return { state: "in", current, ctx };
  await securityEvent({
    kind: wrongAudience ? "wrong_audience" : "permission_refused",
    at: now,
    userId: current.actor.id,
    login: current.actor.login,
    address: from.address,
    door,
    requestId: from.requestId,
    details: { asked },
  });
  return { state: "refused", current };
}

/** The same context on an open transaction. */
export const within = (ctx: StaffContext, db: Db): StaffContext => ({ ...ctx, db });
