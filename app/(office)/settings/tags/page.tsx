import { getTranslations } from "next-intl/server";
import { FilterBar } from "@/components/data-table/filter-bar";
import { filterFields } from "@/components/data-table/filter-fields";
import { ListFrame } from "@/components/data-table/list-frame";
import { ListHeader } from "@/components/data-table/list-header";
import { ListPager } from "@/components/data-table/list-pager";
import { Messages } from "@/components/layout/messages";
import { EmptyState } from "@/components/layout/states";
import { buttonStyle } from "@/components/ui/button";
import { tagColours } from "@/db/enums";
import { can } from "@/lib/core/context";
import { isFiltered, listHref, parseList, searchText } from "@/lib/core/list";
import { page } from "@/lib/core/page";
import { tagList } from "@/lib/tags/list";
import { listTags } from "@/lib/tags/queries";
import { TagPanel } from "./tag-panel";
import { TagTable } from "./tag-table";

/** 基础数据 → 标签 (TAG-01): create, rename, colour, merge, delete. */
export default page("tags.view", async (ctx, { search }) => {
  const t = await getTranslations("tags");
  const params = parseList(tagList, search);
  const found = await listTags(ctx, params);
  const text = searchText(search);
  const filters = {
    colour: {
      label: t("field.colour"),
      options: tagColours.map((value) => ({ value, label: t(`colour.${value}`) })),
    },
    unused: { label: t("field.unused") },
  };
  const filtered = isFiltered(params);
  const primary = can(ctx, "tags.create") ? { label: t("new"), href: listHref(text, { panel: "new" }) } : undefined;
  return (
    <Messages of={["tags"]}>
      <ListFrame search={text}>
        <ListHeader title={t("title")} total={found.total} primary={primary} />
        <FilterBar
          fields={filterFields(tagList, filters, search)}
          search={text}
          problems={params.problems}
          searchPlaceholder={t("search")}
        />
        <TagTable
          rows={found.rows}
          search={text}
          sort={params.sort}
          rights={{ edit: can(ctx, "tags.edit"), delete: can(ctx, "tags.delete") }}
          empty={
            <EmptyState
              title={t(filtered ? "none_title" : "empty_title")}
              help={t(filtered ? "none_help" : "empty_help")}
            >
              {filtered && (
                <a className={buttonStyle()} href="/settings/tags">
                  {t("reset")}
                </a>
              )}
            </EmptyState>
          }
        />
        <ListPager search={text} list={tagList} found={found} />
        <TagPanel ctx={ctx} panel={search.panel} />
      </ListFrame>
    </Messages>
  );
});
