import { and, eq } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { database, type Db, pool } from "@/db/client";
import { knownDevices, roleGrants, userCredentials, userRoles, users, userSessions } from "@/db/schema";
import type { Staff } from "@/lib/core/context";
import { currentSession } from "@/lib/core/session";
import { endSessions } from "@/lib/core/session-end";
import { writeToken } from "@/lib/core/session-token";
import { hashPassword } from "@/lib/users/password";
import { signIn } from "@/lib/users/sign-in";
import { signOut } from "@/lib/users/sign-out";
import { browser } from "../support/browser-cookies";
import { testDatabase } from "../support/database";
import { makeUser } from "../support/people";

vi.mock("next/headers", async () => (await import("../support/browser-cookies")).nextHeaders());

const PASSWORD = "a long walk by the river";
const SECRET = "a secret that is long enough for every test";
const ORIGIN = { door: "sign-out", requestId: "test", address: "127.0.0.1" };
let db: Db;
let passwordHash: string;
beforeAll(async () => {
  db = await testDatabase();
  passwordHash = await hashPassword(PASSWORD);
  await makeUser(db, { administrator: true });
});
beforeEach(() => browser.cookies.clear());

async function signedIn(options: Parameters<typeof makeUser>[1] = { grants: { "customers.view": "own" } }) {
  const user = await makeUser(db, options);
  await db.insert(userCredentials).values({ userId: user.id, passwordHash, changedAt: new Date() });
  return { user, sid: await again(user.login) };
}
async function again(login: string): Promise<string> {
  const outcome = await signIn({ login, password: PASSWORD, address: "127.0.0.1", agent: "test", now: new Date() });
  if (outcome.state !== "in") throw new Error("should be in");
  browser.cookies.set("kehu.session", await writeToken(outcome.as.token, SECRET));
  return outcome.as.token.sid;
}

test("the cookie names the session, and whoever signed in is there", async () => {
  const { user, sid } = await signedIn();
  const current = await currentSession();
  expect(current).toMatchObject({ audience: "staff", actor: { id: user.id, login: user.login, sessionId: sid } });
});

type Ending = (user: { id: string }, sid: string) => Promise<unknown>;
const change = (values: Partial<typeof users.$inferInsert>) => (user: { id: string }) =>
  db.update(users).set(values).where(eq(users.id, user.id));
const onRow = (values: Partial<typeof userSessions.$inferInsert>) => (_: unknown, sid: string) =>
  db.update(userSessions).set(values).where(eq(userSessions.id, sid));
const endings: [string, Ending][] = [
  ["left the company", change({ state: "left" })],
  ["retired", change({ state: "retired" })],
  ["was locked", change({ locked: true })],
  ["expired", change({ validUntil: "2020-01-01" as never })],
  ["was deleted", change({ deletedAt: new Date() })],
  ["signed out", (_, sid) => signOut(sid, ORIGIN, new Date())],
  ["changed the password elsewhere", (user) => endSessions({ db: database(pool("auth")), now: new Date() }, user.id)],
  ["was ended by an administrator", (user) => endSessions({ db: database(pool("app")), now: new Date() }, user.id)],
  ["has been signed in for 12 hours", onRow({ expiresAt: new Date() })],
  ["has no session row any more", (_, sid) => db.delete(userSessions).where(eq(userSessions.id, sid))],
];
test.each(endings)("who %s is nobody at the next request (AU-04, AU-05)", async (_, end) => {
  const { user, sid } = await signedIn();
  expect(await currentSession()).toBeDefined();
  await end(user, sid);
  expect(await currentSession()).toBeUndefined();
});

test("a session of the other side cannot be made of an account, nor of its session (D-08)", async () => {
  const { sid } = await signedIn();
  const moved = db.update(userSessions).set({ audience: "portal" }).where(eq(userSessions.id, sid));
  await expect(moved).rejects.toMatchObject({ cause: { constraint: "user_sessions_audience_fk" } });
});

test("a right that is taken or given holds at the next request", async () => {
  const { user } = await signedIn();
  const [given] = await db.select().from(userRoles).where(eq(userRoles.userId, user.id));
  const grant = { roleId: given!.roleId, permission: "users.view", reach: "all" } as const;
  await db.insert(roleGrants).values(grant);
  expect(((await currentSession())!.actor as Staff).grants.get("users.view")).toBe("all");
  await db.delete(userRoles).where(and(eq(userRoles.userId, user.id), eq(userRoles.roleId, given!.roleId)));
  expect(((await currentSession())!.actor as Staff).grants.size).toBe(0);
});

test("a change of the password ends the other sessions and keeps the one in which it is made", async () => {
  const { user, sid } = await signedIn();
  const here = await again(user.login);
  expect(await endSessions({ db: database(pool("app")), now: new Date() }, user.id, here)).toBe(1);
  expect((await currentSession())!.actor.sessionId).toBe(here);
  const rows = await db.select().from(userSessions).where(eq(userSessions.userId, user.id));
  expect(rows.filter((row) => row.endedAt).map((row) => row.id)).toEqual([sid]);
});

test("a cookie that is forged, cut, of another installation or of plain text names nobody", async () => {
  const { sid } = await signedIn();
  const mine = browser.cookies.get("kehu.session")!;
  const token = { sid, audience: "staff" as const, modules: [] };
  const forged = await writeToken(token, "the secret of another installation, long enough");
  const portal = await writeToken({ ...token, audience: "portal" }, SECRET);
  const none = [btoa('{"alg":"none"}'), btoa(JSON.stringify(token)), ""].join(".");
  for (const cookie of [forged, portal, none, mine.slice(0, -4), `${mine}x`, sid, "", "{}"]) {
    browser.cookies.set("kehu.session", cookie);
    expect(await currentSession(), `cookie ${cookie}`).toBeUndefined();
  }
});

test("only the hash of a device's cookie is kept", async () => {
  const { user } = await signedIn();
  const [device] = await db.select().from(knownDevices).where(eq(knownDevices.userId, user.id));
  expect(device!.deviceHash).toMatch(/^[\w-]{43}$/);
});
