import { and, eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Db } from "@/db/client";
import {
  auditChanges,
  auditEvents,
  dictionaryEntries,
  positions,
  userCredentials,
  userPosts,
  users,
  userSessions,
} from "@/db/schema";
import { DomainError } from "@/lib/core/errors";
import { parseList } from "@/lib/core/list";
import { fromDatabase } from "@/lib/core/refusal";
import { createUser, deleteUser, restoreUser, setPassword, updateUser } from "@/lib/users/commands";
import { userList } from "@/lib/users/list";
import { findPeople, findUser, listUsers } from "@/lib/users/queries";
import { type UserInput, userInput, userUpdate } from "@/lib/users/schema";
import { testDatabase } from "../support/database";
import { actAs, contextOf, makeDepartment, makeInstitution, makeUser, unique } from "../support/people";

let db: Db;
let admin: string;
beforeAll(async () => {
  db = await testDatabase();
  admin = (await makeUser(db, { administrator: true, login: "the-admin" })).id;
});

const PASSWORD = "correct horse battery";
const input = (changes: Partial<UserInput> = {}): UserInput => ({
  login: unique("login"),
  name: "王小明",
  gender: "male",
  staffNumber: null,
  mobile: "+86 138 0000 0000",
  email: "wang@example.com",
  officePhone: null,
  homePhone: null,
  validUntil: null,
  state: "employed",
  locked: false,
  posts: [],
  roleIds: [],
  customerTypeIds: null,
  levels: [],
  password: PASSWORD,
  passwordAgain: PASSWORD,
  ...changes,
});
const create = (changes: Partial<UserInput> = {}) => actAs(admin, (ctx) => createUser(ctx, input(changes)));
/** What the form of an account sends back, with changes. */
async function edited(id: string, changes: Partial<UserInput> = {}) {
  const { isAdministrator: _, ...user } = (await findUser(await contextOf(admin), id))!;
  return { ...user, ...changes };
}
const update = async (id: string, changes: Partial<UserInput>, by = admin) => {
  const form = await edited(id, changes);
  return actAs(by, (ctx) => updateUser(ctx, form));
};
const refused = async (act: Promise<unknown>) => {
  const error: unknown = await act.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  const told = error instanceof DomainError ? error : fromDatabase(error);
  return told?.sentence.key === "errors.invalid" ? Object.values(told.fields!)[0]!.key : told?.sentence.key;
};
const listed = async (search: Record<string, string>, deleted = false) =>
  (await listUsers(await contextOf(admin), parseList(userList, search), deleted)).rows.map(({ id }) => id);
const changesOf = (id: string) =>
  db
    .select({ event: auditEvents.event, changes: auditChanges.changes })
    .from(auditChanges)
    .innerJoin(auditEvents, eq(auditEvents.id, auditChanges.eventId))
    .where(and(eq(auditChanges.entity, "user"), eq(auditChanges.recordId, id)))
    .orderBy(auditChanges.id);

async function makePosition(departmentId: string, isManagement = false) {
  const at = new Date();
  const values = { departmentId, name: unique("职位"), isManagement, createdAt: at, updatedAt: at };
  return (await db.insert(positions).values(values).returning())[0]!;
}
async function openSession(userId: string) {
  const at = new Date("2026-03-02T08:00:00Z");
  const values = {
    userId,
    audience: "staff" as const,
    createdAt: at,
    lastSeenAt: at,
    expiresAt: new Date("2026-03-03"),
    address: "::1",
    agent: "test",
  };
  return (await db.insert(userSessions).values(values).returning())[0]!.id;
}
const isOpen = async (session: string) =>
  (await db.select().from(userSessions).where(eq(userSessions.id, session)))[0]!.endedAt === null;

test("an account is opened with its fields, posts with their dates, and a password that is only kept as a hash", async () => {
  const { top } = await makeInstitution(db);
  const [main, second] = [await makePosition(top.id, true), await makePosition(top.id)];
  const { id } = await create({
    validUntil: "2026-12-31" as UserInput["validUntil"],
    posts: [
      { positionId: main.id, isMain: true, since: "2020-05-01" as UserInput["validUntil"] },
      { positionId: second.id, isMain: false, since: null },
    ],
  });
  const user = (await findUser(await contextOf(admin), id))!;
  expect(user).toMatchObject({
    name: "王小明",
    gender: "male",
    validUntil: "2026-12-31",
    state: "employed",
    locked: false,
  });
  expect(user.posts).toEqual([
    { positionId: main.id, isMain: true, since: "2020-05-01" },
    { positionId: second.id, isMain: false, since: null },
  ]);
  expect((await contextOf(id)).actor.access.managed).toEqual([top.id]);
  const [credentials] = await db.select().from(userCredentials).where(eq(userCredentials.userId, id));
  expect(credentials!.passwordHash).toMatch(/^\$argon2id\$/);
  expect(JSON.stringify([user, await changesOf(id)])).not.toContain("argon2");
});

test("a login is taken whatever its case, also by a deleted account", async () => {
  const login = unique("Zhang.San@");
  const { id } = await create({ login });
  expect(await refused(create({ login: login.toLowerCase() }))).toBe("users.error.login_taken");
  await actAs(admin, (ctx) => deleteUser(ctx, { id }));
  expect(await refused(create({ login: login.toUpperCase() }))).toBe("users.error.login_taken");
});

test("a form says what is wrong at its fields", () => {
  const keys = (changes: Record<string, unknown>) => {
    const { error } = userInput.safeParse({ ...input(), ...changes });
    return error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  };
  expect(keys({})).toBeUndefined();
  expect(keys({ login: "ab" })).toEqual(["login: users.error.login_shape"]);
  expect(keys({ login: "张三三" })).toEqual(["login: users.error.login_shape"]);
  expect(keys({ mobile: "12ab34" })).toEqual(["mobile: errors.phone"]);
  expect(keys({ email: "nobody" })).toEqual(["email: errors.email"]);
  expect(keys({ validUntil: "2026-02-30" })).toEqual(["validUntil: errors.date"]);
  expect(keys({ passwordAgain: "another" })).toEqual(["passwordAgain: users.error.passwords_differ"]);
  expect(keys({ customerTypeIds: [] })).toEqual(["customerTypeIds: roles.error.no_types"]);
  const positionId = crypto.randomUUID();
  const post = { positionId, isMain: true, since: "" };
  expect(keys({ posts: [{ ...post, isMain: false }] })).toEqual(["posts: users.error.one_main_post"]);
  expect(keys({ posts: [post, { ...post, isMain: false }] })).toEqual([
    "posts.1.positionId: users.error.position_twice",
  ]);
});

test("a weak password is refused at its field, and nothing is stored", async () => {
  const login = unique("weak");
  expect(await refused(create({ login, password: "short", passwordAgain: "short" }))).toMatch(/password_short$/);
  expect(await db.select().from(users).where(eq(users.login, login))).toEqual([]);
});

test("fields that are nobody's to send are refused, never stored (AZ-12)", async () => {
  for (const extra of ["balance", "isAdministrator", "createdAt", "deletedAt", "id"])
    expect([extra, userInput.safeParse({ ...input(), [extra]: 1 }).success]).toEqual([extra, false]);
  const { id } = await create();
  const form = await edited(id);
  for (const extra of ["password", "isAdministrator", "updatedAt", "login_", "constructor"])
    expect([extra, userUpdate.safeParse({ ...form, [extra]: "1" }).success]).toEqual([extra, false]);
  const hostile: unknown = JSON.parse(`{"__proto__":{"isAdministrator":true},${JSON.stringify(form).slice(1)}`);
  const parsed = userUpdate.safeParse(hostile);
  expect(parsed.data && "isAdministrator" in parsed.data).not.toBe(true);
});

test("a save is one act in the log, with the fields, posts and roles before and after", async () => {
  const { name, top } = await makeInstitution(db);
  const position = await makePosition(top.id);
  const { id } = await create();
  await update(id, { mobile: "13900000000", posts: [{ positionId: position.id, isMain: true, since: null }] });
  const changes = (await changesOf(id)).filter(({ event }) => event === "user.updated");
  expect(changes.map((row) => row.changes)).toEqual([
    { mobile: ["+86 138 0000 0000", "13900000000"] },
    { mainPost: [null, `${name} / 总部 / ${position.name}`] },
  ]);
});

test("who saves an older version is shown the other's values, lists included", async () => {
  const { id } = await create();
  const form = await edited(id, { name: "新名字" });
  await update(id, { mobile: "13911111111" });
  const error = await actAs(admin, (ctx) => updateUser(ctx, form)).catch((reason: unknown) => reason);
  expect(error).toMatchObject({
    code: "stale",
    theirs: { version: 2, values: { mobile: "13911111111", roleIds: [], posts: [] } },
  });
  expect((await findUser(await contextOf(admin), id))!.name).toBe("王小明");
});

test.each([
  ["locked", { locked: true }],
  ["left", { state: "left" }],
  ["retired", { state: "retired" }],
  ["past its date", { validUntil: "2026-03-01" }],
] as [string, Partial<UserInput>][])("an account that is %s is signed out at once", async (_, changes) => {
  const { id } = await create();
  const session = await openSession(id);
  await update(id, { mobile: null });
  expect(await isOpen(session)).toBe(true);
  await update(id, changes);
  expect(await isOpen(session)).toBe(false);
});

test("the last valid day of an account still works", async () => {
  const { id } = await create();
  const session = await openSession(id);
  await update(id, { validUntil: "2026-03-02" as UserInput["validUntil"] });
  expect(await isOpen(session)).toBe(true);
});

test("a new password signs the user out everywhere and is not in the log", async () => {
  const { id } = await create();
  const session = await openSession(id);
  const hash = () => db.select().from(userCredentials).where(eq(userCredentials.userId, id));
  const [before] = await hash();
  await actAs(admin, (ctx) =>
    setPassword(ctx, { id, password: "another long password", passwordAgain: "another long password" }),
  );
  expect((await hash())[0]!.passwordHash).not.toBe(before!.passwordHash);
  expect(await isOpen(session)).toBe(false);
  expect((await changesOf(id)).at(-1)).toEqual({ event: "user.password_set", changes: { password: ["•••", "•••"] } });
});

test("a deleted account leaves the list, is listed among the deleted, and comes back with its posts", async () => {
  const { top } = await makeInstitution(db);
  const position = await makePosition(top.id);
  const { id } = await create({ posts: [{ positionId: position.id, isMain: true, since: null }] });
  const session = await openSession(id);
  await actAs(admin, (ctx) => deleteUser(ctx, { id }));
  expect(await isOpen(session)).toBe(false);
  expect(await findUser(await contextOf(admin), id)).toBeUndefined();
  expect(await refused(actAs(admin, (ctx) => deleteUser(ctx, { id })))).toBe("errors.not_found");
  expect(await listed({ position: position.id })).toEqual([]);
  expect(await listed({ position: position.id }, true)).toEqual([id]);
  await actAs(admin, (ctx) => restoreUser(ctx, { id }));
  expect(await listed({ position: position.id })).toEqual([id]);
  expect(await refused(actAs(admin, (ctx) => restoreUser(ctx, { id })))).toBe("errors.not_found");
});

test("nobody deletes, locks or retires their own account", async () => {
  expect(await refused(actAs(admin, (ctx) => deleteUser(ctx, { id: admin })))).toBe("users.error.delete_self");
  expect(await refused(update(admin, { locked: true }))).toBe("users.error.own_account");
  expect(await refused(update(admin, { state: "retired" }))).toBe("users.error.own_account");
});

test("the list is filtered by institution, department with or without those below, position, state, lock, role and what is missing", async () => {
  const one = await makeInstitution(db);
  const below = await makeDepartment(db, one.id, one.top.id);
  const [upper, lower] = [await makePosition(one.top.id), await makePosition(below.id)];
  const mark = unique("标记");
  const { id: boss } = await create({ name: mark, posts: [{ positionId: upper.id, isMain: true, since: null }] });
  const { id: worker } = await create({
    name: mark,
    locked: true,
    posts: [{ positionId: lower.id, isMain: true, since: null }],
  });
  const { id: stray } = await create({ name: mark, state: "retired" });
  const found = async (search: Record<string, string>) => new Set(await listed({ q: mark, ...search }));
  expect(await found({})).toEqual(new Set([boss, worker, stray]));
  expect(await found({ institution: one.id })).toEqual(new Set([boss, worker]));
  expect(await found({ department: one.top.id })).toEqual(new Set([boss, worker]));
  expect(await found({ department: one.top.id, direct: "1" })).toEqual(new Set([boss]));
  expect(await found({ position: lower.id })).toEqual(new Set([worker]));
  expect(await found({ state: "retired" })).toEqual(new Set([stray]));
  expect(await found({ locked: "1" })).toEqual(new Set([worker]));
  expect(await found({ unposted: "1" })).toEqual(new Set([stray]));
  expect(await found({ unposted: "0", unroled: "1" })).toEqual(new Set([boss, worker]));
  expect(await found({ role: crypto.randomUUID() })).toEqual(new Set());
});

test("every sort order of the list pages through all accounts once", async () => {
  const ctx = await contextOf(admin);
  const all = await db
    .select({ id: users.id })
    .from(users)
    .where(sql`deleted_at is null`);
  for (const sort of ["name", "-login", "staffNumber", "-validUntil", "created"]) {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await listUsers(ctx, parseList(userList, { sort, size: "20", ...(after && { after }) }));
      seen.push(...page.rows.map(({ id }) => id));
      after = page.after;
    } while (after);
    expect([sort, new Set(seen).size, seen.length]).toEqual([sort, all.length, all.length]);
  }
});

test("without the right the list, the account and every command find nothing", async () => {
  const stranger = await makeUser(db, { grants: { "customers.view": "all" } });
  const ctx = await contextOf(stranger.id);
  const { id } = await create();
  expect((await listUsers(ctx, parseList(userList, {}))).rows).toEqual([]);
  expect(await findUser(ctx, id)).toBeUndefined();
  expect(await refused(update(id, { name: "x" }, stranger.id))).toBe("errors.not_found");
  expect(await refused(actAs(stranger.id, (one) => deleteUser(one, { id })))).toBe("errors.not_found");
});

test("people are found by name or login, with login and department; who cannot sign in is not offered", async () => {
  const mark = unique("找人");
  const { top } = await makeInstitution(db);
  const position = await makePosition(top.id);
  const { id } = await create({
    name: mark,
    login: unique("finder"),
    posts: [{ positionId: position.id, isMain: true, since: null }],
  });
  await create({ name: mark, state: "left" });
  await create({ name: mark, locked: true });
  await create({ name: mark, validUntil: "2026-03-01" as UserInput["validUntil"] });
  const found = await findPeople(await contextOf(admin), { q: mark });
  expect(found).toEqual([{ id, label: mark, hint: expect.stringMatching(/^finder\d+ · 总部$/) as string }]);
  expect(await findPeople(await contextOf(admin), { q: "100%_\\" })).toEqual([]);
});

test("a limit to customer types and an opened department act at the next request", async () => {
  const { id: institution, top } = await makeInstitution(db);
  const below = await makeDepartment(db, institution, top.id);
  const types = await db.select().from(dictionaryEntries).where(eq(dictionaryEntries.kind, "customer_type"));
  const leaf = types.find(({ parentId }) => parentId)!;
  const { id } = await create();
  await update(id, { customerTypeIds: [leaf.id], levels: [{ placeId: top.id, includesBelow: true }] });
  const { access } = (await contextOf(id)).actor;
  expect(access.customerTypes).toEqual([leaf.id]);
  expect(new Set(access.leading)).toEqual(new Set([top.id, below.id]));
  expect((await changesOf(id)).at(-1)!.changes).toMatchObject({ customerTypes: [null, [leaf.name]] });
  await update(id, { customerTypeIds: null, levels: [{ placeId: institution, includesBelow: false }] });
  const after = (await contextOf(id)).actor.access;
  expect(after.customerTypes).toBeNull();
  expect(after.leading).toEqual([top.id]);
});

test("ids that are not what they should be refuse the whole save", async () => {
  const { id } = await create();
  const gone = crypto.randomUUID();
  const [source] = await db.select().from(dictionaryEntries).where(eq(dictionaryEntries.kind, "source"));
  expect(await refused(update(id, { posts: [{ positionId: gone, isMain: true, since: null }] }))).toBe(
    "users.error.position_gone",
  );
  expect(await refused(update(id, { levels: [{ placeId: gone, includesBelow: true }] }))).toBe(
    "users.error.place_gone",
  );
  expect(await refused(update(id, { roleIds: [gone] }))).toBe("roles.error.role_gone");
  expect(await refused(update(id, { customerTypeIds: [source!.id] }))).toBe("roles.error.type_gone");
  expect(await db.select().from(userPosts).where(eq(userPosts.userId, id))).toEqual([]);
});
