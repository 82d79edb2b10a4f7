import { tagColours } from "@/db/enums";
import { choice, defineList, flag, type ListParams } from "@/lib/core/list";

/** 基础数据 → 标签 (TAG-01). */
export const tagList = defineList({
  filters: { colour: choice(tagColours), unused: flag() },
  sort: { name: "text", created: "instant" },
  defaultSort: { by: "name", direction: "asc" },
});
export type TagListParams = ListParams<typeof tagList>;
