import { getTranslations } from "next-intl/server";
import { FilterBar } from "@/components/data-table/filter-bar";
import { filterFields } from "@/components/data-table/filter-fields";
import { ListFrame } from "@/components/data-table/list-frame";
import { ListHeader } from "@/components/data-table/list-header";
import { ListPager } from "@/components/data-table/list-pager";
import { Messages } from "@/components/layout/messages";
import { can } from "@/lib/core/context";
import { listHref, parseList, searchText } from "@/lib/core/list";
import { page } from "@/lib/core/page";
import { listDepartments } from "@/lib/organisation/department-list";
import { departmentList } from "@/lib/organisation/list";
import { institutionOptions } from "@/lib/organisation/options";
import { DepartmentPanel } from "./department-panel";
import { DepartmentTree } from "./department-tree";
import { NoDepartments } from "./no-departments";

/** 部门 (ORG-02): the tree of every institution; new and edit slide in over it. */
export default page("organisation.view", async (ctx, { search }) => {
  const t = await getTranslations("organisation");
  const params = parseList(departmentList, search);
  const [found, institutions] = await Promise.all([listDepartments(ctx, params), institutionOptions(ctx)]);
  const text = searchText(search);
  const rights = {
    create: can(ctx, "organisation.create") && institutions.length > 0,
    edit: can(ctx, "organisation.edit"),
    remove: can(ctx, "organisation.delete"),
  };
  const create = rights.create ? { label: t("departments.new"), href: listHref(text, { panel: "new" }) } : undefined;
  const options = institutions.map(({ id, label }) => ({ value: id, label }));
  const filters = filterFields(departmentList, { institution: { label: t("field.institution"), options } }, search);
  return (
    <Messages of={["organisation"]}>
      <ListFrame search={text}>
        <ListHeader title={t("departments.title")} total={found.total} primary={create} />
        <FilterBar
          fields={filters}
          search={text}
          problems={params.problems}
          searchPlaceholder={t("departments.search")}
        />
        {found.rows.length > 0 ? (
          <DepartmentTree departments={found.rows} flat={params.q !== undefined} search={text} rights={rights} />
        ) : (
          <NoDepartments params={params} create={create} withoutInstitution={institutions.length === 0} />
        )}
        <ListPager search={text} list={departmentList} found={found} />
        <DepartmentPanel ctx={ctx} panel={search.panel} institution={params.filters.institution} />
      </ListFrame>
    </Messages>
  );
});
