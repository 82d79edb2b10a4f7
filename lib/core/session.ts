import "server-only";
import { sql } from "drizzle-orm";
import { cookies } from "next/headers";
import { decode } from "next-auth/jwt";
import { cache } from "react";
import { database, pool } from "@/db/client";
import type { Audience } from "@/db/enums";
import { closedBecause, loadBySession, staffOf } from "./access";
import type { Installation, Staff } from "./context";
import { dateIn } from "./dates";
import { env } from "./env";
import { sessionCookie } from "./session-cookie";

export type Current = { actor: Staff; audience: Audience; installation: Installation };

const SEEN_EVERY_MS = 60_000;

/**
 * Whoever is signed in, read once per request: the cookie names a session row, the row and the account decide (ACC-02).
 * Nothing for an ended or expired session and for an account that is closed, from the next request on.
 */
export const currentSession = cache(async (): Promise<Current | undefined> => {
  const sessionId = await sessionIdOfCookie();
  if (!sessionId) return undefined;
  const db = database(pool("app"));
  const loaded = await loadBySession(db, sessionId);
  if (!loaded?.session) return undefined;
  const { session, account, installation } = loaded;
  const now = new Date();
  if (session.endedAt || session.expiresAt <= now) return undefined;
  if (closedBecause(account, dateIn(installation.timeZone, now))) return undefined;
  if (now.getTime() - session.lastSeenAt.getTime() > SEEN_EVERY_MS)
    await db.execute(sql`update user_sessions set last_seen_at = ${now.toISOString()} where id = ${session.id}`);
  return { actor: staffOf(account, session.id), audience: session.audience, installation };
});

async function sessionIdOfCookie(): Promise<string | undefined> {
  const { name } = sessionCookie(env().APP_BASE_URL);
  const value = (await cookies()).get(name)?.value;
  if (!value) return undefined;
  const token = await decode({ token: value, secret: env().AUTH_SECRET }).catch(() => null);
  return typeof token?.sid === "string" ? token.sid : undefined;
}
