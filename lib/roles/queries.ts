import "server-only";
import { and, asc, eq, ilike, isNull, or, type SQL, sql } from "drizzle-orm";
import { dictionaryEntries, institutions, roleGrants, roles, userRoles, users } from "@/db/schema";
import type { Context, StaffContext } from "@/lib/core/context";
import { escapeLike, is, type ListColumns, listOf, listWhere } from "@/lib/core/list-query";
import { isPermission } from "@/lib/core/permissions";
import { scope } from "@/lib/core/scope";
import { roleEntity } from "./entity";
import type { GrantTable } from "./grants";
import type { roleList, RoleListParams } from "./list";
import { typeLimitsOf } from "./type-limits";

/** How many living people hold a role. The column is written out: Drizzle would name it without its table. */
const memberCount = sql<number>`(select count(*)::int from user_roles ur join users u on u.id = ur.user_id
  where ur.role_id = roles.id and u.deleted_at is null)`;

const columns: ListColumns<typeof roleList> = {
  id: roles.id,
  search: (text) => {
    const pattern = `%${escapeLike(text)}%`;
    return or(ilike(roles.name, pattern), ilike(roles.description, pattern));
  },
  sort: { name: roles.name, created: roles.createdAt },
  filters: {
    institution: is(roles.institutionId),
    unused: (unused): SQL => sql`${memberCount} ${sql.raw(unused ? "=" : ">")} 0`,
  },
};

/** One page of the roles, each with its institution and the number of people who hold it. */
export function listRoles(ctx: Context, params: RoleListParams) {
  const where = and(scope(ctx, roleEntity, "view"), listWhere(columns, params));
  const bare = ctx.db.select({ id: roles.id }).from(roles).$dynamic();
  const list = listOf(ctx.db, columns, params, where, bare);
  return list.page(
    ctx.db
      .select({
        id: roles.id,
        name: roles.name,
        builtin: roles.builtin,
        institution: institutions.name,
        description: roles.description,
        members: memberCount,
        ...list.fields,
      })
      .from(roles)
      .leftJoin(institutions, eq(institutions.id, roles.institutionId))
      .$dynamic(),
  );
}
export type RoleRow = Awaited<ReturnType<typeof listRoles>>["rows"][number];

/** A role with what it allows, whom it limits, and how many people hold it. */
export async function findRole(ctx: StaffContext, id: string) {
  const [role] = await ctx.db
    .select({
      id: roles.id,
      name: roles.name,
      description: roles.description,
      institutionId: roles.institutionId,
      institution: institutions.name,
      builtin: roles.builtin,
      privateQuota: roles.privateQuota,
      version: roles.version,
      members: memberCount,
      mine: sql<boolean>`exists (select from user_roles ur where ur.role_id = roles.id and ur.user_id = ${ctx.actor.id})`,
    })
    .from(roles)
    .leftJoin(institutions, eq(institutions.id, roles.institutionId))
    .where(and(eq(roles.id, id), scope(ctx, roleEntity, "view")));
  if (!role) return undefined;
  return { ...role, grants: await grantsOf(ctx, id), customerTypeIds: await typeLimitsOf(ctx, { roleId: id }) };
}
export type RoleDetails = NonNullable<Awaited<ReturnType<typeof findRole>>>;

/** What a role allows, as far as its modules still exist. */
export async function grantsOf(ctx: Context, roleId: string): Promise<GrantTable> {
  const rows = await ctx.db
    .select({ permission: roleGrants.permission, reach: roleGrants.reach })
    .from(roleGrants)
    .where(eq(roleGrants.roleId, roleId))
    .orderBy(roleGrants.permission);
  const table: GrantTable = {};
  for (const { permission, reach } of rows) if (isPermission(permission)) table[permission] = reach;
  return table;
}

/** How many living people a change of the role concerns. */
export async function countMembers(ctx: Context, id: string): Promise<number> {
  const [row] = await ctx.db.select({ members: memberCount }).from(roles).where(eq(roles.id, id));
  return row?.members ?? 0;
}

/** The living people who hold a role, at most 500, by name. */
export function membersOf(ctx: Context, roleId: string) {
  return ctx.db
    .select({ id: users.id, name: users.name, login: users.login, state: users.state, locked: users.locked })
    .from(userRoles)
    .innerJoin(users, eq(users.id, userRoles.userId))
    .where(and(eq(userRoles.roleId, roleId), isNull(users.deletedAt), scope(ctx, roleEntity, "view")))
    .orderBy(asc(users.name), asc(users.id))
    .limit(500);
}
export type RoleMember = Awaited<ReturnType<typeof membersOf>>[number];

/**
 * Whom this role's private quota concerns (SCP-04): members without a number of their own, with the largest that their other
 * roles give; null: none of them gives any.
 */
export async function membersUnderQuota(ctx: Context, roleId: string) {
  const { rows } = await ctx.db.execute<{ id: string; name: string; other: number | null }>(sql`
    select u.id, u.name, (select max(r.private_quota) from user_roles o join roles r on r.id = o.role_id
      where o.user_id = u.id and r.id <> ${roleId}) as other
    from user_roles ur join users u on u.id = ur.user_id
    where ur.role_id = ${roleId} and u.private_quota is null and u.deleted_at is null order by u.name, u.id limit 500`);
  return rows;
}

/** Every role by name, for filters and ticks. */
export function roleChoices(ctx: Context) {
  return ctx.db
    .select({
      id: roles.id,
      name: roles.name,
      description: roles.description,
      builtin: roles.builtin,
      institution: institutions.name,
    })
    .from(roles)
    .leftJoin(institutions, eq(institutions.id, roles.institutionId))
    .orderBy(asc(roles.builtin), asc(roles.name), asc(roles.id));
}
export type RoleChoice = Awaited<ReturnType<typeof roleChoices>>[number];

/** The tree of customer types, for ticks (SCP-02). One that is switched off stays tickable: limits may name it. */
export function customerTypeNodes(ctx: Context) {
  return ctx.db
    .select({ id: dictionaryEntries.id, parentId: dictionaryEntries.parentId, label: dictionaryEntries.name })
    .from(dictionaryEntries)
    .where(eq(dictionaryEntries.kind, "customer_type"))
    .orderBy(asc(dictionaryEntries.sort), asc(dictionaryEntries.id));
}
