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
import { institutionOptions } from "@/lib/organisation/options";
import { roleList } from "@/lib/roles/list";
import { listRoles } from "@/lib/roles/queries";
import { RolePanel } from "./role-panel";
import { RoleTable } from "./role-table";

const PATH = "/system/roles";

/** 角色 (ROL-01): the list; new and edit slide in over it. */
export default page("roles.view", async (ctx, { search }) => {
  const t = await getTranslations("roles");
  const params = parseList(roleList, search);
  const [found, institutions] = await Promise.all([listRoles(ctx, params), institutionOptions(ctx)]);
  const text = searchText(search);
  const filters = {
    institution: {
      label: t("field.institution"),
      options: institutions.map(({ id, name }) => ({ value: id, label: name })),
    },
    unused: { label: t("field.unused") },
  };
  return (
    <ListFrame search={text}>
      <ListHeader
        title={t("title")}
        total={found.total}
        primary={can(ctx, "roles.create") ? { label: t("new"), href: listHref(text, { panel: "new" }) } : undefined}
      />
      <FilterBar
        fields={filterFields(roleList, filters, search)}
        search={text}
        problems={params.problems}
        searchPlaceholder={t("search")}
      />
      <Messages of={["roles"]}>
        <RoleTable
          rows={found.rows}
          search={text}
          sort={params.sort}
          rights={{ edit: can(ctx, "roles.edit"), delete: can(ctx, "roles.delete") }}
          empty={
            <EmptyState title={t("none_title")} help={isFiltered(params) ? t("none_help") : undefined}>
              <a className={buttonStyle()} href={PATH}>
                {t("reset")}
              </a>
            </EmptyState>
          }
        />
      </Messages>
      <ListPager search={text} list={roleList} found={found} />
      <RolePanel ctx={ctx} panel={search.panel} />
    </ListFrame>
  );
});
