import "server-only";
import { lookup } from "@/lib/core/route";
import { viewsOf } from "./queries";
import { viewsOfList } from "./schema";

/** GET /api/views?list=: asked when the menu of a list's views is opened, so that the list itself does without (SPD-01). */
export const viewsRoute = lookup("signed in", viewsOfList, viewsOf, {
  example: () => ({ search: { list: "customers" } }),
});
