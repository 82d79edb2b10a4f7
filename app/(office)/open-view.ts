import { redirect } from "next/navigation";
import type { ViewedList } from "@/db/enums";
import type { StaffContext } from "@/lib/core/context";
import type { Problem, SearchParams } from "@/lib/core/list";
import { isUuid, problemKey } from "@/lib/core/list-text";
import { lists, viewQuery } from "@/lib/views/lists";
import { findView } from "@/lib/views/queries";

/** The whole list, where it would open with one's default view. */
const WHOLE = "all";

/** The view in which a list stands, as its menu shows it. */
export type CurrentView = {
  id: string;
  name: string;
  mine: boolean;
  shared: boolean;
  version: number;
  /** The list shows something else by now than the view keeps. */
  changed: boolean;
};
export type OpenedView = { current?: CurrentView; problems: Problem[] };

/**
 * The view that the address of a list names (LST-01). `view=<id>` alone leads to all that the view keeps, written out in the
 * address: filters, chips, sorting and files work on it as on any other, and the list's own parser says what it cannot read.
 * A bare address leads to one's default view. Without a view this asks the database nothing (SPD-01).
 */
export async function openView(ctx: StaffContext, list: ViewedList, search: SearchParams): Promise<OpenedView> {
  const given = Object.keys(search).filter((name) => search[name] !== undefined);
  const asked = given.length === 0 ? ctx.actor.defaultViews[list] : search.view;
  if (asked === undefined || asked === WHOLE) return { problems: [] };
  const view = typeof asked === "string" && isUuid(asked) ? await findView(ctx, list, asked) : undefined;
  // A default that is no longer shared is simply none; a view that was asked for by its address is missed.
  if (!view) return { problems: given.length > 0 ? [{ name: "view", key: problemKey("view") }] : [] };
  const { query, ...shown } = view;
  const bare = given.every((name) => name === "view");
  if (bare && query !== "") redirect(`${lists[list].path}?${query}&view=${view.id}`);
  const changed = viewQuery(list, search).query !== viewQuery(list, query).query;
  return { current: { ...shown, changed }, problems: [] };
}
