import "server-only";
import { lt, or } from "drizzle-orm";
import { accountLinks, knownDevices, userSessions } from "@/db/schema";
import type { Context } from "@/lib/core/context";

type Now = Pick<Context, "db">;

/** Removes sessions that ended or ran out before a moment. Who signed in when stays in the security log (D-05). */
export async function removeOldSessions({ db }: Now, before: Date): Promise<number> {
  const old = or(lt(userSessions.endedAt, before), lt(userSessions.expiresAt, before));
  return (await db.delete(userSessions).where(old)).rowCount ?? 0;
}

/** Removes links that could not be used any more before a moment. */
export async function removeOldLinks({ db }: Now, before: Date): Promise<number> {
  return (await db.delete(accountLinks).where(lt(accountLinks.expiresAt, before))).rowCount ?? 0;
}

/** Removes devices that were not seen since a moment: their cookie has run out. */
export async function removeOldDevices({ db }: Now, before: Date): Promise<number> {
  return (await db.delete(knownDevices).where(lt(knownDevices.lastSeenAt, before))).rowCount ?? 0;
}
