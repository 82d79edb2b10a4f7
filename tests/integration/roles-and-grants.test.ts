import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Db } from "@/db/client";
import { auditChanges, auditEvents, dictionaryEntries, roleGrants, roles, userRoles } from "@/db/schema";
import { can, reachOf } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { parseList } from "@/lib/core/list";
import { fromDatabase } from "@/lib/core/refusal";
import { createRole, deleteRole, updateRole } from "@/lib/roles/commands";
import { roleList } from "@/lib/roles/list";
import { findRole, listRoles, membersOf } from "@/lib/roles/queries";
import { type RoleInput, roleInput } from "@/lib/roles/schema";
import { deleteUser, setPassword, updateUser } from "@/lib/users/commands";
import { findUser } from "@/lib/users/queries";
import { changeRoleMembers } from "@/lib/users/role-members";
import type { UserUpdate } from "@/lib/users/schema";
import { testDatabase } from "../support/database";
import { actAs, contextOf, makeDepartment, makeInstitution, makeUser, unique } from "../support/people";

let db: Db;
let admin: string;
let administratorRole: string;
beforeAll(async () => {
  db = await testDatabase();
  admin = (await makeUser(db, { administrator: true })).id;
  administratorRole = (await db.select().from(roles).where(eq(roles.builtin, "administrator")))[0]!.id;
});

const input = (changes: Partial<RoleInput> = {}): RoleInput => ({
  name: unique("角色"),
  institutionId: null,
  description: null,
  grants: { "customers.view": "own" },
  customerTypeIds: null,
  ...changes,
});
const create = async (changes: Partial<RoleInput> = {}, by = admin) =>
  (await actAs(by, (ctx) => createRole(ctx, input(changes)))).id;
async function update(id: string, changes: Partial<RoleInput>, by = admin) {
  const role = (await findRole(await contextOf(admin), id))!;
  const { name, institutionId, description, grants, customerTypeIds, version } = role;
  const form = { id, version, name, institutionId, description, grants, customerTypeIds, ...changes };
  return actAs(by, (ctx) => updateRole(ctx, form));
}
async function updateAccount(id: string, changes: Partial<UserUpdate>, by = admin) {
  const { isAdministrator: _, ...user } = (await findUser(await contextOf(by), id))!;
  return actAs(by, (ctx) => updateUser(ctx, { ...user, ...changes }));
}
const members = (roleId: string, add: string[], remove: string[] = [], by = admin) =>
  actAs(by, (ctx) => changeRoleMembers(ctx, { roleId, add, remove }));
const refused = async (act: Promise<unknown>) => {
  const error: unknown = await act.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  const told = error instanceof DomainError ? error : fromDatabase(error);
  return told?.sentence.key === "errors.invalid" ? Object.values(told.fields!)[0]!.key : told?.sentence.key;
};
/** Somebody who looks after roles and accounts without being an administrator. */
const clerk = () =>
  makeUser(db, {
    grants: {
      "customers.view": "own",
      "customers.edit": "own",
      "roles.view": "all",
      "roles.create": "all",
      "roles.edit": "all",
      "roles.delete": "all",
      "users.view": "all",
      "users.create": "all",
      "users.edit": "all",
      "users.delete": "all",
    },
  });

test("a role is made with its grants, and whoever gets it may do the union of all their roles", async () => {
  const first = await create({ grants: { "customers.view": "own", "audit.view": "all" } });
  const second = await create({ grants: { "customers.view": "all" } });
  const user = await makeUser(db);
  await updateAccount(user.id, { roleIds: [first, second] });
  const ctx = await contextOf(user.id);
  expect([reachOf(ctx, "customers.view"), can(ctx, "audit.view"), can(ctx, "users.view")]).toEqual([
    "all",
    true,
    false,
  ]);
});

test("whoever may act on records may look at them, as far as the act reaches; modules without owners know no reach", () => {
  const grants = (table: Record<string, string>) => roleInput.parse({ ...input(), grants: table }).grants;
  expect(grants({ "customers.edit": "own" })).toEqual({ "customers.edit": "own", "customers.view": "own" });
  expect(grants({ "customers.view": "own", "customers.export": "all" })).toEqual({
    "customers.view": "all",
    "customers.export": "all",
  });
  expect(grants({ "users.edit": "own" })).toEqual({ "users.edit": "all", "users.view": "all" });
  expect(grants({ "fields.bank_data": "all" })).toEqual({ "fields.bank_data": "all" });
});

test("a permission or a reach that does not exist is refused, and so is any other field (AZ-12)", () => {
  const parse = (changes: Record<string, unknown>) => roleInput.safeParse({ ...input(), ...changes }).success;
  expect(parse({})).toBe(true);
  expect(parse({ grants: { "customers.fly": "all" } })).toBe(false);
  expect(parse({ grants: { "customers.view": "everything" } })).toBe(false);
  const hostile = roleInput.safeParse({
    ...input(),
    grants: JSON.parse('{"__proto__": "all", "audit.view": "all"}') as unknown,
  });
  expect(Object.keys(hostile.data?.grants ?? {})).not.toContain("__proto__");
  for (const extra of ["builtin", "id", "createdAt", "members"])
    expect([extra, parse({ [extra]: "administrator" })]).toEqual([extra, false]);
});

test("a role needs a grant, and a name of its own within its institution", async () => {
  const institution = await makeInstitution(db);
  const name = unique("名字");
  await create({ name });
  await create({ name, institutionId: institution.id });
  expect(await refused(create({ name: ` ${name.toUpperCase()} ` }))).toBe("roles.error.name_taken");
  expect(await refused(create({ grants: {} }))).toBe("roles.error.no_grants");
});

test("a change of a role says how many people it concerns, acts at their next request, and is one act in the log", async () => {
  const id = await create({ grants: { "customers.view": "own" } });
  const people = [await makeUser(db), await makeUser(db)];
  await members(
    id,
    people.map((user) => user.id),
  );
  const answer = await update(id, { grants: { "customers.view": "all", "audit.view": "all" }, description: "新" });
  expect(answer).toEqual({ id, affected: 2 });
  const ctx = await contextOf(people[0]!.id);
  expect([reachOf(ctx, "customers.view"), can(ctx, "audit.view")]).toEqual(["all", true]);
  const log = await db
    .select({ changes: auditChanges.changes })
    .from(auditChanges)
    .innerJoin(auditEvents, eq(auditEvents.id, auditChanges.eventId))
    .where(and(eq(auditChanges.recordId, id), eq(auditEvents.event, "role.updated")))
    .orderBy(auditChanges.id);
  expect(log.map((row) => row.changes)).toEqual([
    { description: [null, "新"] },
    { grants: [["customers.view:own"], ["audit.view:all", "customers.view:all"]] },
  ]);
});

test("a stale save of a role is refused", async () => {
  const id = await create();
  const stale = { ...input(), id, version: 1 };
  await update(id, { description: "first" });
  expect(await refused(actAs(admin, (ctx) => updateRole(ctx, stale)))).toBe("errors.stale");
});

test("roles given on the account's page show on the role's page and the other way round", async () => {
  const id = await create();
  const [one, two] = [await makeUser(db), await makeUser(db)];
  await updateAccount(one.id, { roleIds: [id] });
  await members(id, [two.id]);
  const held = async () => new Set((await membersOf(await contextOf(admin), id)).map((user) => user.id));
  expect(await held()).toEqual(new Set([one.id, two.id]));
  expect((await findUser(await contextOf(admin), two.id))!.roleIds).toEqual([id]);
  await members(id, [], [one.id]);
  await updateAccount(two.id, { roleIds: [] });
  expect(await held()).toEqual(new Set());
});

test("a form of an account that was open while its roles changed on the role's page cannot undo that unseen", async () => {
  const id = await create();
  const user = await makeUser(db);
  const { isAdministrator: _, ...form } = (await findUser(await contextOf(admin), user.id))!;
  await members(id, [user.id]);
  const error = await actAs(admin, (ctx) => updateUser(ctx, form)).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: "stale", theirs: { values: { roleIds: [id] } } });
});

test("the change of members is in the log of the role and of each person; one unknown person refuses all", async () => {
  const id = await create({ name: "审计角色" });
  const user = await makeUser(db, { name: "李四" });
  expect(await refused(members(id, [user.id, crypto.randomUUID()]))).toBe("errors.not_found");
  await members(id, [user.id]);
  const log = await db.select().from(auditChanges).where(eq(auditChanges.recordId, id));
  expect(log.at(-1)!.changes).toEqual({ members: [[], ["李四"]] });
  const own = await db.select().from(auditChanges).where(eq(auditChanges.recordId, user.id));
  expect(own.map((row) => row.changes)).toEqual([{ roles: [[], ["审计角色"]] }]);
});

test("the two shipped roles stay, the administrator's grants are not a list, and a deleted role takes its grants along", async () => {
  const [employee] = await db.select().from(roles).where(eq(roles.builtin, "employee"));
  const remove = (id: string, by = admin) => actAs(by, (ctx) => deleteRole(ctx, { id }));
  expect(await refused(remove(administratorRole))).toBe("roles.error.builtin");
  expect(await refused(remove(employee!.id))).toBe("roles.error.builtin");
  expect(await refused(update(administratorRole, { grants: { "customers.view": "own" } }))).toBe(
    "roles.error.administrator_fixed",
  );
  await update(administratorRole, { description: "全部" });
  const id = await create();
  const user = await makeUser(db);
  await members(id, [user.id]);
  expect(await remove(id)).toEqual({ id, affected: 1 });
  expect(await db.select().from(roleGrants).where(eq(roleGrants.roleId, id))).toEqual([]);
  expect(await db.select().from(userRoles).where(eq(userRoles.userId, user.id))).toEqual([]);
});

test("nobody puts a permission or a reach into a role that they do not hold (ROL-06)", async () => {
  const by = (await clerk()).id;
  const id = await create({ grants: { "audit.view": "all" } });
  expect(await refused(create({ grants: { "audit.view": "all" } }, by))).toBe("roles.error.grants_not_held");
  expect(await refused(create({ grants: { "customers.view": "all" } }, by))).toBe("roles.error.grants_not_held");
  await create({ grants: { "customers.view": "own", "customers.edit": "own" } }, by);
  // What the role allowed before stays untouched; only what is added has to be held.
  await update(id, { grants: { "audit.view": "all", "customers.view": "own" } }, by);
  expect(await refused(update(id, { grants: { "audit.view": "all", "settings.edit": "all" } }, by))).toBe(
    "roles.error.grants_not_held",
  );
});

test("nobody gives a role that allows more than they hold, from either side", async () => {
  const by = (await clerk()).id;
  const user = await makeUser(db);
  const strong = await create({ grants: { "settings.edit": "all" } });
  const weak = await create({ grants: { "customers.view": "own" } });
  expect(await refused(updateAccount(user.id, { roleIds: [strong] }, by))).toBe("roles.error.role_not_held");
  expect(await refused(members(strong, [user.id], [], by))).toBe("roles.error.role_not_held");
  expect(await refused(updateAccount(user.id, { roleIds: [administratorRole] }, by))).toBe("roles.error.role_not_held");
  expect(await refused(members(administratorRole, [user.id], [], by))).toBe("roles.error.administrators_only");
  await updateAccount(user.id, { roleIds: [weak] }, by);
  expect((await findUser(await contextOf(admin), user.id))!.roleIds).toEqual([weak]);
});

test("nobody but an administrator changes their own roles, posts and limits, or a role that they hold", async () => {
  const by = (await clerk()).id;
  const weak = await create({ grants: { "customers.view": "own" } });
  const own = (await findUser(await contextOf(admin), by))!.roleIds[0]!;
  expect(await refused(updateAccount(by, { roleIds: [own, weak] }, by))).toBe("users.error.own_access");
  expect(await refused(members(weak, [by], [], by))).toBe("users.error.own_access");
  expect(await refused(update(own, { description: "mine" }, by))).toBe("roles.error.own_role");
  expect(await refused(actAs(by, (ctx) => deleteRole(ctx, { id: own })))).toBe("roles.error.own_role");
  await updateAccount(by, { mobile: "13800000000" }, by);
});

test("only an administrator changes an administrator's account or password", async () => {
  const by = (await clerk()).id;
  const other = (await makeUser(db, { administrator: true })).id;
  const password = "a long enough password";
  expect(await refused(updateAccount(other, { locked: true }, by))).toBe("roles.error.administrators_only");
  expect(await refused(updateAccount(other, { roleIds: [] }, by))).toBe("roles.error.administrators_only");
  expect(await refused(actAs(by, (ctx) => deleteUser(ctx, { id: other })))).toBe("roles.error.administrators_only");
  expect(await refused(actAs(by, (ctx) => setPassword(ctx, { id: other, password, passwordAgain: password })))).toBe(
    "roles.error.administrators_only",
  );
  await updateAccount(other, { mobile: "13800000000" });
});

test("nobody takes over an account that may do more by setting its password", async () => {
  const by = (await clerk()).id;
  const [strong, weak] = [
    await makeUser(db, { grants: { "audit.view": "all" } }),
    await makeUser(db, { grants: { "customers.view": "own" } }),
  ];
  const set = (id: string) =>
    actAs(by, (ctx) => setPassword(ctx, { id, password: "a long enough password", passwordAgain: "" }));
  expect(await refused(set(strong.id))).toBe("roles.error.account_holds_more");
  expect(await refused(set(weak.id))).toBeUndefined();
});

test("nobody opens departments or customer types that are closed to themselves", async () => {
  const { id: institution, top } = await makeInstitution(db);
  const below = await makeDepartment(db, institution, top.id);
  const by = (await clerk()).id;
  const user = await makeUser(db);
  await updateAccount(by, { levels: [{ placeId: below.id, includesBelow: true }] });
  const open = (placeId: string) => updateAccount(user.id, { levels: [{ placeId, includesBelow: true }] }, by);
  expect(await refused(open(top.id))).toBe("users.error.place_not_held");
  expect(await refused(open(institution))).toBe("users.error.place_not_held");
  expect(await refused(open(below.id))).toBeUndefined();
  const [type, other] = (
    await db.select().from(dictionaryEntries).where(eq(dictionaryEntries.kind, "customer_type"))
  ).filter((entry) => entry.parentId);
  await updateAccount(user.id, { customerTypeIds: [type!.id] });
  await updateAccount(by, { customerTypeIds: [type!.id] });
  expect(await refused(updateAccount(user.id, { customerTypeIds: null }, by))).toBe("roles.error.types_not_held");
  expect(await refused(updateAccount(user.id, { customerTypeIds: [other!.id] }, by))).toBe(
    "roles.error.types_not_held",
  );
});

test("the last administrator is not stripped, locked, let go or deleted (ROL-06)", async () => {
  const others = (await membersOf(await contextOf(admin), administratorRole)).filter((user) => user.id !== admin);
  for (const { id } of others) await updateAccount(id, { roleIds: [] });
  expect(await refused(updateAccount(admin, { roleIds: [] }))).toBe("users.error.last_administrator");
  expect(await refused(members(administratorRole, [], [admin]))).toBe("users.error.last_administrator");
  expect(await refused(updateAccount(admin, { validUntil: "2030-01-01" as UserUpdate["validUntil"] }))).toBe(
    "users.error.last_administrator",
  );
  const [one, two] = [await makeUser(db, { administrator: true }), await makeUser(db, { administrator: true })];
  await updateAccount(admin, { roleIds: [] }, one.id);
  const strips = await Promise.allSettled([
    updateAccount(two.id, { roleIds: [] }, one.id),
    updateAccount(one.id, { roleIds: [] }, two.id),
  ]);
  expect(strips.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("a limit on a role narrows whoever holds it", async () => {
  const boss = (await makeUser(db, { administrator: true })).id;
  const [type] = (await db.select().from(dictionaryEntries).where(eq(dictionaryEntries.kind, "customer_type"))).filter(
    (entry) => entry.parentId,
  );
  const id = await create({ customerTypeIds: [type!.id] }, boss);
  const user = await makeUser(db);
  await members(id, [user.id], [], boss);
  expect((await contextOf(user.id)).actor.access.customerTypes).toEqual([type!.id]);
});

test("roles are listed with institution and number of holders, and not without the right", async () => {
  const boss = (await makeUser(db, { administrator: true })).id;
  const institution = await makeInstitution(db);
  const id = await create({ institutionId: institution.id, name: unique("列表") }, boss);
  await members(id, [(await makeUser(db)).id], [], boss);
  const list = async (by: string, search: Record<string, string>) =>
    (await listRoles(await contextOf(by), parseList(roleList, search))).rows;
  expect(await list(boss, { institution: institution.id })).toMatchObject([
    { id, institution: institution.name, members: 1 },
  ]);
  expect(await list(boss, { institution: institution.id, unused: "1" })).toEqual([]);
  for (const sort of ["name", "-created"])
    expect((await list(boss, { sort, q: "列表" })).map((row) => row.id)).toEqual([id]);
  expect(await list((await makeUser(db)).id, {})).toEqual([]);
  expect((await list(boss, {})).length).toBeGreaterThan(2);
});
