import "server-only";
import { and, asc, desc, eq, or, type SQL } from "drizzle-orm";
import type { ViewedList } from "@/db/enums";
import { savedViews, users } from "@/db/schema";
import { can, type StaffContext } from "@/lib/core/context";
import { forbid } from "@/lib/core/errors";
import { lists } from "./lists";
import type { ViewsOfList } from "./schema";

/** One's own views and those that others share: a view of somebody's that is not shared answers like none (D-05). */
export const readable = ({ actor }: StaffContext): SQL | undefined =>
  or(eq(savedViews.ownerId, actor.id), eq(savedViews.shared, true));

const MOST_SHOWN = 200;

/** The views of a list for its menu, one's own first (LST-01). Who may not see the list does not see its views. */
export async function viewsOf(ctx: StaffContext, { list }: ViewsOfList) {
  if (!can(ctx, lists[list].permission)) forbid();
  const mine = eq(savedViews.ownerId, ctx.actor.id);
  const rows = await ctx.db
    .select({ id: savedViews.id, name: savedViews.name, ownerId: savedViews.ownerId, owner: users.name })
    .from(savedViews)
    .innerJoin(users, eq(users.id, savedViews.ownerId))
    .where(and(eq(savedViews.list, list), readable(ctx)))
    .orderBy(desc(mine), asc(savedViews.name), asc(savedViews.id))
    .limit(MOST_SHOWN);
  const views = rows.map(({ ownerId, ...view }) => ({ ...view, mine: ownerId === ctx.actor.id }));
  return { views, defaultId: ctx.actor.defaultViews[list] ?? null };
}
export type ViewOption = Awaited<ReturnType<typeof viewsOf>>["views"][number];

/** The view that an address names, or nothing for one that is gone or no longer shared. */
export async function findView(ctx: StaffContext, list: ViewedList, id: string) {
  const [view] = await ctx.db
    .select({
      id: savedViews.id,
      name: savedViews.name,
      query: savedViews.query,
      shared: savedViews.shared,
      version: savedViews.version,
      ownerId: savedViews.ownerId,
    })
    .from(savedViews)
    .where(and(eq(savedViews.id, id), eq(savedViews.list, list), readable(ctx)));
  if (!view) return undefined;
  const { ownerId, ...shown } = view;
  return { ...shown, mine: ownerId === ctx.actor.id };
}
