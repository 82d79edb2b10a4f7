import { sql } from "drizzle-orm";
import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import * as schema from "../schema";
import { defaultRoles } from "./default-roles";
import { demoLogins, institutions, people, positions, type PositionKey, type RoleKey } from "./demo-organisation";
import type { Random } from "./random";

type DepartmentTree = (typeof institutions)[number]["departments"];
export type Owner = NodePgDatabase;
export type Stamp = { createdAt: Date; updatedAt: Date };
type DemoPosition = { department: string; name: string; leads?: boolean; superior?: PositionKey };
type Setting = { db: Owner; random: Random; stamp: Stamp; passwordHash: string };

/** The roles of the trade that every new installation could begin with (05-decisions, "Default roles"). */
export async function addDefaultRoles({ db, stamp }: Pick<Setting, "db" | "stamp">): Promise<Map<RoleKey, string>> {
  const ids = new Map<RoleKey, string>();
  const builtin = await db.select({ id: schema.roles.id, builtin: schema.roles.builtin }).from(schema.roles);
  for (const { id, builtin: key } of builtin) if (key) ids.set(key, id);
  for (const [key, { name, description, grants }] of Object.entries(defaultRoles)) {
    const [role] = await db
      .insert(schema.roles)
      .values({ name, description, ...stamp })
      .returning({ id: schema.roles.id });
    await db.insert(schema.roleGrants).values(grants.map((grant) => ({ ...grant, roleId: role!.id })));
    ids.set(key as RoleKey, role!.id);
  }
  return ids;
}

/** Institutions, departments, positions and the people on them. Answers the ids by login and by department. */
export async function addPeople({ db, random, stamp, passwordHash }: Setting) {
  const departments = await addDepartments({ db, stamp });
  const posts = await addPositions({ db, stamp }, departments.ids);
  const roles = await addDefaultRoles({ db, stamp });
  const rows = await db
    .insert(schema.users)
    .values(
      people.map(({ login, name, gender, locale, left }, at) => ({
        ...{ login, name, gender, locale, ...stamp },
        staffNumber: `YH${String(at + 1).padStart(3, "0")}`,
        mobile: `13${random.between(5, 9)}${random.digits(8)}`,
        email: `${login}@yuanhang.example`,
        officePhone: `0755-8668 ${1001 + at}`,
        state: left ? ("left" as const) : ("employed" as const),
      })),
    )
    .returning({ id: schema.users.id, login: schema.users.login });
  const users = new Map(rows.map(({ id, login }) => [login, id]));
  const held = people.flatMap(({ login, post, partTime }) =>
    [post, partTime].flatMap((key, at) =>
      key ? [{ userId: users.get(login)!, positionId: posts.get(key)!, isMain: at === 0 }] : [],
    ),
  );
  await db.insert(schema.userPosts).values(held);
  await db
    .insert(schema.userRoles)
    .values(people.map(({ login, role }) => ({ userId: users.get(login)!, roleId: roles.get(role)! })));
  const known = demoLogins.map((login) => ({ userId: users.get(login)!, passwordHash, changedAt: stamp.createdAt }));
  await db.insert(schema.userCredentials).values(known);
  await openOtherInstitutions(db, users.get("zhao.guoqiang")!, departments.institutions);
  return { users, departments: departments.ids };
}

/** 人员管理层次权限: the general manager sees the branch and the business abroad besides the head office. */
async function openOtherInstitutions(db: Owner, userId: string, institutionIds: string[]) {
  await db
    .insert(schema.levelGrants)
    .values(institutionIds.slice(1).map((institutionId) => ({ userId, institutionId, includesBelow: true })));
}

async function addDepartments({ db, stamp }: Pick<Setting, "db" | "stamp">) {
  const ids = new Map<string, string>();
  const institutionIds: string[] = [];
  for (const { departments: top, ...institution } of institutions) {
    const [row] = await db
      .insert(schema.institutions)
      .values({ ...institution, ...stamp })
      .returning({ id: schema.institutions.id });
    institutionIds.push(row!.id);
    const add = async (
      { name, code, below = [] }: DepartmentTree,
      parentId: string | null,
      sort: number,
    ): Promise<void> => {
      const values = { institutionId: row!.id, parentId, name, code, sort, ...stamp };
      const [department] = await db.insert(schema.departments).values(values).returning({ id: schema.departments.id });
      ids.set(name, department!.id);
      for (const [at, child] of below.entries()) await add(child, department!.id, at);
    };
    await add(top, null, 0);
  }
  return { ids, institutions: institutionIds };
}

async function addPositions({ db, stamp }: Pick<Setting, "db" | "stamp">, departments: Map<string, string>) {
  const entries = Object.entries(positions) as [PositionKey, DemoPosition][];
  const rows = await db
    .insert(schema.positions)
    .values(
      entries.map(([, { department, name, leads = false }]) => ({
        ...{ departmentId: departments.get(department)!, name, isManagement: leads, ...stamp },
      })),
    )
    .returning({ id: schema.positions.id });
  // RETURNING keeps the order of VALUES.
  const ids = new Map(entries.map(([key], at) => [key, rows[at]!.id]));
  const pairs = entries.flatMap(([key, { superior }]) => (superior ? [[ids.get(key)!, ids.get(superior)!]] : []));
  await db.execute(sql`
    update positions p set superior_id = s.superior_id
    from unnest(${sql.param(pairs.map(([id]) => id))}::uuid[], ${sql.param(pairs.map(([, id]) => id))}::uuid[]) s (id, superior_id)
    where p.id = s.id`);
  return ids;
}
