import { customerColumnViews, customerRows } from "@/app/(office)/customers/columns";
import { customerFilters } from "@/app/(office)/customers/filters";
import { FilterBar } from "@/components/data-table/filter-bar";
import { filterFields } from "@/components/data-table/filter-fields";
import { ListFrame } from "@/components/data-table/list-frame";
import { ListHeader } from "@/components/data-table/list-header";
import { Pager } from "@/components/data-table/pager";
import { parseList, searchText } from "@/lib/core/list";
import { page } from "@/lib/core/page";
import { customerList } from "@/lib/customers/list";
import { listCustomers } from "@/lib/customers/queries";
import { getTranslations } from "next-intl/server";
import { ServerTable } from "./server-table";

/** The customer list with its table as server markup, measured beside the real one (one component fed with compact rows). */
export const ServerMarkupList = page("customers.view", async (ctx, { search }) => {
  const t = await getTranslations("customers");
  const params = parseList(customerList, search);
  const [found, filters] = await Promise.all([listCustomers(ctx, params), customerFilters(ctx, params, t)]);
  const text = searchText(search);
  return (
    <ListFrame search={text}>
      <ListHeader title={t("title")} total={found.total} />
      <FilterBar
        fields={filterFields(customerList, filters, search)}
        search={text}
        problems={params.problems}
        searchPlaceholder={t("search")}
      />
      <ServerTable
        caption={t("title")}
        columns={customerColumnViews(params.columns, t)}
        rows={customerRows(params.columns, found.rows)}
        search={text}
        sort={params.sort}
        rowHref="/customers/:id"
        actions={[{ key: "edit", label: t("edit"), href: "/customers/:id/edit", panel: "edit" }]}
        empty={null}
      />
      <Pager
        search={text}
        page={found.page}
        pageSize={found.pageSize}
        pageSizes={customerList.pageSizes}
        shown={found.rows.length}
        total={found.total}
        after={found.after}
        before={found.before}
      />
    </ListFrame>
  );
});
