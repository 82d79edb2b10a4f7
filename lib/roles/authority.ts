import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import type { Reach } from "@/db/enums";
import { roleGrants, roles, userRoles } from "@/db/schema";
import type { StaffContext } from "@/lib/core/context";
import { refuse } from "@/lib/core/errors";
import { isPermission, type Permission, unionOf } from "@/lib/core/permissions";
import { covers } from "./grants";

/**
 * Nobody hands on what they do not hold (ROL-06). Each function here refuses one way of doing it: by a role's grants, by giving
 * a role, by a wider limit, by taking over the account of somebody who holds more. Administrators hold everything.
 */
const holds = ({ actor }: StaffContext, permission: Permission, reach: Reach) =>
  actor.isAdministrator || covers(actor.grants.get(permission), reach);

/** Refuses grants that the actor does not hold themselves, at least as far. */
export function assertMayGrant(ctx: StaffContext, grants: readonly [Permission, Reach][]): void {
  const beyond = grants.filter(([permission, reach]) => !holds(ctx, permission, reach));
  if (beyond.length > 0) refuse("roles.error.grants_not_held", { count: beyond.length }, "grants");
}

/**
 * The roles, of the given ones or of all, that allow more than the actor may do and so are not theirs to give. The
 * administrator's role only an administrator gives.
 */
export async function rolesBeyond(
  ctx: StaffContext,
  roleIds?: readonly string[],
): Promise<{ id: string; name: string }[]> {
  if (ctx.actor.isAdministrator || roleIds?.length === 0) return [];
  const rows = await ctx.db
    .select({
      id: roles.id,
      name: roles.name,
      builtin: roles.builtin,
      permission: roleGrants.permission,
      reach: roleGrants.reach,
    })
    .from(roles)
    .leftJoin(roleGrants, eq(roleGrants.roleId, roles.id))
    .where(roleIds && inArray(roles.id, [...roleIds]));
  const beyond = rows.filter(
    ({ builtin, permission, reach }) =>
      builtin === "administrator" ||
      (permission && reach && isPermission(permission) && !holds(ctx, permission, reach)),
  );
  return [...new Map(beyond.map(({ id, name }) => [id, { id, name }])).values()];
}

/** Refuses to give a role that allows more than the actor may do. */
export async function assertMayGive(ctx: StaffContext, roleIds: readonly string[]): Promise<void> {
  const [beyond] = await rolesBeyond(ctx, roleIds);
  if (beyond) refuse("roles.error.role_not_held", { role: beyond.name }, "roleIds");
}

/** Refuses limits by which somebody would see customer types that the actor, being limited, does not see. */
export function assertMayLimit({ actor }: StaffContext, types: readonly string[] | null): void {
  const mine = actor.access.customerTypes;
  if (actor.isAdministrator || !mine) return;
  if (!types || types.some((id) => !mine.includes(id))) refuse("roles.error.types_not_held", {}, "customerTypeIds");
}

export async function isAdministrator(ctx: StaffContext, userId: string): Promise<boolean> {
  const rows = await ctx.db
    .select({ id: roles.id })
    .from(userRoles)
    .innerJoin(roles, eq(roles.id, userRoles.roleId))
    .where(and(eq(userRoles.userId, userId), eq(roles.builtin, "administrator")));
  return rows.length > 0;
}

/** Only administrators change the account of an administrator. */
export async function assertMayChange(ctx: StaffContext, userId: string): Promise<void> {
  if (!ctx.actor.isAdministrator && (await isAdministrator(ctx, userId))) refuse("roles.error.administrators_only");
}

/** Refuses to take over (by a new password) an account that may do more than the actor. */
export async function assertHoldsAsMuch(ctx: StaffContext, userId: string): Promise<void> {
  if (ctx.actor.isAdministrator) return;
  await assertMayChange(ctx, userId);
  const grants = await ctx.db
    .select({ permission: roleGrants.permission, reach: roleGrants.reach })
    .from(userRoles)
    .innerJoin(roleGrants, eq(roleGrants.roleId, userRoles.roleId))
    .where(eq(userRoles.userId, userId));
  for (const [permission, reach] of unionOf(grants))
    if (!holds(ctx, permission, reach)) refuse("roles.error.account_holds_more");
}
