import "server-only";
import { auditRecord } from "@/lib/core/audit";
import type { Context, StaffContext } from "@/lib/core/context";
import { DomainError, refuse } from "@/lib/core/errors";
import { rolesOfUser, setRolesOfUser } from "@/lib/roles/membership";
import { setTypeLimits, typeLimitsOf } from "@/lib/roles/type-limits";
import { userEntity } from "./entity";
import { levelsOf, setLevels } from "./levels";
import { postsOf, setPosts } from "./posts";
import type { UserUpdate } from "./schema";

/** What decides beside the account's own row what somebody reaches: posts, roles, limits, levels. */
export type UserLists = Pick<UserUpdate, "posts" | "roleIds" | "customerTypeIds" | "levels">;

export async function listsOf(ctx: Context, userId: string): Promise<UserLists> {
  return {
    posts: await postsOf(ctx, userId),
    roleIds: await rolesOfUser(ctx, userId),
    customerTypeIds: await typeLimitsOf(ctx, { userId }),
    levels: await levelsOf(ctx, userId),
  };
}

/**
 * Puts the lists of a locked user in place and records what changed as part of the same act. Nobody but an administrator
 * changes their own: that would be granting to oneself (ROL-06).
 */
export async function setLists(ctx: StaffContext, event: string, userId: string, lists: UserLists): Promise<void> {
  const posts = await setPosts(ctx, userId, lists.posts);
  const roles = await setRolesOfUser(ctx, userId, lists.roleIds);
  const types = await setTypeLimits(ctx, { userId }, lists.customerTypeIds);
  const levels = await setLevels(ctx, userId, lists.levels);
  if (!posts && !roles && !types && !levels) return;
  if (userId === ctx.actor.id && !ctx.actor.isAdministrator) refuse("users.error.own_access");
  const side = (which: "before" | "after") => ({
    id: userId,
    ...posts?.[which],
    ...(roles && { roles: roles[which] }),
    ...(types && { customerTypes: types[which] }),
    ...(levels && { managementLevels: levels[which] }),
  });
  await auditRecord(ctx, userEntity, event, side("before"), side("after"));
}

/** Adds the lists to the other's version of a lost race, so that the form can show and merge them too (FRM-01). */
export function withLists(error: unknown, lists: UserLists): unknown {
  if (!(error instanceof DomainError) || !error.theirs) return error;
  const theirs = { ...error.theirs, values: { ...error.theirs.values, ...lists } };
  return new DomainError(error.code, error.sentence, error.fields, theirs);
}
