import { z } from "zod";
import { viewedLists } from "@/db/enums";
import { requiredChoice, requiredId, requiredText, seenVersion } from "@/lib/core/fields";

const record = { name: requiredText(40), shared: z.boolean() };
/** The address of the list without the question mark; fifty values of each of several filters fit. */
const query = z.string({ error: "errors.unreadable" }).max(8_000, { error: "views.error.too_long" });

export const newView = z.strictObject({ ...record, list: requiredChoice(viewedLists), query });
export type NewView = z.output<typeof newView>;

/** With `query` the view takes over what the list shows now. */
export const viewEdit = z.strictObject({
  ...record,
  id: requiredId(),
  version: seenVersion(),
  query: query.optional(),
});
export type ViewEdit = z.output<typeof viewEdit>;

export const viewId = z.strictObject({ id: requiredId() });
export type ViewId = z.output<typeof viewId>;

/** The view with which a list opens for oneself, or none. */
export const defaultView = z.strictObject({ list: requiredChoice(viewedLists), id: requiredId().nullable() });
export type DefaultView = z.output<typeof defaultView>;

export const viewsOfList = z.object({ list: requiredChoice(viewedLists) });
export type ViewsOfList = z.output<typeof viewsOfList>;
