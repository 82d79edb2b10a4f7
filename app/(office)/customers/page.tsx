import { getTranslations } from "next-intl/server";
import { ColumnChooser } from "@/components/data-table/column-chooser";
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
import { customerList } from "@/lib/customers/list";
import { listCustomers } from "@/lib/customers/queries";
import { openView } from "../open-view";
import { SavedViews } from "../saved-views";
import { customerColumnNames, customerColumnViews, customerRows } from "./columns";
import { CustomerPanel } from "./customer-panel";
import { CustomerTable, SelectableCustomerTable } from "./customer-table";
import { deletionTexts } from "./deletion-texts";
import { customerFilters } from "./filters";

/** 客户档案 (CUS-04): the list; new and edit slide in over it. */
export default page("customers.view", async (ctx, { search }) => {
  const t = await getTranslations("customers");
  const view = await openView(ctx, "customers", search);
  const params = parseList(customerList, search);
  const [found, filters] = await Promise.all([listCustomers(ctx, params), customerFilters(ctx, params, t)]);
  const text = searchText(search);
  const exported = (format: string, columns?: string) =>
    `/api/customers/export${listHref(text, { panel: null, format, ...(columns && { scope: columns }) })}`;
  const may = {
    assign: can(ctx, "customers.assign"),
    share: can(ctx, "customers.share"),
    tag: can(ctx, "customers.edit") && can(ctx, "tags.view"),
  };
  const merge = can(ctx, "customers.merge") ? (await getTranslations("merges"))("merge") : undefined;
  const table = {
    caption: t("title"),
    columns: customerColumnViews(params.columns, t),
    rows: customerRows(params.columns, found.rows),
    search: text,
    sort: params.sort,
    rowHref: "/customers/:id",
    actions: [
      ...(can(ctx, "customers.edit")
        ? [{ key: "edit", label: t("edit"), href: "/customers/:id/edit", panel: "edit" }]
        : []),
      { key: "details", label: t("details"), href: "/customers/:id" },
    ],
    deletion: can(ctx, "customers.delete") ? await deletionTexts() : undefined,
    empty: found.rows.length === 0 && <NoCustomers filtered={isFiltered(params)} />,
  };
  return (
    <ListFrame search={text}>
      <ListHeader
        title={t("title")}
        total={found.total}
        primary={can(ctx, "customers.create") ? { label: t("new"), href: listHref(text, { panel: "new" }) } : undefined}
        links={can(ctx, "customers.import") ? [{ label: t("import"), href: "/system/imports/new" }] : []}
        more={
          can(ctx, "customers.export")
            ? [
                { key: "xlsx", label: t("export_xlsx"), href: exported("xlsx"), download: true },
                { key: "csv", label: t("export_csv"), href: exported("csv"), download: true },
                { key: "all", label: t("export_all"), href: exported("xlsx", "all"), download: true },
              ]
            : []
        }
      >
        <SavedViews ctx={ctx} list="customers" search={text} opened={view} />
        <ColumnChooser columns={customerColumnNames(t)} chosen={params.columns} search={text} />
      </ListHeader>
      <FilterBar
        fields={filterFields(customerList, filters, search)}
        search={text}
        problems={[...params.problems, ...view.problems]}
        searchPlaceholder={t("search")}
      />
      {Object.values({ ...may, merge }).some(Boolean) ? (
        <Messages of={["shares", "tags"]}>
          <SelectableCustomerTable may={may} merge={merge} total={found.total} {...table} />
        </Messages>
      ) : (
        <CustomerTable {...table} />
      )}
      <ListPager search={text} list={customerList} found={found} />
      <CustomerPanel ctx={ctx} panel={search.panel} />
    </ListFrame>
  );
});

/** Why there is nothing, and what to do about it. */
async function NoCustomers({ filtered }: { filtered: boolean }) {
  const t = await getTranslations("customers");
  if (!filtered) return <EmptyState title={t("empty_title")} help={t("empty_help")} />;
  return (
    <EmptyState title={t("none_title")} help={t("none_help")}>
      <a className={buttonStyle()} href="/customers">
        {t("reset")}
      </a>
    </EmptyState>
  );
}
