import "server-only";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { users } from "@/db/schema";
import { auditRecord } from "@/lib/core/audit";
import type { StaffContext } from "@/lib/core/context";
import { missing, refuse } from "@/lib/core/errors";
import { lockRecord } from "@/lib/core/records";
import { assertMayChange } from "@/lib/roles/authority";
import { roleEntity } from "@/lib/roles/entity";
import { rolesOfUser, setRolesOfUser } from "@/lib/roles/membership";
import { userEntity } from "./entity";
import type { roleMembersInput } from "./schema";

const EVENT = "role.members_changed";

/**
 * Gives a role to people and takes it from others, from the role's page (ROL-04). It writes the same rows as the account's
 * page and raises the accounts' versions, so that an account's form opened before cannot undo it unseen.
 */
export async function changeRoleMembers(ctx: StaffContext, { roleId, add, remove }: z.output<typeof roleMembersInput>) {
  const role = await lockRecord(ctx, roleEntity, roleId, "edit");
  if (role.builtin === "administrator" && !ctx.actor.isAdministrator) refuse("roles.error.administrators_only");
  const people = await lockPeople(ctx, [...new Set([...add, ...remove])]);
  const came: string[] = [];
  const went: string[] = [];
  for (const { id, name } of people) {
    await assertMayChange(ctx, id);
    const others = (await rolesOfUser(ctx, id)).filter((held) => held !== roleId);
    const gets = add.includes(id);
    const change = await setRolesOfUser(ctx, id, gets ? [...others, roleId] : others);
    if (!change) continue;
    if (id === ctx.actor.id && !ctx.actor.isAdministrator) refuse("users.error.own_access");
    await auditRecord(ctx, userEntity, EVENT, { id, roles: change.before }, { id, roles: change.after });
    await ctx.db
      .update(users)
      .set({ version: sql`${users.version} + 1`, updatedAt: ctx.now })
      .where(inArray(users.id, [id]));
    (gets ? came : went).push(name);
  }
  await auditRecord(ctx, roleEntity, EVENT, { id: roleId, members: went }, { id: roleId, members: came });
  return { id: roleId, affected: came.length + went.length };
}

/** Living people, held in the order of their ids; one who does not exist refuses the whole call (D-06). */
async function lockPeople(ctx: StaffContext, ids: string[]) {
  const people = await ctx.db
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(and(inArray(users.id, ids), eq(users.audience, "staff"), isNull(users.deletedAt)))
    .orderBy(asc(users.id))
    .for("no key update");
  return people.length === ids.length ? people : missing();
}
