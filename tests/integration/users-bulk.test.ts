import { and, eq, inArray } from "drizzle-orm";
import { Readable } from "node:stream";
import { beforeAll, describe, expect, test } from "vitest";
import type { Db } from "@/db/client";
import { auditChanges, auditEvents, positions, roleGrants, roles, userPosts, userRoles, users } from "@/db/schema";
import type { Permission } from "@/lib/core/permissions";
import { readExport } from "@/lib/core/list-export";
import { fromDatabase } from "@/lib/core/refusal";
import { assignPost, assignRoles } from "@/lib/users/bulk-commands";
import { postAssignment, roleAssignment } from "@/lib/users/bulk-schema";
import { exportUsers, recordUserExport } from "@/lib/users/export";
import { userList } from "@/lib/users/list";
import { postsOf } from "@/lib/users/posts";
import { testDatabase } from "../support/database";
import { actAs, contextOf, makeDepartment, makeInstitution, makeUser, unique } from "../support/people";

const STAMP = { createdAt: new Date("2026-03-01T00:00:00Z"), updatedAt: new Date("2026-03-01T00:00:00Z") };
const CLERK = { "users.view": "all", "users.edit": "all" } as const;

let db: Db;
let admin: string;
let north: { id: string };
beforeAll(async () => {
  db = await testDatabase();
  admin = (await makeUser(db, { administrator: true })).id;
  const { id, top } = await makeInstitution(db, "远航科技");
  north = await makeDepartment(db, id, top.id, "华北组");
});

async function position(isManagement = false) {
  const [made] = await db
    .insert(positions)
    .values({ departmentId: north.id, name: unique("岗位"), isManagement, ...STAMP })
    .returning();
  return made!;
}
async function role(...permissions: Permission[]) {
  const [made] = await db
    .insert(roles)
    .values({ name: unique("角色"), ...STAMP })
    .returning();
  for (const permission of permissions)
    await db.insert(roleGrants).values({ roleId: made!.id, permission, reach: "all" });
  return made!;
}
const give = (by: string, values: object) => actAs(by, (ctx) => assignPost(ctx, postAssignment.parse(values)));
const roleAct = (by: string, values: object) => actAs(by, (ctx) => assignRoles(ctx, roleAssignment.parse(values)));
const heldBy = async (id: string) => postsOf(await contextOf(admin), id);
const rolesOf = async (...ids: string[]) =>
  (await db.select().from(userRoles).where(inArray(userRoles.userId, ids))).map(
    ({ userId, roleId }) => `${userId} ${roleId}`,
  );
const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error: { sentence?: { key: string } }) =>
      error.sentence?.key ?? fromDatabase(error)?.sentence.key ?? JSON.stringify(error),
  );

describe("分配职位 for many at once (ORG-07, D-53)", () => {
  test("the main post takes the place of the one before; part-time posts stay; one act, in the log of each", async () => {
    const lead = await position(true);
    const [bare, busy] = [
      await makeUser(db, {}),
      await makeUser(db, { posts: [{ departmentId: north.id }, { departmentId: north.id }] }),
    ];
    const before = await heldBy(busy.id);
    expect(
      await give(admin, { ids: [bare.id, busy.id], positionId: lead.id, kind: "main", since: "2026-03-01" }),
    ).toEqual({ affected: 2 });
    expect(await heldBy(bare.id)).toEqual([{ positionId: lead.id, isMain: true, since: "2026-03-01" }]);
    expect(await heldBy(busy.id)).toEqual([{ positionId: lead.id, isMain: true, since: "2026-03-01" }, before[1]]);
    // A management position makes its holder the head (ORG-04): it holds from the next request on.
    expect((await contextOf(bare.id)).actor.access.managed).toContain(north.id);
    const events = await db.select().from(auditEvents).where(eq(auditEvents.event, "user.posts_assigned"));
    const lines = await db
      .select()
      .from(auditChanges)
      .where(eq(auditChanges.eventId, events.at(-1)!.id));
    expect(lines.map(({ recordId }) => recordId).sort()).toEqual([bare.id, busy.id].sort());
  });

  test("a part-time post stands beside the others; who has none gets it as the main one, who has it keeps it", async () => {
    const extra = await position();
    const [bare, busy] = [await makeUser(db, {}), await makeUser(db, { posts: [{ departmentId: north.id }] })];
    const [held] = await heldBy(busy.id);
    await give(admin, { ids: [bare.id, busy.id], positionId: extra.id, kind: "part_time" });
    expect(await heldBy(bare.id)).toEqual([{ positionId: extra.id, isMain: true, since: null }]);
    expect(await heldBy(busy.id)).toEqual([held, { positionId: extra.id, isMain: false, since: null }]);
    expect(await refused(give(admin, { ids: [bare.id, busy.id], positionId: extra.id, kind: "part_time" }))).toBe(
      "users.error.nothing_changes",
    );
  });

  test("a form that was opened before is stale; nothing known is wiped out by an open date", async () => {
    const one = await position();
    const user = await makeUser(db, {});
    await give(admin, { ids: [user.id], positionId: one.id, kind: "part_time", since: "2026-01-05" });
    await db.update(userPosts).set({ isMain: false }).where(eq(userPosts.userId, user.id));
    await give(admin, { ids: [user.id], positionId: one.id, kind: "main" });
    expect(await heldBy(user.id)).toEqual([{ positionId: one.id, isMain: true, since: "2026-01-05" }]);
    expect((await db.select().from(users).where(eq(users.id, user.id)))[0]!.version).toBe(3);
  });

  test("all or none: an administrator, oneself, somebody deleted or a position that is gone refuses the whole", async () => {
    const one = await position();
    const [user, clerk, deleted] = [
      await makeUser(db, {}),
      await makeUser(db, { grants: CLERK }),
      await makeUser(db, {}),
    ];
    await db.update(users).set({ deletedAt: new Date() }).where(eq(users.id, deleted.id));
    const to = (by: string, ...ids: string[]) => refused(give(by, { ids, positionId: one.id, kind: "main" }));
    expect([
      await to(clerk.id, user.id, admin),
      await to(clerk.id, user.id, clerk.id),
      await to(admin, user.id, deleted.id),
      await refused(give(admin, { ids: [user.id], positionId: crypto.randomUUID(), kind: "main" })),
    ]).toEqual(["roles.error.administrators_only", "users.error.own_access", "errors.not_found", "errors.invalid"]);
    expect(await heldBy(user.id)).toEqual([]);
    expect(await to(clerk.id, user.id)).toBe("done");
  });

  test("more than 200 at once, nobody, or no position is refused at its field", () => {
    const ids = Array.from({ length: 201 }, () => crypto.randomUUID());
    for (const values of [{ ids }, { ids: [] }, { ids: ids.slice(0, 1), positionId: "" }])
      expect(postAssignment.safeParse({ positionId: ids[0], kind: "main", ...values }).success).toBe(false);
  });
});

describe("分配角色 for many at once (ORG-07, ROL-06)", () => {
  test("gives roles beside those that are held, and takes them back", async () => {
    const [one, two] = [await role("tags.view"), await role("tags.edit")];
    const people = [await makeUser(db, {}), await makeUser(db, {})];
    const ids = people.map(({ id }) => id);
    await db.insert(userRoles).values({ userId: ids[0]!, roleId: one.id });
    expect(await roleAct(admin, { ids, change: "give", roleIds: [one.id, two.id] })).toEqual({ affected: 2 });
    expect((await rolesOf(...ids)).sort()).toEqual(ids.flatMap((id) => [`${id} ${one.id}`, `${id} ${two.id}`]).sort());
    expect(await roleAct(admin, { ids, change: "take", roleIds: [one.id] })).toEqual({ affected: 2 });
    expect((await rolesOf(...ids)).sort()).toEqual(ids.map((id) => `${id} ${two.id}`).sort());
  });

  test("nobody gives what they do not hold, not to one among many; nothing is written", async () => {
    const [mine, beyond] = [await role("users.view"), await role("customers.purge")];
    const clerk = await makeUser(db, { grants: CLERK });
    const ids = [(await makeUser(db, {})).id, (await makeUser(db, {})).id];
    const [administrators] = await db.select().from(roles).where(eq(roles.builtin, "administrator"));
    const tries = [[mine.id, beyond.id], [administrators!.id]];
    for (const roleIds of tries)
      expect(await refused(roleAct(clerk.id, { ids, change: "give", roleIds }))).toBe("roles.error.role_not_held");
    expect(await refused(roleAct(clerk.id, { ids: [...ids, clerk.id], change: "give", roleIds: [mine.id] }))).toBe(
      "users.error.own_access",
    );
    expect(await rolesOf(...ids)).toEqual([]);
  });

  test("the last administrator keeps the role, whoever is ticked beside", async () => {
    const [administrators] = await db.select().from(roles).where(eq(roles.builtin, "administrator"));
    const holders = await db.select().from(userRoles).where(eq(userRoles.roleId, administrators!.id));
    const ids = [...holders.map(({ userId }) => userId), (await makeUser(db, {})).id];
    expect(await refused(roleAct(admin, { ids, change: "take", roleIds: [administrators!.id] }))).toBe(
      "users.error.last_administrator",
    );
    expect(await db.select().from(userRoles).where(eq(userRoles.roleId, administrators!.id))).toEqual(holders);
  });

  test("two acts on the same people at the same time end with both roles", async () => {
    const [one, two] = [await role("tags.view"), await role("tags.edit")];
    const ids = [(await makeUser(db, {})).id, (await makeUser(db, {})).id];
    await Promise.all([
      roleAct(admin, { ids, change: "give", roleIds: [one.id] }),
      roleAct(admin, { ids: ids.toReversed(), change: "give", roleIds: [two.id] }),
    ]);
    expect(await rolesOf(...ids)).toHaveLength(4);
  });
});

describe("the export of accounts (ORG-07, EXP-01)", () => {
  async function exported(search: Record<string, string>) {
    const ctx = await contextOf(admin);
    const { columns, rows } = exportUsers(ctx, readExport(userList, search));
    return { heads: columns.map(({ header }) => header), rows: await Readable.from(rows).toArray() };
  }

  test("has the chosen columns in their order, of the filter alone, and says in the log who took what", async () => {
    const name = unique("导出人");
    const user = await makeUser(db, { name, posts: [{ departmentId: north.id }] });
    await makeUser(db, { name: unique("别人") });
    await db
      .update(users)
      .set({ locked: true, validUntil: "2027-01-31" as never })
      .where(eq(users.id, user.id));
    const search = { q: name, columns: "login,state,post,validUntil" };
    const { heads, rows } = await exported(search);
    expect(heads).toEqual(["帐号", "状态", "主要职位", "有效期至"]);
    expect(rows).toEqual([[user.login, "已锁定", expect.stringContaining("远航科技 / 华北组 / "), "2027-01-31"]]);
    await recordUserExport(await contextOf(admin), readExport(userList, search), "csv");
    const [event] = await db
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.event, "users.exported")));
    expect(event).toMatchObject({ userId: admin, details: { format: "csv", rows: 1, filter: { q: name } } });
  });

  test("a department with or without those below, as the list has it; a filter that cannot be read is refused", async () => {
    const { id, top } = await makeInstitution(db);
    const below = await makeDepartment(db, id, top.id);
    const [high, low] = [
      await makeUser(db, { posts: [{ departmentId: top.id }] }),
      await makeUser(db, { posts: [{ departmentId: below.id }] }),
    ];
    const logins = async (search: Record<string, string>) =>
      (await exported({ columns: "login", ...search })).rows.map(([login]) => login as string).sort();
    expect(await logins({ department: top.id })).toEqual([high.login, low.login].sort());
    expect(await logins({ department: top.id, direct: "1" })).toEqual([high.login]);
    await expect(exported({ state: "gone" })).rejects.toMatchObject({ fields: { state: expect.anything() } });
  });
});
