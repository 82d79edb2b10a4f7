import { dateRange, defineList, type ListParams } from "@/lib/core/list";

/** 回收站 (CUS-09), latest first. */
export const binList = defineList({
  filters: { deleted: dateRange() },
  sort: { deleted: "instant", name: "text" },
  defaultSort: { by: "deleted", direction: "desc" },
  search: true,
});
export type BinListParams = ListParams<typeof binList>;
