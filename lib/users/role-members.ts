import "server-only";
import type { z } from "zod";
import { auditRecord } from "@/lib/core/audit";
import type { StaffContext } from "@/lib/core/context";
import { refuse } from "@/lib/core/errors";
import { lockRecord } from "@/lib/core/records";
import { roleEntity } from "@/lib/roles/entity";
import { changeRolesOfUser } from "@/lib/roles/membership";
import { changePeople } from "./held-people";
import type { roleMembersInput } from "./schema";

const EVENT = "role.members_changed";

/**
 * Gives a role to people and takes it from others, from the role's page (ROL-04). It writes the same rows as the account's page.
 */
export async function changeRoleMembers(ctx: StaffContext, { roleId, add, remove }: z.output<typeof roleMembersInput>) {
  const role = await lockRecord(ctx, roleEntity, roleId, "edit");
  if (role.builtin === "administrator" && !ctx.actor.isAdministrator) refuse("roles.error.administrators_only");
  const changed = await changePeople(ctx, { event: EVENT, ids: [...add, ...remove] }, async ({ id }) => {
    const change = await changeRolesOfUser(ctx, id, add.includes(id) ? { add: [roleId] } : { remove: [roleId] });
    return change && { before: { roles: change.before }, after: { roles: change.after } };
  });
  const names = (gets: boolean) => changed.filter(({ id }) => add.includes(id) === gets).map(({ name }) => name);
  await auditRecord(
    ctx,
    roleEntity,
    EVENT,
    { id: roleId, members: names(false) },
    { id: roleId, members: names(true) },
  );
  return { id: roleId, affected: changed.length };
}
