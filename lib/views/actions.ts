"use server";

import { action } from "@/lib/core/action";
import { deleteView, editView, saveView, setDefaultView } from "./commands";
import { defaultView, newView, viewEdit, viewId } from "./schema";

export const saveViewAction = action("signed in", newView, saveView, {
  example: () => ({ list: "customers", name: "示例视图", query: "kind=person", shared: false }),
});
export const editViewAction = action("signed in", viewEdit, editView, {
  example: ({ view, version }) => ({ id: view!, version: Number(version), name: "改名", shared: false }),
});
export const deleteViewAction = action("signed in", viewId, deleteView, { example: ({ view }) => ({ id: view! }) });
export const setDefaultViewAction = action("signed in", defaultView, setDefaultView, {
  example: ({ view }) => ({ list: "customers", id: view! }),
  trace: "none: how one's own screen begins changes no record",
});
