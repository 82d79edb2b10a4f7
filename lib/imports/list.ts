import { importStates } from "@/db/enums";
import { choice, dateRange, defineList, type ListParams } from "@/lib/core/list";

/** 导入记录 (IMP-05). */
export const importList = defineList({
  filters: { state: choice(importStates), created: dateRange() },
  sort: { created: "instant" },
  defaultSort: { by: "created", direction: "desc" },
  search: true,
});
export type ImportListParams = ListParams<typeof importList>;

/** The rows of an import by what will become of them; `held` are good rows of customers that have a faulty one. */
export const rowViews = ["bad", "held", "update", "create", "unchanged"] as const;
export type RowView = (typeof rowViews)[number];
export const ROWS_PER_PAGE = 50;
