import "server-only";
import { sql } from "drizzle-orm";
import { database, pool } from "@/db/client";
import type { Locale, SecurityEventKind } from "@/db/enums";
import { userSessions } from "@/db/schema";
import { type Account, closedBecause, loadByUser, PORTAL, staffOf } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { EMAIL } from "@/lib/core/fields";
import { securityEvent } from "@/lib/core/security-events";
import { SESSION_HOURS } from "@/lib/core/session-cookie";
import { heldModules, type SessionToken } from "@/lib/core/session-token";
import { transaction } from "@/lib/core/transaction";
import { deviceHash, rememberDevice } from "./devices";
import { issueLink } from "./links";
import { isPassword } from "./password";
import { takeTurn } from "./throttle";

/** Somebody at the door: what they typed, and what their browser and the network say of them. */
export type Attempt = {
  login: string;
  password: string;
  /** The device cookie, from an earlier sign-in. */
  device?: string;
  address: string | null;
  agent: string;
  now: Date;
  requestId?: string;
};
type Closed = NonNullable<ReturnType<typeof closedBecause>>;
/** Why nobody was let in; `failed` for every reason that a guesser must not learn. */
export type SignInRefusal = "failed" | Closed;
export type SignedIn = { userId: string; locale: Locale; device: string; token: SessionToken };
export type Outcome =
  | { state: "in"; as: SignedIn }
  | { state: "refused"; reason: SignInRefusal }
  /** The password was a one-time one: the token leads to the form of a new one, and to nothing else. */
  | { state: "must_change"; token: string };

/**
 * Judges a login and a password (ACC-01, ACC-02, ACC-04). The throttle comes before the password, the password before the
 * account: only who types the right one, outside a throttle, learns that the account is closed and why (D-09).
 */
export async function signIn(attempt: Attempt): Promise<Outcome> {
  const key = loginKey(attempt.login);
  const candidate = await findCandidate(key, attempt.device);
  const note = (kind: SecurityEventKind, details?: Record<string, unknown>) => {
    const { now: at, address, requestId } = attempt;
    // What was typed is kept only where it can be a login: people type passwords into the wrong field.
    const login = isLogin(key) ? key : null;
    return securityEvent({ kind, at, userId: candidate?.id, login, address, door: "sign-in", requestId, details });
  };

  const device = candidate?.knowsDevice && attempt.device ? deviceHash(attempt.device) : undefined;
  const turn = await takeTurn({ login: key, address: attempt.address, device });
  if (!turn) {
    await note("sign_in_throttled");
    return refused("failed");
  }
  const right = await isPassword(attempt.password, candidate?.passwordHash);
  if (!candidate || !right) {
    await turn.failed();
    await note("sign_in_failed");
    return refused("failed");
  }
  await turn.succeeded();
  const closed = closedBecause(candidate, dateIn(candidate.timeZone, attempt.now));
  if (closed) {
    await note("sign_in_closed", { reason: closed });
    return refused(closed);
  }
  if (candidate.mustChange) {
    const token = await transaction("auth", (db) => issueLink(db, candidate.id, attempt.now));
    await note("sign_in_closed", { reason: "must_change_password" });
    return { state: "must_change", token };
  }
  const as = await openSession(candidate.id, attempt);
  await note("signed_in");
  return { state: "in", as };
}

const refused = (reason: SignInRefusal): Outcome => ({ state: "refused", reason });

/** A login as it is compared: width, case and white space do not matter (AU-12). The same text is the throttle's key. */
export const loginKey = (login: string) =>
  login
    .slice(0, 200)
    .normalize("NFKC")
    .replace(/[\s\0]+/g, "")
    .toLowerCase();

/** Whether a compared text can be a login of the staff, or of anybody at all (users_login_shape). */
export const isStaffLogin = (key: string) => /^[a-z0-9._@-]{3,40}$/.test(key);
export const isLogin = (key: string) => isStaffLogin(key) || (key.length <= 100 && EMAIL.test(key));

type Candidate = Pick<Account, "id" | "audience" | "portal" | "state" | "locked" | "deleted" | "validUntil"> & {
  passwordHash: string | null;
  mustChange: boolean | null;
  timeZone: string;
  knowsDevice: boolean;
};

/** The user of a login with the hash of their password, as the one database role that may read it. */
async function findCandidate(key: string, device: string | undefined): Promise<Candidate | undefined> {
  const hash = device ? deviceHash(device) : null;
  const { rows } = await database(pool("auth")).execute<Candidate>(sql`
    select u.id, u.audience, ${PORTAL} as portal, u.state, u.locked, u.deleted_at is not null as deleted, u.valid_until as "validUntil",
      c.password_hash as "passwordHash", c.must_change as "mustChange", s.time_zone as "timeZone",
      exists (select from known_devices d where d.user_id = u.id and d.device_hash = ${hash}) as "knowsDevice"
    from users u left join user_credentials c on c.user_id = u.id cross join settings s
    where text_key(u.login) = ${key}`);
  return rows[0];
}

/** A new session row, with an id of its own at every sign-in (AU-07), and the modules that the first gate may open. */
async function openSession(userId: string, { now, address, agent, device }: Attempt): Promise<SignedIn> {
  const { account, installation } = (await loadByUser(database(pool("app")), userId))!;
  const expiresAt = new Date(now.getTime() + SESSION_HOURS * 3_600_000);
  const { audience } = account;
  const row = { userId, audience, createdAt: now, lastSeenAt: now, expiresAt };
  return transaction("auth", async (db) => {
    const [session] = await db
      .insert(userSessions)
      .values({ ...row, address: address ?? "", agent: agent.slice(0, 300) })
      .returning({ id: userSessions.id });
    // Somebody of the portal holds no module: the first gate knows their area by the audience.
    const modules = audience === "staff" ? heldModules({ actor: staffOf(account, session!.id), installation }) : [];
    return {
      userId,
      locale: account.locale,
      device: await rememberDevice(db, userId, now, device),
      token: { sid: session!.id, audience, modules },
    };
  });
}
