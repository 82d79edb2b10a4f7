import "server-only";
import { lookup } from "@/lib/core/route";
import { findOptions } from "./queries";
import { optionsInput } from "./schema";

/** GET /api/dictionaries?kind=&q=&parent=: base data is no secret among the staff, so any signed-in person may pick from it. */
export const dictionaryLookup = lookup("signed in", optionsInput, findOptions, {
  example: () => ({ search: { kind: "region", q: "深圳" } }),
});
