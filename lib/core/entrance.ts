import "server-only";
import { database, type Db, pool } from "@/db/client";
import type { RoleName } from "@/db/roles";
import { type AccountContext, can, type PortalContext, type StaffContext } from "./context";
import { dateIn } from "./dates";
import type { Asked, Door } from "./doors";
import { origin } from "./request";
import { securityEvent } from "./security-events";
import { type Current, currentSession } from "./session";

export type Entrance<C = StaffContext> =
  { state: "in"; current: Current; ctx: C } | { state: "stranger" } | { state: "refused"; current: Current };

/**
 * The first half of every door of the office: who is asking, and may they? A refusal leaves a security event (D-05). The
 * context given reads outside a transaction; writing doors put their transaction in.
 */
export const enter = (door: string, asked: Asked): Promise<Entrance> =>
  enterAs(door, asked, "app", (current, base) => {
    if (current.audience !== "staff") return undefined;
    const ctx = { ...base, actor: current.actor };
    return asked === "signed in" || can(ctx, asked) ? ctx : undefined;
  });

/**
 * The same for every door of the portal (SCP-07): nobody but its own sessions. Outside a transaction of the portal the
 * context reaches no more than the sign-in does: the account itself.
 */
export const enterPortal = (door: string): Promise<Entrance<PortalContext>> =>
  enterAs(door, "portal", "auth", (current, base) =>
    current.audience === "portal" ? { ...base, actor: current.actor } : undefined,
  );

type Base = Omit<AccountContext, "actor">;

async function enterAs<C>(
  door: string,
  asked: Door["permission"],
  role: RoleName,
  admit: (current: Current, base: Base) => C | undefined,
): Promise<Entrance<C>> {
  const current = await currentSession();
  if (!current) return { state: "stranger" };
  const now = new Date();
  const from = await origin(door);
  const { installation } = current;
  const today = dateIn(installation.timeZone, now);
  const ctx = admit(current, { db: database(pool(role)), now, today, origin: from, installation });
  if (ctx) return { state: "in", current, ctx };
  const side = asked === "portal" ? "portal" : "staff";
  await securityEvent({
    kind: current.audience === side ? "permission_refused" : "wrong_audience",
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
export const within = <C extends { db: Db }>(ctx: C, db: Db): C => ({ ...ctx, db });
