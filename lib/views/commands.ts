import "server-only";
import { and, eq, ne, or } from "drizzle-orm";
import { defaultViews, savedViews } from "@/db/schema";
import type { ViewedList } from "@/db/enums";
import { assertCan, can, type StaffContext } from "@/lib/core/context";
import { missing, refuse, reject } from "@/lib/core/errors";
import { addRecord, removeRecord, saveRecord } from "@/lib/core/records";
import { viewEntity } from "./entity";
import { lists, viewQuery } from "./lists";
import { findView } from "./queries";
import type { DefaultView, NewView, ViewEdit, ViewId } from "./schema";

/** Keeps what a list shows now under a name (LST-01): for oneself, or with the right to share for all who see the list. */
export async function saveView(ctx: StaffContext, { list, name, query, shared }: NewView) {
  assertCan(ctx, lists[list].permission);
  if (shared) mayShare(ctx);
  const values = { list, name, shared, query: readableQuery(list, query), ownerId: ctx.actor.id };
  const view = await addRecord(ctx, viewEntity, "view.saved", values);
  return { id: view.id, name, query: view.query };
}

/** Renames, shares or stops sharing one's own view; with a query it takes over what the list shows now. */
export async function editView(ctx: StaffContext, { id, version, name, shared, query }: ViewEdit) {
  const view = await lockView(ctx, id, "edit");
  if (shared && !view.shared) mayShare(ctx);
  const patch = { name, shared, query: query === undefined ? view.query : readableQuery(view.list, query) };
  const after = await saveRecord(ctx, viewEntity, "view.edited", view, patch, version);
  // What others can no longer open is not what their list opens with.
  if (view.shared && !shared)
    await ctx.db.delete(defaultViews).where(and(eq(defaultViews.viewId, id), ne(defaultViews.userId, view.ownerId)));
  return { id, name, query: after.query };
}

/** Deletes one's own view; whose list opened with it sees the whole list again. Who may share also clears up shared ones. */
export async function deleteView(ctx: StaffContext, { id }: ViewId) {
  const view = await lockView(ctx, id, "delete");
  await removeRecord(ctx, viewEntity, "view.deleted", view);
  return { id, name: view.name };
}

/** Chooses the view with which a list opens for oneself, or none. */
export async function setDefaultView(ctx: StaffContext, { list, id }: DefaultView) {
  assertCan(ctx, lists[list].permission);
  const mine = and(eq(defaultViews.userId, ctx.actor.id), eq(defaultViews.list, list));
  if (id === null) await ctx.db.delete(defaultViews).where(mine);
  else {
    if (!(await findView(ctx, list, id))) missing();
    await ctx.db
      .insert(defaultViews)
      .values({ userId: ctx.actor.id, list, viewId: id })
      .onConflictDoUpdate({ target: [defaultViews.userId, defaultViews.list], set: { viewId: id } });
  }
  return { id };
}

function mayShare(ctx: StaffContext): void {
  if (!can(ctx, "views.share")) reject({ shared: { key: "views.error.may_not_share" } });
}

/** A view that could not be read would narrow less than its name says: it is refused before it is kept. */
function readableQuery(list: ViewedList, address: string): string {
  const { query, problems } = viewQuery(list, address);
  if (problems.length > 0) refuse("views.error.unreadable");
  return query;
}

/** Holds a view that the actor may change: one's own; a shared one of somebody else's is only cleared away. */
async function lockView(ctx: StaffContext, id: string, verb: "edit" | "delete") {
  const cleared = verb === "delete" && can(ctx, "views.share") ? eq(savedViews.shared, true) : undefined;
  const [view] = await ctx.db
    .select()
    .from(savedViews)
    .where(and(eq(savedViews.id, id), or(eq(savedViews.ownerId, ctx.actor.id), cleared)))
    .for("no key update");
  return view ?? missing();
}
