import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { roles, userRoles } from "@/db/schema";
import type { Context, StaffContext } from "@/lib/core/context";
import { reject } from "@/lib/core/errors";
import { assertMayGive } from "./authority";

/** The ids of somebody's roles, in the order of the ids. */
export async function rolesOfUser(ctx: Context, userId: string): Promise<string[]> {
  const rows = await ctx.db
    .select({ id: userRoles.roleId })
    .from(userRoles)
    .where(eq(userRoles.userId, userId))
    .orderBy(userRoles.roleId);
  return rows.map(({ id }) => id);
}

/** Gives a locked user exactly these roles (ROL-04). Returns names before and after for the log, or nothing when they stayed. */
export async function setRolesOfUser(ctx: StaffContext, userId: string, roleIds: readonly string[]) {
  const before = await rolesOfUser(ctx, userId);
  const after = [...new Set(roleIds)].sort();
  const added = after.filter((id) => !before.includes(id));
  const removed = before.filter((id) => !after.includes(id));
  if (added.length + removed.length === 0) return undefined;
  await assertMayGive(ctx, added);
  const names = await roleNames(ctx, [...before, ...after]);
  if (added.some((id) => !names.has(id))) reject({ roleIds: { key: "roles.error.role_gone" } });
  if (removed.length > 0)
    await ctx.db.delete(userRoles).where(and(eq(userRoles.userId, userId), inArray(userRoles.roleId, removed)));
  if (added.length > 0) await ctx.db.insert(userRoles).values(added.map((roleId) => ({ userId, roleId })));
  return { before: before.map((id) => names.get(id)!), after: after.map((id) => names.get(id)!) };
}

/** The same for what comes and goes: roles that somebody holds beside them stay. */
export async function changeRolesOfUser(
  ctx: StaffContext,
  userId: string,
  { add = [], remove = [] }: { add?: readonly string[]; remove?: readonly string[] },
) {
  const kept = (await rolesOfUser(ctx, userId)).filter((id) => !remove.includes(id));
  return setRolesOfUser(ctx, userId, [...kept, ...add]);
}

async function roleNames(ctx: Context, ids: string[]): Promise<Map<string, string>> {
  const rows = await ctx.db.select({ id: roles.id, name: roles.name }).from(roles).where(inArray(roles.id, ids));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
