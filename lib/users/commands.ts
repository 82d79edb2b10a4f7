import "server-only";
import { and, eq, isNull, ne } from "drizzle-orm";
import type { z } from "zod";
import { userSessions } from "@/db/schema";
import { closedBecause } from "@/lib/core/access";
import { auditRecord } from "@/lib/core/audit";
import { assertCan, type StaffContext } from "@/lib/core/context";
import { missing, refuse } from "@/lib/core/errors";
import { addRecord, lockRecord, saveRecord } from "@/lib/core/records";
import { holdingsOf } from "@/lib/handover/parts";
import { assertHoldsAsMuch, assertMayChange } from "@/lib/roles/authority";
import { judgedHash, storePassword } from "./credentials";
import { userEntity } from "./entity";
import { endLinks } from "./links";
import { listsOf, setLists, withLists } from "./lists";
import type { newPassword, UserInput, UserUpdate } from "./schema";

/** Opens an account (ORG-06). Giving roles with it needs the right to edit accounts too. */
export async function createUser(ctx: StaffContext, input: UserInput) {
  const { password, passwordAgain: _, posts, roleIds, customerTypeIds, levels, ...values } = input;
  if (roleIds.length > 0) assertCan(ctx, "users.edit");
  const hash = await judgedHash(password, input.login);
  const user = await addRecord(ctx, userEntity, "user.created", values);
  await setLists(ctx, "user.created", user.id, { posts, roleIds, customerTypeIds, levels });
  await storePassword(ctx, user.id, hash);
  return { id: user.id };
}

/** Changes an account with its posts, roles and limits. A lock, a departure or a passed date ends its sessions (ACC-02). */
export async function updateUser(ctx: StaffContext, input: UserUpdate) {
  const { id, version, posts, roleIds, customerTypeIds, levels, keepHoldings, ...values } = input;
  const user = await lockUser(ctx, id, "edit");
  await assertMayChange(ctx, id);
  if (id === ctx.actor.id && (values.locked || values.state !== "employed")) refuse("users.error.own_account");
  const quota = values.privateQuota;
  if (id === ctx.actor.id && !ctx.actor.isAdministrator && quota !== undefined && quota !== user.privateQuota)
    refuse("users.error.own_access");
  const moves = values.state !== user.state;
  if (moves && values.state !== "employed" && !keepHoldings) await assertHandsEmpty(ctx, id);
  const lists = await listsOf(ctx, id);
  const patch = moves ? { ...values, stateSince: ctx.today } : values;
  const saved = await saveRecord(ctx, userEntity, "user.updated", user, patch, version).catch((error: unknown) => {
    throw withLists(error, lists);
  });
  await setLists(ctx, "user.updated", id, { posts, roleIds, customerTypeIds, levels });
  if (closedBecause({ ...saved, deleted: false }, ctx.today)) await endSessions(ctx, id);
  return { id };
}

/** Sets a new password for somebody, who is signed out everywhere. Not for an account that may do more than the actor. */
export async function setPassword(ctx: StaffContext, { id, password }: z.output<typeof newPassword>) {
  const user = await lockUser(ctx, id, "edit");
  await assertHoldsAsMuch(ctx, id);
  // Whoever sets it knows it: for anybody else it is a one-time password (ACC-05).
  await storePassword(ctx, id, await judgedHash(password, user.login), id !== ctx.actor.id);
  await endLinks(ctx.db, id, ctx.now);
  await auditRecord(ctx, userEntity, "user.password_set", { id, password: "before" }, { id, password: "after" });
  await endSessions(ctx, id);
  return { id };
}

/** Puts an account away: nobody can sign in with it, its history stays, and it can be restored. */
export async function deleteUser(ctx: StaffContext, { id }: { id: string }) {
  if (id === ctx.actor.id) refuse("users.error.delete_self");
  const user = await lockUser(ctx, id, "delete");
  await assertMayChange(ctx, id);
  await saveRecord(ctx, userEntity, "user.deleted", user, { deletedAt: ctx.now });
  await endSessions(ctx, id);
  return { id };
}

/** Takes an account back from the deleted ones, with the posts and roles that it had. */
export async function restoreUser(ctx: StaffContext, { id }: { id: string }) {
  const user = await lockRecord(ctx, userEntity, id, "delete");
  if (!user.deletedAt) missing();
  await assertMayChange(ctx, id);
  await saveRecord(ctx, userEntity, "user.restored", user, { deletedAt: null });
  return { id };
}

/** Whoever leaves hands on what they own, or an administrator says that it stays with them for now (ORG-09). */
async function assertHandsEmpty(ctx: StaffContext, id: string): Promise<void> {
  const holdings = await holdingsOf(ctx, id);
  const total = holdings.reduce((sum, { count }) => sum + count, 0);
  if (total > 0) refuse("handover.error.still_owns", { count: total }, "keepHoldings");
}

/** A living account, held until the transaction ends. */
export async function lockUser(ctx: StaffContext, id: string, verb: "edit" | "delete") {
  const user = await lockRecord(ctx, userEntity, id, verb);
  return user.deletedAt ? missing() : user;
}

/** Signs somebody out everywhere; whoever does it to themselves stays where they are. */
export async function endSessions(ctx: StaffContext, userId: string): Promise<void> {
  const open = and(
    eq(userSessions.userId, userId),
    isNull(userSessions.endedAt),
    ne(userSessions.id, ctx.actor.sessionId),
  );
  await ctx.db.update(userSessions).set({ endedAt: ctx.now }).where(open);
}
