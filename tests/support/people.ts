import { pool, database, type Db } from "@/db/client";
import type { Reach } from "@/db/enums";
import { departments, institutions, positions, roleGrants, roles, userPosts, userRoles, users } from "@/db/schema";
import { loadByUser, staffOf } from "@/lib/core/access";
import type { StaffContext } from "@/lib/core/context";
import { dateIn } from "@/lib/core/dates";
import type { Permission } from "@/lib/core/permissions";
import { transaction } from "@/lib/core/transaction";

const NOW = new Date("2026-03-02T09:00:00Z");
let serial = 0;
/** A text that no other call of this test file gets. */
export const unique = (stem: string) => `${stem}${++serial}`;

/** An institution with its top department. */
export async function makeInstitution(db: Db, name = unique("机构")) {
  const [institution] = await db.insert(institutions).values({ name, createdAt: NOW, updatedAt: NOW }).returning();
  const top = await makeDepartment(db, institution!.id, null, "总部");
  return { ...institution!, top };
}

export async function makeDepartment(db: Db, institutionId: string, parentId: string | null, name = unique("部门")) {
  const values = { institutionId, parentId, name, createdAt: NOW, updatedAt: NOW };
  const [department] = await db.insert(departments).values(values).returning();
  return department!;
}

type Post = { departmentId: string; isManagement?: boolean };
/** A user with posts in departments (the first one main) and a role of their own that holds the given grants. */
export async function makeUser(
  db: Db,
  {
    grants = {},
    posts = [],
    login = unique("user"),
    administrator = false,
    name = unique("员工"),
  }: {
    grants?: Partial<Record<Permission, Reach>>;
    posts?: Post[];
    login?: string;
    name?: string;
    administrator?: boolean;
  } = {},
) {
  const [user] = await db.insert(users).values({ login, name, createdAt: NOW, updatedAt: NOW }).returning();
  for (const [index, { departmentId, isManagement = false }] of posts.entries()) {
    const values = { departmentId, name: unique("职位"), isManagement, createdAt: NOW, updatedAt: NOW };
    const [position] = await db.insert(positions).values(values).returning();
    await db.insert(userPosts).values({ userId: user!.id, positionId: position!.id, isMain: index === 0 });
  }
  if (administrator) {
    const [role] = (await db.select().from(roles)).filter((one) => one.builtin === "administrator");
    await db.insert(userRoles).values({ userId: user!.id, roleId: role!.id });
  }
  const list = Object.entries(grants) as [Permission, Reach][];
  if (list.length > 0) {
    const [role] = await db
      .insert(roles)
      .values({ name: unique("角色"), createdAt: NOW, updatedAt: NOW })
      .returning();
    await db.insert(roleGrants).values(list.map(([permission, reach]) => ({ roleId: role!.id, permission, reach })));
    await db.insert(userRoles).values({ userId: user!.id, roleId: role!.id });
  }
  return user!;
}

/** The context in which a user acts, with their rights of this moment, under the application's database role. */
export async function contextOf(userId: string, now = NOW): Promise<StaffContext> {
  const db = database(pool("app"));
  const { account, installation } = (await loadByUser(db, userId))!;
  const origin = { door: "test", requestId: crypto.randomUUID(), address: "127.0.0.1" };
  return {
    db,
    now,
    today: dateIn(installation.timeZone, now),
    origin,
    installation,
    actor: staffOf(account, crypto.randomUUID()),
  };
}

/** Runs a command as a user in a transaction of its own, as the doors do. */
export async function actAs<T>(userId: string, run: (ctx: StaffContext) => Promise<T>, now = NOW): Promise<T> {
  const ctx = await contextOf(userId, now);
  return transaction("app", (db) => run({ ...ctx, db }));
}
