import { getLocale, getTranslations } from "next-intl/server";
import { ColumnChooser } from "@/components/data-table/column-chooser";
import { DataTable } from "@/components/data-table/data-table";
import { FilterBar } from "@/components/data-table/filter-bar";
import { filterFields } from "@/components/data-table/filter-fields";
import { ListFrame } from "@/components/data-table/list-frame";
import { ListHeader } from "@/components/data-table/list-header";
import { Pager } from "@/components/data-table/pager";
import { EmptyState } from "@/components/layout/states";
import { buttonStyle } from "@/components/ui/button";
import { type ContactColumn, contactList } from "@/lib/contacts/list";
import { listAllContacts } from "@/lib/contacts/list-queries";
import { can } from "@/lib/core/context";
import { isFiltered, listHref, parseList, searchText } from "@/lib/core/list";
import { page } from "@/lib/core/page";
import { openView } from "../open-view";
import { SavedViews } from "../saved-views";
import { contactColumnNames, contactColumnViews, contactRows, shownColumns } from "./columns";
import { ContactPanel } from "./contact-panel";
import { contactFilters } from "./filters";

/** 联系人 (CON-02): everybody at the customers that the actor may see; new and edit slide in over the list. */
export default page("contacts.view", async (ctx, { search }) => {
  const t = await getTranslations("contacts");
  const view = await openView(ctx, "contacts", search);
  const params = parseList(contactList, search);
  const [found, filters] = await Promise.all([
    listAllContacts(ctx, params),
    contactFilters(ctx, params, await getLocale(), t),
  ]);
  const text = searchText(search);
  const exported = (format: string) => `/api/contacts/export${listHref(text, { panel: null, format })}`;
  const seesReach = can(ctx, "fields.contact_data");
  const columns = shownColumns(params.columns as ContactColumn[], seesReach);
  return (
    <ListFrame search={text}>
      <ListHeader
        title={t("title")}
        total={found.total}
        primary={can(ctx, "contacts.create") ? { label: t("new"), href: listHref(text, { panel: "new" }) } : undefined}
        links={can(ctx, "customers.import") ? [{ label: t("import"), href: "/system/imports/new?kind=contacts" }] : []}
        more={
          can(ctx, "customers.export")
            ? [
                { key: "xlsx", label: t("export_xlsx"), href: exported("xlsx"), download: true },
                { key: "csv", label: t("export_csv"), href: exported("csv"), download: true },
              ]
            : []
        }
      >
        <SavedViews ctx={ctx} list="contacts" search={text} opened={view} />
        <ColumnChooser columns={contactColumnNames(seesReach, t)} chosen={columns} search={text} />
      </ListHeader>
      <FilterBar
        fields={filterFields(contactList, filters, search)}
        search={text}
        problems={[...params.problems, ...view.problems]}
        searchPlaceholder={t(seesReach ? "search" : "search_names")}
      />
      <DataTable
        caption={t("title")}
        columns={contactColumnViews(columns, t)}
        rows={contactRows(columns, found.rows, t)}
        search={text}
        sort={params.sort}
        rowHref="/contacts/:id"
        actions={[
          ...(can(ctx, "contacts.edit") ? [{ key: "edit", label: t("edit"), panel: "edit" }] : []),
          { key: "details", label: t("details"), href: "/contacts/:id" },
        ]}
        empty={found.rows.length === 0 && <NoContacts filtered={isFiltered(params)} />}
      />
      <Pager
        search={text}
        page={found.page}
        pageSize={found.pageSize}
        pageSizes={contactList.pageSizes}
        shown={found.rows.length}
        total={found.total}
        after={found.after}
        before={found.before}
      />
      <ContactPanel ctx={ctx} panel={search.panel} />
    </ListFrame>
  );
});

/** Why there is nothing, and what to do about it. */
async function NoContacts({ filtered }: { filtered: boolean }) {
  const t = await getTranslations("contacts");
  if (!filtered) return <EmptyState title={t("empty_title")} help={t("list_empty_help")} />;
  return (
    <EmptyState title={t("none_title")} help={t("none_help")}>
      <a className={buttonStyle()} href="/contacts">
        {t("reset")}
      </a>
    </EmptyState>
  );
}
