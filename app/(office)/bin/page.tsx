import { getTranslations } from "next-intl/server";
import { FilterBar } from "@/components/data-table/filter-bar";
import { filterFields } from "@/components/data-table/filter-fields";
import { ListFrame } from "@/components/data-table/list-frame";
import { ListHeader } from "@/components/data-table/list-header";
import { ListPager } from "@/components/data-table/list-pager";
import { Messages } from "@/components/layout/messages";
import { EmptyState } from "@/components/layout/states";
import { buttonStyle } from "@/components/ui/button";
import { binList } from "@/lib/bin/list";
import { findBinDays, listBin } from "@/lib/bin/queries";
import { isFiltered, parseList, searchText } from "@/lib/core/list";
import { page } from "@/lib/core/page";
import { BinTable } from "./bin-table";

/** 回收站 (CUS-09): who deleted what and when, and the way back. */
export default page("customers.delete", async (ctx, { search }) => {
  const t = await getTranslations("bin");
  const params = parseList(binList, search);
  const found = await listBin(ctx, params);
  const text = searchText(search);
  const filters = { deleted: { label: t("field.deleted") } };
  return (
    <ListFrame search={text}>
      <ListHeader title={t("title")} total={found.total} />
      <FilterBar
        fields={filterFields(binList, filters, search)}
        search={text}
        problems={params.problems}
        searchPlaceholder={t("search")}
      />
      <Messages of={["bin"]}>
        <BinTable
          rows={found.rows}
          search={text}
          sort={params.sort}
          empty={
            isFiltered(params) ? (
              <EmptyState title={t("none_title")} help={t("none_help")}>
                <a className={buttonStyle()} href="/bin">
                  {t("reset")}
                </a>
              </EmptyState>
            ) : (
              <EmptyState title={t("empty_title")} help={t("empty_help", { days: await findBinDays(ctx) })} />
            )
          }
        />
      </Messages>
      <ListPager search={text} list={binList} found={found} />
    </ListFrame>
  );
});
