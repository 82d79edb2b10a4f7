import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { Db } from "@/db/client";
import { rateLimits, securityEvents, userCredentials, users, userSessions } from "@/db/schema";
import { hashPassword, isPassword } from "@/lib/users/password";
import { type Attempt, signIn } from "@/lib/users/sign-in";
import { testDatabase } from "../support/database";
import { makeUser, unique } from "../support/people";

const PASSWORD = "a long walk by the river";
let db: Db;
let passwordHash: string;
beforeAll(async () => {
  db = await testDatabase();
  passwordHash = await hashPassword(PASSWORD);
  await makeUser(db, { administrator: true });
});
beforeEach(() => db.delete(rateLimits));

async function makePerson(options: Parameters<typeof makeUser>[1] = {}) {
  const user = await makeUser(db, options);
  await db.insert(userCredentials).values({ userId: user.id, passwordHash, changedAt: new Date() });
  return user;
}
let host = 0;
/** A try from an address of its own, unless one is given. */
const attempt = (login: string, password: string, more: Partial<Attempt> = {}) =>
  signIn({ login, password, address: `10.0.${++host >> 8}.${host & 255}`, agent: "test", now: new Date(), ...more });
const times = <T>(count: number, run: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => run(index)));
const eventsOf = async (userId: string) =>
  (await db.select().from(securityEvents).where(eq(securityEvents.userId, userId))).map((event) => event.kind);
/** The counter as ten failures leave it; the failures themselves take their pauses. */
const hold = (key: string) =>
  db.insert(rateLimits).values({ key: `sign-in:${key}`, points: 11, expire: Date.now() + 900_000 });
const FAILED = { state: "refused", reason: "failed" };

test("the right password opens a session with an id of its own each time (AU-07)", async () => {
  const user = await makePerson({ grants: { "customers.view": "own", "customers.export": "own" } });
  const [one, two] = [await attempt(user.login, PASSWORD), await attempt(user.login, PASSWORD)];
  if (one.state !== "in" || two.state !== "in") throw new Error("should be in");
  expect(one.as.token.sid).not.toBe(two.as.token.sid);
  expect(one.as.token).toEqual({ sid: expect.any(String), audience: "staff", modules: ["customers"] });
  const [row] = await db.select().from(userSessions).where(eq(userSessions.id, one.as.token.sid));
  expect(row).toMatchObject({ userId: user.id, audience: "staff", endedAt: null, agent: "test" });
  expect(row!.expiresAt.getTime() - row!.createdAt.getTime()).toBe(12 * 3_600_000);
  expect(await eventsOf(user.id)).toEqual(["signed_in", "signed_in"]);
});

test.each(["ANNA", "ａｎｎａ", " anna ", "an\u00a0na", "Anna\u3000"])(
  "the login %j is anna's, however it is typed (AU-12)",
  async (typed) => {
    await db.delete(userCredentials).where(sql`user_id in (select id from users where login = 'anna')`);
    const [known] = await db.select().from(users).where(eq(users.login, "anna"));
    if (known) await db.insert(userCredentials).values({ userId: known.id, passwordHash, changedAt: new Date() });
    else await makePerson({ login: "anna" });
    expect((await attempt(typed, PASSWORD)).state).toBe("in");
  },
);

test("a login that only looks like another is nobody's, and an unreadable one breaks nothing (AU-12)", async () => {
  await makePerson({ login: "boris" });
  for (const typed of ["bоris", "boris\u200b", "", "b\0oris2", "x".repeat(10_000), "' or 1=1 --"])
    expect(await attempt(typed, PASSWORD), `typed ${typed}`).toEqual(FAILED);
});

test("a wrong password, an unknown login and a user without a password get the same answer", async () => {
  const user = await makePerson();
  const bare = await makeUser(db);
  expect(await attempt(user.login, "wrong")).toEqual(FAILED);
  expect(await attempt(bare.login, PASSWORD)).toEqual(FAILED);
  expect(await attempt("nobody.at.all", PASSWORD)).toEqual(FAILED);
  expect(await attempt(user.login, "x".repeat(100_000))).toEqual(FAILED);
  expect(await eventsOf(user.id)).toEqual(["sign_in_failed", "sign_in_failed"]);
});

test("an unknown login takes as long as a wrong password (AU-09)", async () => {
  const user = await makePerson();
  const took: Record<"known" | "unknown", number[]> = { known: [], unknown: [] };
  for (let round = 0; round < 40; round++)
    for (const kind of ["known", "unknown"] as const) {
      await db.delete(rateLimits);
      const start = performance.now();
      await attempt(kind === "known" ? user.login : unique("stranger"), "wrong");
      took[kind].push(performance.now() - start);
    }
  const median = (list: number[]) => list.toSorted((a, b) => a - b)[list.length / 2]!;
  expect(Math.abs(median(took.known) - median(took.unknown))).toBeLessThan(20);
});

test("after ten failures not even the right password tells anything, for 15 minutes (AU-01)", async () => {
  const user = await makePerson();
  await times(10, () => attempt(user.login, "wrong"));
  expect(await attempt(user.login, PASSWORD)).toEqual(FAILED);
  expect((await eventsOf(user.id)).at(-1)).toBe("sign_in_throttled");
  const [counter] = await db
    .select()
    .from(rateLimits)
    .where(eq(rateLimits.key, `sign-in:login:${user.login}`));
  const minutes = (counter!.expire! - Date.now()) / 60_000;
  expect(minutes).toBeGreaterThan(14);
  expect(minutes).toBeLessThanOrEqual(15);

  await db.update(rateLimits).set({ expire: Date.now() - 1 });
  expect((await attempt(user.login, PASSWORD)).state).toBe("in");
});

test("an address that guesses at many accounts is held up, whichever account it tries next (AU-01)", async () => {
  const address = "203.0.113.7";
  await times(10, (index) => attempt(`guess${index}`, "wrong", { address }));
  const user = await makePerson();
  expect(await attempt(user.login, PASSWORD, { address })).toEqual(FAILED);
  expect((await attempt(user.login, PASSWORD)).state).toBe("in");
});

test("an IPv6 network counts as one address", async () => {
  await times(6, (index) => attempt(`guess${index}`, "wrong", { address: `2001:db8:0:1::${index + 1}` }));
  await db.update(rateLimits).set({ points: 10 }).where(eq(rateLimits.points, 6));
  const user = await makePerson();
  expect(await attempt(user.login, PASSWORD, { address: "2001:db8:0:1:ffff::1" })).toEqual(FAILED);
  expect((await attempt(user.login, PASSWORD, { address: "2001:db8:0:2::1" })).state).toBe("in");
});

test("of 50 guesses at once at most ten are evaluated (AU-03)", async () => {
  const user = await makePerson();
  await times(50, (index) => attempt(user.login, `guess ${index}`));
  const kinds = await eventsOf(user.id);
  expect(kinds.filter((kind) => kind === "sign_in_failed")).toHaveLength(10);
  expect(kinds.filter((kind) => kind === "sign_in_throttled")).toHaveLength(40);
  expect(await attempt(user.login, PASSWORD)).toEqual(FAILED);
});

test("the sixth try waits, the fifth does not", async () => {
  const user = await makePerson();
  const timed = async () => {
    const start = performance.now();
    await attempt(user.login, "wrong");
    return performance.now() - start;
  };
  for (let failures = 0; failures < 5; failures++) expect(await timed()).toBeLessThan(900);
  expect(await timed()).toBeGreaterThan(1_000);
});

test("a success gives the login's points back, and the address only its own", async () => {
  const user = await makePerson();
  const address = "203.0.113.50";
  await times(4, () => attempt(user.login, "wrong", { address }));
  expect((await attempt(user.login, PASSWORD, { address })).state).toBe("in");
  const left = await db.select().from(rateLimits);
  expect(left.map(({ key, points }) => [key, points])).toEqual([[`sign-in:address:${address}`, 4]]);
});

test("a device that signed in before is not held up by others' failures, and has a limit of its own (AU-02)", async () => {
  const user = await makePerson();
  const first = await attempt(user.login, PASSWORD);
  if (first.state !== "in") throw new Error("should be in");
  await hold(`login:${user.login}`);
  const again = await attempt(user.login, PASSWORD, { device: first.as.device });
  if (again.state !== "in") throw new Error("should be in");

  expect(await attempt(user.login, PASSWORD, { device: first.as.device }), "a copied old cookie").toEqual(FAILED);
  const { device } = again.as;
  await times(10, () => attempt(user.login, "wrong", { device }));
  expect(await attempt(user.login, PASSWORD, { device })).toEqual(FAILED);
});

test("the device of one user is unknown to another", async () => {
  const [one, two] = [await makePerson(), await makePerson()];
  const first = await attempt(one.login, PASSWORD);
  if (first.state !== "in") throw new Error("should be in");
  await hold(`login:${two.login}`);
  expect(await attempt(two.login, PASSWORD, { device: first.as.device })).toEqual(FAILED);
});

const closed = {
  left: { state: "left" },
  retired: { state: "retired" },
  locked: { locked: true },
  deleted: { deletedAt: new Date() },
  expired: { validUntil: "2026-01-31" },
} as const;
test.each(Object.entries(closed))(
  "a %s account tells why for the right password alone (ACC-02)",
  async (reason, change) => {
    const user = await makePerson();
    await db
      .update(users)
      .set(change as Partial<typeof users.$inferInsert>)
      .where(eq(users.id, user.id));
    expect(await attempt(user.login, PASSWORD)).toEqual({ state: "refused", reason });
    expect(await attempt(user.login, "wrong")).toEqual(FAILED);
    await db.delete(rateLimits);
    await hold(`login:${user.login}`);
    expect(await attempt(user.login, PASSWORD), "inside a throttle").toEqual(FAILED);
    expect(await db.select().from(userSessions).where(eq(userSessions.userId, user.id))).toEqual([]);
  },
);

test("the last valid day still lets in, by the operator's calendar", async () => {
  const user = await makePerson();
  await db
    .update(users)
    .set({ validUntil: "2026-05-01" as never })
    .where(eq(users.id, user.id));
  const at = (now: string) => attempt(user.login, PASSWORD, { now: new Date(now) });
  expect((await at("2026-05-01T15:59:00Z")).state).toBe("in");
  expect(await at("2026-05-01T16:00:00Z")).toEqual({ state: "refused", reason: "expired" });
});

test("events keep login and address, never the password or a text that can be no login", async () => {
  const address = "198.51.100.1";
  await attempt("My Secret Password!", "hunter2-hunter2", { address });
  const [event] = await db.select().from(securityEvents).where(eq(securityEvents.address, address));
  expect(event).toMatchObject({ kind: "sign_in_failed", login: null, userId: null });
  expect(JSON.stringify(await db.select().from(securityEvents))).not.toContain("hunter2");
});

test("only the sign-in's database role reads hashes", async () => {
  const { database, pool } = await import("@/db/client");
  const read = (role: "app" | "job") => database(pool(role)).execute(sql`select password_hash from user_credentials`);
  await expect(read("app")).rejects.toThrow("user_credentials");
  await expect(read("job")).rejects.toThrow("user_credentials");
});

test("a password is the same in full width, and kept as argon2id of 19 MiB", async () => {
  expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await isPassword("ａ long walk by the river", passwordHash)).toBe(true);
  expect(await isPassword(PASSWORD, null)).toBe(false);
});
