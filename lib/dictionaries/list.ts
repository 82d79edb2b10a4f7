import { defineList, reference } from "@/lib/core/list";

/** The address of a dictionary screen: a search by name, or the branch of the tree that is open. */
export const dictionaryList = defineList({
  filters: { open: reference() },
  sort: { tree: "text" },
  defaultSort: { by: "tree", direction: "asc" },
});
