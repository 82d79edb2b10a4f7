import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import { roleGrants, userRoles } from "@/db/schema";
import { auditRecord } from "@/lib/core/audit";
import type { StaffContext } from "@/lib/core/context";
import { refuse, reject } from "@/lib/core/errors";
import { addRecord, lockRecord, removeRecord, saveRecord } from "@/lib/core/records";
import { assertMayGrant } from "./authority";
import { roleEntity } from "./entity";
import { grantEntries, type GrantTable, widened } from "./grants";
import { countMembers, grantsOf, membersOf } from "./queries";
import type { RoleInput, roleUpdate } from "./schema";
import { setTypeLimits } from "./type-limits";

/** Makes a role with its grants and limits (ROL-01, ROL-02). */
export async function createRole(ctx: StaffContext, { grants, customerTypeIds, ...values }: RoleInput) {
  assertAllows(grants);
  assertMayGrant(ctx, grantEntries(grants));
  const role = await addRecord(ctx, roleEntity, "role.created", values);
  await setGrants(ctx, "role.created", role.id, {}, grants);
  await setLimits(ctx, "role.created", role.id, customerTypeIds);
  return { id: role.id, affected: 0 };
}

/** Changes a role. Answers with the number of people for whom it holds from their next request on. */
export async function updateRole(ctx: StaffContext, input: z.output<typeof roleUpdate>) {
  const { id, version, grants, customerTypeIds, ...values } = input;
  const role = await lockRecord(ctx, roleEntity, id, "edit");
  await assertNotOwn(ctx, id);
  const before = await grantsOf(ctx, id);
  if (role.builtin === "administrator") {
    // The administrator holds everything by being it: there is nothing to tick, and no type may be taken away.
    if (!ctx.actor.isAdministrator) refuse("roles.error.administrators_only");
    if (grantEntries(grants).length > 0 || customerTypeIds) refuse("roles.error.administrator_fixed");
  } else {
    assertAllows(grants);
    assertMayGrant(ctx, widened(before, grants));
  }
  await saveRecord(ctx, roleEntity, "role.updated", role, values, version);
  await setGrants(ctx, "role.updated", id, before, grants);
  await setLimits(ctx, "role.updated", id, customerTypeIds);
  return { id, affected: await countMembers(ctx, id) };
}

/** Deletes a role; whoever held it loses what only it allowed. The two shipped ones stay (ROL-01). */
export async function deleteRole(ctx: StaffContext, { id }: { id: string }) {
  const role = await lockRecord(ctx, roleEntity, id, "delete");
  if (role.builtin) refuse("roles.error.builtin", { role: role.name });
  await assertNotOwn(ctx, id);
  const members = (await membersOf(ctx, id)).map(({ name }) => name);
  const grants = grantLines(await grantsOf(ctx, id));
  const whole = { ...role, members, grants };
  await removeRecord(ctx, roleEntity, "role.deleted", whole);
  return { id, affected: members.length };
}

/** A role allows something; one without a tick would be a mistake. */
function assertAllows(grants: GrantTable): void {
  if (grantEntries(grants).length === 0) reject({ grants: { key: "roles.error.no_grants" } });
}

/** Nobody but an administrator changes what they themselves may do (ROL-06). */
async function assertNotOwn(ctx: StaffContext, roleId: string): Promise<void> {
  if (ctx.actor.isAdministrator) return;
  const own = await ctx.db
    .select({ roleId: userRoles.roleId })
    .from(userRoles)
    .where(and(eq(userRoles.roleId, roleId), eq(userRoles.userId, ctx.actor.id)));
  if (own.length > 0) refuse("roles.error.own_role");
}

/** Grants as they stand in the log: "customers.view:own". */
const grantLines = (table: GrantTable) =>
  grantEntries(table)
    .map(([permission, reach]) => `${permission}:${reach}`)
    .sort();

async function setGrants(ctx: StaffContext, event: string, roleId: string, before: GrantTable, after: GrantTable) {
  const gone = differing(before, after).map(([permission]) => permission);
  const added = differing(after, before).map(([permission, reach]) => ({ roleId, permission, reach }));
  await ctx.db.delete(roleGrants).where(and(eq(roleGrants.roleId, roleId), inArray(roleGrants.permission, gone)));
  if (added.length > 0) await ctx.db.insert(roleGrants).values(added);
  const lists = [grantLines(before), grantLines(after)] as const;
  await auditRecord(ctx, roleEntity, event, { id: roleId, grants: lists[0] }, { id: roleId, grants: lists[1] });
}

const differing = (table: GrantTable, other: GrantTable) =>
  grantEntries(table).filter(([permission, reach]) => other[permission] !== reach);

async function setLimits(ctx: StaffContext, event: string, roleId: string, types: readonly string[] | null) {
  const change = await setTypeLimits(ctx, { roleId }, types);
  if (!change) return;
  const { before, after } = change;
  await auditRecord(
    ctx,
    roleEntity,
    event,
    { id: roleId, customerTypes: before },
    { id: roleId, customerTypes: after },
  );
}
