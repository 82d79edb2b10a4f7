import { getTranslations } from "next-intl/server";
import { ColumnChooser } from "@/components/data-table/column-chooser";
import { FilterBar } from "@/components/data-table/filter-bar";
import { filterFields } from "@/components/data-table/filter-fields";
import { ListFrame } from "@/components/data-table/list-frame";
import { ListHeader } from "@/components/data-table/list-header";
import { ListPager } from "@/components/data-table/list-pager";
import { Messages } from "@/components/layout/messages";
import { EmptyState } from "@/components/layout/states";
import { TabLinks } from "@/components/layout/tab-links";
import { buttonStyle } from "@/components/ui/button";
import { can, type StaffContext } from "@/lib/core/context";
import { isFiltered, listHref, parseList, type SearchParams, searchText } from "@/lib/core/list";
import { userList } from "@/lib/users/list";
import { listUsers } from "@/lib/users/queries";
import { openView } from "../../open-view";
import { SavedViews } from "../../saved-views";
import { userColumnNames, userColumnViews, userRows } from "./columns";
import { userFilters } from "./filters";
import { positionChoices, roleTicks } from "./user-choices";
import { UserPanel } from "./user-panel";
import { UserTable } from "./user-table";

const PATH = "/system/users";
const DELETED = `${PATH}/deleted`;

/** What can be assigned to many at once. */
async function bulkChoices(ctx: StaffContext) {
  const [positions, roles] = await Promise.all([positionChoices(ctx), roleTicks(ctx)]);
  return { positions, roles };
}

/** The accounts, or the deleted ones as a tab beside them (ORG-07); new, edit and password slide in over the list. */
export async function UserList({
  ctx,
  search,
  deleted,
}: {
  ctx: StaffContext;
  search: SearchParams;
  deleted: boolean;
}) {
  const t = await getTranslations("users");
  // The deleted accounts are a list beside the one that has views.
  const view = deleted ? undefined : await openView(ctx, "users", search);
  const params = parseList(userList, search);
  const [found, filters] = await Promise.all([listUsers(ctx, params, deleted), userFilters(ctx, t)]);
  const filtered = isFiltered(params);
  const text = searchText(search);
  const rights = { edit: can(ctx, "users.edit"), delete: can(ctx, "users.delete") };
  const exported = (format: string) => `/api/users/export${listHref(text, { panel: null, format })}`;
  return (
    <ListFrame search={text}>
      <ListHeader
        title={t("title")}
        total={found.total}
        primary={
          !deleted && can(ctx, "users.create") ? { label: t("new"), href: listHref(text, { panel: "new" }) } : undefined
        }
        more={
          !deleted && can(ctx, "users.export")
            ? [
                { key: "xlsx", label: t("export_xlsx"), href: exported("xlsx"), download: true },
                { key: "csv", label: t("export_csv"), href: exported("csv"), download: true },
              ]
            : []
        }
      >
        {view && <SavedViews ctx={ctx} list="users" search={text} opened={view} />}
        <ColumnChooser columns={userColumnNames(t)} chosen={params.columns} search={text} />
      </ListHeader>
      <div className="px-4 pb-3 md:px-6">
        <TabLinks
          label={t("tab.label")}
          tabs={[
            { href: PATH, label: t("tab.living") },
            { href: DELETED, label: t("tab.deleted") },
          ]}
          current={deleted ? DELETED : PATH}
        />
      </div>
      <FilterBar
        fields={filterFields(userList, filters, search)}
        search={text}
        problems={[...params.problems, ...(view?.problems ?? [])]}
        searchPlaceholder={t("search")}
      />
      <Messages of={["users"]}>
        <UserTable
          columns={userColumnViews(params.columns, t, deleted)}
          rows={userRows(params.columns, found.rows, ctx.actor.id, t("separator"))}
          total={found.total}
          search={text}
          sort={params.sort}
          deleted={deleted}
          rights={rights}
          choices={!deleted && rights.edit ? await bulkChoices(ctx) : undefined}
          empty={
            <EmptyState
              title={t(filtered ? "none_title" : deleted ? "none_deleted" : "empty_title")}
              help={filtered ? t("none_help") : undefined}
            >
              {filtered && (
                <a className={buttonStyle()} href={deleted ? DELETED : PATH}>
                  {t("reset")}
                </a>
              )}
            </EmptyState>
          }
        />
      </Messages>
      <ListPager search={text} list={userList} found={found} />
      {!deleted && <UserPanel ctx={ctx} panel={search.panel} />}
    </ListFrame>
  );
}
