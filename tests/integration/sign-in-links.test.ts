import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Db } from "@/db/client";
import { accountLinks, auditEvents, userCredentials, userSessions } from "@/db/schema";
import { transaction } from "@/lib/core/transaction";
import { findOpenLink, setFirstPassword } from "@/lib/users/first-password";
import { issueLink } from "@/lib/users/links";
import { isPassword } from "@/lib/users/password";
import { testDatabase } from "../support/database";
import { makeUser } from "../support/people";

const PASSWORD = "a long walk by the river";
const ORIGIN = { door: "first-password", requestId: "test", address: "127.0.0.1" };
const NOW = new Date("2026-03-02T09:00:00Z");
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
let db: Db;
beforeAll(async () => {
  db = await testDatabase();
});

const issue = (userId: string, now = NOW) => transaction("auth", (tx) => issueLink(tx, userId, now));
const set = (token: string, password = PASSWORD, repeated = password, now = NOW) =>
  setFirstPassword({ token, password, repeated }, ORIGIN, now);
const hashOf = async (userId: string) => {
  const [row] = await db.select().from(userCredentials).where(eq(userCredentials.userId, userId));
  return row?.passwordHash;
};

test("a link sets the password once, ends the sessions and leaves an audit entry", async () => {
  const user = await makeUser(db);
  const session = {
    userId: user.id,
    audience: "staff",
    createdAt: NOW,
    lastSeenAt: NOW,
    address: "",
    agent: "",
  } as const;
  await db.insert(userSessions).values({ ...session, expiresAt: later(60) });
  const token = await issue(user.id);
  await set(token);
  expect(await isPassword(PASSWORD, await hashOf(user.id))).toBe(true);
  const [row] = await db.select().from(userSessions).where(eq(userSessions.userId, user.id));
  expect(row!.endedAt).toEqual(NOW);
  const events = await db.select().from(auditEvents).where(eq(auditEvents.userId, user.id));
  expect(events.map((event) => event.event)).toEqual(["user.password_set"]);

  await expect(set(token, "another long password")).rejects.toThrow("link_ended");
  expect(await isPassword(PASSWORD, await hashOf(user.id))).toBe(true);
});

test("of two uses at once one wins", async () => {
  const user = await makeUser(db);
  const token = await issue(user.id);
  const answers = await Promise.allSettled(["first long password", "second long password"].map((p) => set(token, p)));
  expect(answers.map((answer) => answer.status).toSorted()).toEqual(["fulfilled", "rejected"]);
});

test("a link ends after 30 minutes, and with the next one (AU-10)", async () => {
  const user = await makeUser(db);
  const old = await issue(user.id);
  expect(await findOpenLink(old, later(29))).toEqual({ id: user.id, login: user.login });
  expect(await findOpenLink(old, later(30))).toBeUndefined();
  const newest = await issue(user.id, later(1));
  expect(await findOpenLink(old, later(2))).toBeUndefined();
  expect(await findOpenLink(newest, later(2))).toBeDefined();
  await expect(set(old, PASSWORD, PASSWORD, later(2))).rejects.toThrow("link_ended");
});

test("of links that are made at once only one works", async () => {
  const user = await makeUser(db);
  const tokens = await Promise.all(Array.from({ length: 5 }, () => issue(user.id)));
  const open = await Promise.all(tokens.map((token) => findOpenLink(token, NOW)));
  expect(open.filter(Boolean)).toHaveLength(1);
});

test("the table holds no token, and no text is a token by accident", async () => {
  const user = await makeUser(db);
  const token = await issue(user.id);
  expect(JSON.stringify(await db.select().from(accountLinks))).not.toContain(token);
  for (const other of ["", "x", `${token}x`, token.slice(1)]) expect(await findOpenLink(other, NOW)).toBeUndefined();
});

test("a bad password is refused at its field and leaves the link usable", async () => {
  const user = await makeUser(db, { login: "margaret.h" });
  const token = await issue(user.id);
  const fields = async (password: string, repeated?: string) =>
    set(token, password, repeated).catch((error: { fields: unknown }) => error.fields);
  expect(await fields("short")).toEqual({ password: { key: "sign_in.error.password_short" } });
  expect(await fields("Margaret.H")).toEqual({ password: { key: "sign_in.error.password_is_login" } });
  expect(await fields("Password2026!")).toEqual({ password: { key: "sign_in.error.password_common" } });
  expect(await fields(PASSWORD, "other")).toEqual({ repeated: { key: "sign_in.error.password_differs" } });
  expect(await findOpenLink(token, NOW)).toBeDefined();
});
