import { getTranslations } from "next-intl/server";
import { FilterBar } from "@/components/data-table/filter-bar";
import { filterFields } from "@/components/data-table/filter-fields";
import { ListFrame } from "@/components/data-table/list-frame";
import { ListHeader } from "@/components/data-table/list-header";
import { ListPager } from "@/components/data-table/list-pager";
import { Messages } from "@/components/layout/messages";
import { EmptyState } from "@/components/layout/states";
import { buttonStyle } from "@/components/ui/button";
import { can } from "@/lib/core/context";
import { isFiltered, listHref, parseList, searchText } from "@/lib/core/list";
import { page } from "@/lib/core/page";
import { positionList } from "@/lib/organisation/list";
import { listPositions } from "@/lib/organisation/position-list";
import { positionFilters } from "./filters";
import { PositionPanel } from "./position-panel";
import { PositionTable } from "./position-table";

/** 职位 (ORG-04): the list; new and edit slide in over it. */
export default page("organisation.view", async (ctx, { search }) => {
  const t = await getTranslations("organisation");
  const params = parseList(positionList, search);
  const [found, filters] = await Promise.all([listPositions(ctx, params), positionFilters(ctx, params, t)]);
  const text = searchText(search);
  const create = can(ctx, "organisation.create")
    ? { label: t("positions.new"), href: listHref(text, { panel: "new" }) }
    : undefined;
  const empty = isFiltered(params) ? (
    <EmptyState title={t("positions.none_title")} help={t("none_help")}>
      <a className={buttonStyle()} href={listHref("", {})}>
        {t("reset")}
      </a>
    </EmptyState>
  ) : (
    <EmptyState title={t("positions.empty_title")} help={t("positions.empty_help")}>
      {create && (
        <a className={buttonStyle({ variant: "primary" })} href={create.href}>
          {create.label}
        </a>
      )}
    </EmptyState>
  );
  return (
    <Messages of={["organisation"]}>
      <ListFrame search={text}>
        <ListHeader
          title={t("positions.title")}
          total={found.total}
          primary={create}
          links={[{ label: t("positions.chart"), href: "/system/positions/chart" }]}
        />
        <FilterBar
          fields={filterFields(positionList, filters, search)}
          search={text}
          problems={params.problems}
          searchPlaceholder={t("positions.search")}
        />
        <PositionTable
          positions={found.rows}
          search={text}
          sort={params.sort}
          rights={{ edit: can(ctx, "organisation.edit"), remove: can(ctx, "organisation.delete") }}
          empty={empty}
        />
        <ListPager search={text} list={positionList} found={found} />
        <PositionPanel ctx={ctx} panel={search.panel} filters={params.filters} />
      </ListFrame>
    </Messages>
  );
});
