import "server-only";
import { sql } from "drizzle-orm";
import { cookies } from "next/headers";
import { cache } from "react";
import { database, pool } from "@/db/client";
import { closedBecause, loadBySession, portalUserOf, staffOf } from "./access";
import type { Installation, PortalUser, Staff } from "./context";
import { dateIn } from "./dates";
import { env } from "./env";
import { sessionCookie } from "./session-cookie";
import { readToken, type SessionToken } from "./session-token";

export type Current = { installation: Installation } & (
  { audience: "staff"; actor: Staff } | { audience: "portal"; actor: PortalUser }
);

const SEEN_EVERY_MS = 60_000;

/**
 * Whoever is signed in, read once per request: the cookie names a session row, the row and the account decide (ACC-02).
 * Nothing for an ended or expired session, for one of another audience than the cookie says, and for an account that is
 * closed, from the next request on.
 */
export const currentSession = cache(async (): Promise<Current | undefined> => {
  const token = await currentToken();
  if (!token) return undefined;
  const db = database(pool("app"));
  const loaded = await loadBySession(db, token.sid);
  if (!loaded?.session) return undefined;
  const { session, account, installation } = loaded;
  const now = new Date();
  if (session.endedAt || session.expiresAt <= now) return undefined;
  if (session.audience !== token.audience || session.audience !== account.audience) return undefined;
  if (closedBecause(account, dateIn(installation.timeZone, now))) return undefined;
  if (now.getTime() - session.lastSeenAt.getTime() > SEEN_EVERY_MS)
    await db.execute(sql`update user_sessions set last_seen_at = ${now.toISOString()} where id = ${session.id}`);
  if (session.audience === "staff") return { actor: staffOf(account, session.id), audience: "staff", installation };
  const actor = portalUserOf(account, session.id);
  return actor && { actor, audience: "portal", installation };
});

/** What the cookie of the current request says, if it is ours. Whether that still holds, only the session row knows. */
export async function currentToken(): Promise<SessionToken | undefined> {
  const { APP_BASE_URL, AUTH_SECRET } = env();
  return readToken((await cookies()).get(sessionCookie(APP_BASE_URL).name)?.value, AUTH_SECRET);
}
