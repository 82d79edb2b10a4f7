import "server-only";
import { lookup } from "@/lib/core/route";
import { pickTags } from "./queries";
import { tagSearch } from "./schema";

/** GET /api/tags?q=: tags are no secret among the staff, so any signed-in person may pick from them. */
export const pickTagsRoute = lookup("signed in", tagSearch, pickTags, { example: () => ({ search: { q: "重" } }) });
