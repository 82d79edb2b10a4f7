import { and, eq } from "drizzle-orm";
import { beforeAll, afterAll, expect, test } from "vitest";
import type { Db } from "@/db/client";
import {
  accountLinks,
  auditEvents,
  outboxMessages,
  rateLimits,
  securityEvents,
  userCredentials,
  users,
  userSessions,
} from "@/db/schema";

import { closeQueue } from "@/lib/core/queue";
import { transaction } from "@/lib/core/transaction";
import { openLink } from "@/lib/notifications/link";
import { agentOf } from "@/lib/users/agents";
import { setPassword } from "@/lib/users/commands";
import { findOpenLink, setFirstPassword } from "@/lib/users/first-password";
import { issueLink } from "@/lib/users/links";
import { changeOwnPassword } from "@/lib/users/own-password-commands";
import { hashPassword, isPassword } from "@/lib/users/password";
import { askForReset } from "@/lib/users/reset-password";
import { endOtherSessions, endOwnSession } from "@/lib/users/session-commands";
import { listOwnSessions } from "@/lib/users/session-queries";
import { signIn } from "@/lib/users/sign-in";
import { testDatabase } from "../support/database";
import { actAs, makeUser } from "../support/people";
import { makeSession } from "../support/sessions";

const PASSWORD = "a long walk by the river";
const NEW = "another walk in the hills";
const NOW = new Date("2026-03-02T09:00:00Z");
let db: Db;
let passwordHash: string;
beforeAll(async () => {
  db = await testDatabase();
  passwordHash = await hashPassword(PASSWORD);
});
afterAll(closeQueue);

async function makeMember(email: string | null = "li@example.com") {
  const user = await makeUser(db, {});
  await db.update(users).set({ email }).where(eq(users.id, user.id));
  await db.insert(userCredentials).values({ userId: user.id, passwordHash, changedAt: NOW });
  return user;
}
const openSession = (userId: string, values: Partial<typeof userSessions.$inferInsert> = {}) =>
  makeSession(db, userId, values);
const hashOf = async (userId: string) => {
  const [row] = await db.select().from(userCredentials).where(eq(userCredentials.userId, userId));
  return row!;
};
const open = async (userId: string) =>
  (await db.select().from(userSessions).where(eq(userSessions.userId, userId)))
    .filter(({ endedAt }) => !endedAt)
    .map(({ id }) => id);
const eventsOf = async (userId: string) =>
  (await db.select().from(auditEvents).where(eq(auditEvents.userId, userId))).map(({ event }) => event);
const mailsTo = (recipient: string) =>
  db.select().from(outboxMessages).where(eq(outboxMessages.recipient, recipient)).orderBy(outboxMessages.id);
const change = (userId: string, sessionId: string, current: string, password = NEW) =>
  actAs(userId, (ctx) =>
    changeOwnPassword({ ...ctx, actor: { ...ctx.actor, sessionId } }, { current, password, passwordAgain: password }),
  );
let address = 0;
const from = (at = `10.0.0.${++address}`) => ({ door: "forgot", requestId: "test", address: at });
const tryIn = (login: string, password: string) =>
  signIn({ login, password, address: `10.1.0.${++address}`, agent: "test", now: new Date() });

test("one's own password changes for who knows the present one; the other sessions end, this one stays (ACC-05, AU-04)", async () => {
  const user = await makeMember("own@example.com");
  const [here, there] = [await openSession(user.id), await openSession(user.id)];
  const link = await transaction("auth", (tx) => issueLink(tx, user.id, new Date()));
  expect(await change(user.id, here, PASSWORD)).toEqual({ ended: 1 });
  expect(await isPassword(NEW, (await hashOf(user.id)).passwordHash)).toBe(true);
  expect(await open(user.id)).toEqual([here]);
  expect(there).toBeDefined();
  expect(await eventsOf(user.id)).toEqual(["user.password_changed"]);
  expect(await findOpenLink(link, new Date())).toBeUndefined();
  expect((await mailsTo("own@example.com")).map(({ kind }) => kind)).toEqual(["password_changed"]);
  expect((await tryIn(user.login, NEW)).state).toBe("in");
  expect((await tryIn(user.login, PASSWORD)).state).toBe("refused");
});

test("a wrong present password, a weak or the same new one are refused at their fields, and change nothing", async () => {
  const user = await makeMember();
  const here = await openSession(user.id);
  const fields = (current: string, password?: string) =>
    change(user.id, here, current, password).catch((error: { fields: unknown }) => error.fields);
  expect(await fields("not the password")).toEqual({ current: { key: "account.error.wrong_password" } });
  expect(await fields(PASSWORD, "short")).toEqual({ password: { key: "sign_in.error.password_short" } });
  expect(await fields(PASSWORD, PASSWORD)).toEqual({ password: { key: "account.error.same_password" } });
  expect(await isPassword(PASSWORD, (await hashOf(user.id)).passwordHash)).toBe(true);
  expect(await eventsOf(user.id)).toEqual([]);
});

test("the present password cannot be guessed in an open session: ten tries, also at once (AU-03)", async () => {
  const user = await makeMember();
  const here = await openSession(user.id);
  const guesses = await Promise.all(
    Array.from({ length: 14 }, () =>
      change(user.id, here, "not the password").catch((error: { sentence: { key: string } }) => error.sentence.key),
    ),
  );
  expect(guesses.filter((key) => key === "account.error.wrong_password")).toHaveLength(10);
  expect(guesses.filter((key) => key === "account.error.too_many_tries")).toHaveLength(4);
  await expect(change(user.id, here, PASSWORD)).rejects.toThrow("too_many_tries");
});

test("a password that an administrator sets opens nothing but the form of a new one (ACC-05)", async () => {
  const user = await makeMember("reset@example.com");
  const admin = await makeUser(db, { administrator: true });
  await openSession(user.id);
  await actAs(admin.id, (ctx) => setPassword(ctx, { id: user.id, password: NEW, passwordAgain: NEW }));
  const outcome = await tryIn(user.login, NEW);
  if (outcome.state !== "must_change") throw new Error(`should have to change, is ${outcome.state}`);
  expect(await open(user.id)).toEqual([]);
  const own = "a password of my own now";
  await setFirstPassword({ token: outcome.token, password: own, repeated: own }, from(), new Date());
  expect((await hashOf(user.id)).mustChange).toBe(false);
  expect((await tryIn(user.login, own)).state).toBe("in");
});

test("who sets their own password in the list of accounts knows it already", async () => {
  const admin = await makeUser(db, { administrator: true });
  await actAs(admin.id, (ctx) => setPassword(ctx, { id: admin.id, password: NEW, passwordAgain: NEW }));
  expect((await tryIn(admin.login, NEW)).state).toBe("in");
});

test("who forgot it gets a link by mail, good for one use and 30 minutes; the table holds its hash only (AU-10)", async () => {
  const user = await makeMember("forgot@example.com");
  const session = await openSession(user.id);
  const now = new Date();
  await askForReset(user.login.toUpperCase(), from(), now);
  const [mail] = await mailsTo("forgot@example.com");
  const url = new URL(openLink(mail!.sealedLink!)!);
  expect(url.origin + url.pathname).toBe("http://localhost:3000/first-password");
  const token = url.searchParams.get("token")!;
  expect(mail!.usefulUntil).toEqual(new Date(now.getTime() + 30 * 60_000));
  const stored = JSON.stringify([await db.select().from(accountLinks), await mailsTo("forgot@example.com")]);
  expect(stored).not.toContain(token);
  expect(await findOpenLink(token, new Date(now.getTime() + 30 * 60_000))).toBeUndefined();
  await setFirstPassword({ token, password: NEW, repeated: NEW }, from(), now);
  await expect(setFirstPassword({ token, password: PASSWORD, repeated: PASSWORD }, from(), now)).rejects.toThrow(
    "link_ended",
  );
  expect(await open(user.id)).not.toContain(session);
  expect(await eventsOf(user.id)).toEqual(["user.reset_asked", "user.password_set"]);
  expect((await tryIn(user.login, NEW)).state).toBe("in");
});

test("of two links only the newest works", async () => {
  const user = await makeMember("newest@example.com");
  const now = new Date();
  await askForReset(user.login, from(), now);
  await askForReset(user.login, from(), now);
  const tokens = (await mailsTo("newest@example.com")).map(({ sealedLink }) =>
    new URL(openLink(sealedLink!)!).searchParams.get("token")!,
  );
  const owners = await Promise.all(tokens.map((token) => findOpenLink(token, now)));
  expect(owners.filter(Boolean)).toHaveLength(1);
});

const nobodies: [string, (user: { id: string }) => Promise<unknown>][] = [
  ["has no mail address", (user) => db.update(users).set({ email: null }).where(eq(users.id, user.id))],
  ["has left", (user) => db.update(users).set({ state: "left" }).where(eq(users.id, user.id))],
  ["is locked", (user) => db.update(users).set({ locked: true }).where(eq(users.id, user.id))],
  ["is deleted", (user) => db.update(users).set({ deletedAt: NOW }).where(eq(users.id, user.id))],
];
test.each(nobodies)("who %s gets no link, and the same answer (AU-09)", async (_, make) => {
  const user = await makeMember("nobody@example.com");
  await make(user);
  expect(await askForReset(user.login, from(), new Date())).toBeUndefined();
  expect(await mailsTo("nobody@example.com")).toEqual([]);
  expect(await db.select().from(accountLinks).where(eq(accountLinks.userId, user.id))).toEqual([]);
});

test("an unknown login, a text that is none: the same answer, and a line in the security log", async () => {
  const login = "nobody.of.this.name";
  for (const typed of [login, "' or 1=1 --", "\0", "x".repeat(100)])
    expect(await askForReset(typed, from(), new Date())).toBeUndefined();
  const [event] = await db.select().from(securityEvents).where(eq(securityEvents.login, login));
  expect(event).toMatchObject({ kind: "password_reset_asked", details: { answer: "unknown" } });
});

test("a mailbox is not flooded: three links an hour; an address runs out after twenty asks", async () => {
  const user = await makeMember("flood@example.com");
  await Promise.all(Array.from({ length: 8 }, () => askForReset(user.login, from(), new Date())));
  expect(await mailsTo("flood@example.com")).toHaveLength(3);

  for (let count = 0; count < 20; count++) await askForReset(`no.such.${count}`, from("10.9.9.9"), new Date());
  const other = await makeMember("late@example.com");
  await askForReset(other.login, from("10.9.9.9"), new Date());
  expect(await mailsTo("late@example.com")).toEqual([]);
  expect(await db.select().from(rateLimits)).not.toEqual([]);
});

test("my sessions: device, address, last seen, this one first; ended, expired and others' are not there (ACC-06)", async () => {
  const [me, other] = [await makeMember(), await makeMember()];
  const chrome =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0 Safari/537.36";
  const here = await openSession(me.id, { lastSeenAt: new Date(Date.now() - 60_000) });
  const there = await openSession(me.id, { agent: chrome, address: "192.0.2.7" });
  await openSession(me.id, { endedAt: NOW });
  await openSession(me.id, { expiresAt: NOW });
  await openSession(other.id);
  const sessions = await actAs(me.id, (ctx) => listOwnSessions({ ...ctx, actor: { ...ctx.actor, sessionId: here } }));
  expect(sessions.map(({ id, isThis }) => [id, isThis])).toEqual([
    [here, true],
    [there, false],
  ]);
  expect(sessions[1]).toMatchObject({ browser: "Chrome", system: "Windows", address: "192.0.2.7" });
});

test("one session is signed out, or all others; each leaves an entry in the log", async () => {
  const [me, other] = [await makeMember(), await makeMember()];
  const [here, second, third] = [await openSession(me.id), await openSession(me.id), await openSession(me.id)];
  const theirs = await openSession(other.id);
  const end = (id: string) =>
    actAs(me.id, (ctx) => endOwnSession({ ...ctx, actor: { ...ctx.actor, sessionId: here } }, { id }));
  await end(second);
  expect(await open(me.id)).toEqual([here, third]);
  await expect(end(second)).rejects.toThrow("not_found");
  await expect(end(theirs)).rejects.toThrow("not_found");
  await expect(end(here)).rejects.toThrow("this_session");
  await actAs(me.id, (ctx) => endOtherSessions({ ...ctx, actor: { ...ctx.actor, sessionId: here } }));
  expect(await open(me.id)).toEqual([here]);
  expect(await open(other.id)).toEqual([theirs]);
  expect(await eventsOf(me.id)).toEqual(["session.ended", "session.others_ended"]);
  const [event] = await db
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.event, "session.others_ended")));
  expect(event!.details).toEqual({ ended: 1 });
});

test.each([
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15",
    "Safari",
    "macOS",
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/143.0 Safari/537.36 Edg/143.0",
    "Edge",
    "Windows",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0",
    "WeChat",
    "iPhone",
  ],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox", "Linux"],
  ["curl/8.5.0", undefined, undefined],
])("a device is recognised by what its browser says: %s", (text, browser, system) => {
  expect(agentOf(text)).toEqual({ browser, system });
});
