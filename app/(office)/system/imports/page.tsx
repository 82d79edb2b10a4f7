import { getTranslations } from "next-intl/server";
import { DataTable } from "@/components/data-table/data-table";
import { FilterBar } from "@/components/data-table/filter-bar";
import { filterFields } from "@/components/data-table/filter-fields";
import { ListFrame } from "@/components/data-table/list-frame";
import { ListHeader } from "@/components/data-table/list-header";
import { ListPager } from "@/components/data-table/list-pager";
import { EmptyState } from "@/components/layout/states";
import { buttonStyle } from "@/components/ui/button";
import { importStates } from "@/db/enums";
import { isFiltered, parseList, searchText } from "@/lib/core/list";
import { page } from "@/lib/core/page";
import { importList } from "@/lib/imports/list";
import { listImports } from "@/lib/imports/queries";
import { importColumns, importRows } from "./columns";
import { HISTORY, NEW_IMPORT } from "./paths";

/** 导入记录 (IMP-05): one's own imports; everybody's for whoever reads the log. */
export default page("customers.import", async (ctx, { search }) => {
  const t = await getTranslations("imports");
  const params = parseList(importList, search);
  const found = await listImports(ctx, params);
  const text = searchText(search);
  const filters = {
    state: { label: t("field.state"), options: importStates.map((value) => ({ value, label: t(`state.${value}`) })) },
    created: { label: t("field.createdAt") },
  };
  return (
    <ListFrame search={text}>
      <ListHeader title={t("title")} total={found.total} primary={{ label: t("new"), href: NEW_IMPORT }} />
      <FilterBar
        fields={filterFields(importList, filters, search)}
        search={text}
        problems={params.problems}
        searchPlaceholder={t("search")}
      />
      <DataTable
        caption={t("title")}
        columns={importColumns(t)}
        rows={importRows(found.rows)}
        search={text}
        sort={params.sort}
        rowHref="/system/imports/:id"
        empty={
          isFiltered(params) ? (
            <EmptyState title={t("none_title")} help={t("none_help")}>
              <a className={buttonStyle()} href={HISTORY}>
                {t("reset")}
              </a>
            </EmptyState>
          ) : (
            <EmptyState title={t("empty_title")} help={t("empty_help")}>
              <a className={buttonStyle({ variant: "primary" })} href={NEW_IMPORT}>
                {t("new")}
              </a>
            </EmptyState>
          )
        }
      />
      <ListPager search={text} list={importList} found={found} />
    </ListFrame>
  );
});
