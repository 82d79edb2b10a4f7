import "server-only";
import type { StaffContext } from "@/lib/core/context";
import { refuse } from "@/lib/core/errors";
import { changeRolesOfUser } from "@/lib/roles/membership";
import type { PostAssignment, RoleAssignment } from "./bulk-schema";
import { changePeople, type ListChange } from "./held-people";
import { type Post, postsOf, setPosts } from "./posts";

/**
 * 分配职位 for many at once, all or none (ORG-07, D-53): the main post takes the place of the one before, a part-time one stands
 * beside the others. Whoever has no post yet gets it as the main one: whoever has posts has a main one.
 */
export async function assignPost(ctx: StaffContext, { ids, positionId, kind, since }: PostAssignment) {
  const changed = await changePeople(ctx, { event: "user.posts_assigned", ids }, async ({ id }) => {
    const held = await postsOf(ctx, id);
    return setPosts(ctx, id, withPost(held, { positionId, isMain: kind === "main", since }));
  });
  return { affected: affected(changed) };
}

function withPost(held: readonly Post[], { positionId, isMain, since }: Post): Post[] {
  const others = held.filter((post) => post.positionId !== positionId);
  const before = held.find((post) => post.positionId === positionId);
  // A date that is left open does not wipe out the one that is known.
  const taken = (main: boolean): Post => ({ positionId, isMain: main, since: since ?? before?.since ?? null });
  if (isMain) return [taken(true), ...others.filter((post) => !post.isMain)];
  return [...others, taken(before?.isMain ?? others.length === 0)];
}

/** 分配角色 for many at once, given or taken, all or none (ORG-07, D-53). Nobody gives what they do not hold (ROL-06). */
export async function assignRoles(ctx: StaffContext, { ids, change, roleIds }: RoleAssignment) {
  const changed = await changePeople(
    ctx,
    { event: "user.roles_assigned", ids },
    async ({ id }): Promise<ListChange> => {
      const lists = await changeRolesOfUser(ctx, id, change === "give" ? { add: roleIds } : { remove: roleIds });
      return lists && { before: { roles: lists.before }, after: { roles: lists.after } };
    },
  );
  return { affected: affected(changed) };
}

/** How many changed; an act that changes nobody is told, not noted. */
const affected = (changed: readonly unknown[]): number =>
  changed.length > 0 ? changed.length : refuse("users.error.nothing_changes");
