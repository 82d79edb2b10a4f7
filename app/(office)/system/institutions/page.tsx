import { getTranslations } from "next-intl/server";
import { FilterBar } from "@/components/data-table/filter-bar";
import { ListFrame } from "@/components/data-table/list-frame";
import { ListHeader } from "@/components/data-table/list-header";
import { ListPager } from "@/components/data-table/list-pager";
import { Messages } from "@/components/layout/messages";
import { EmptyState } from "@/components/layout/states";
import { buttonStyle } from "@/components/ui/button";
import { can } from "@/lib/core/context";
import { isFiltered, listHref, parseList, searchText } from "@/lib/core/list";
import { page } from "@/lib/core/page";
import { listInstitutions } from "@/lib/organisation/institution-list";
import { institutionList } from "@/lib/organisation/list";
import { InstitutionPanel } from "./institution-panel";
import { InstitutionTable } from "./institution-table";

/** 机构 (ORG-01): the list; new and edit slide in over it. */
export default page("organisation.view", async (ctx, { search }) => {
  const t = await getTranslations("organisation");
  const params = parseList(institutionList, search);
  const found = await listInstitutions(ctx, params);
  const text = searchText(search);
  const create = can(ctx, "organisation.create")
    ? { label: t("institutions.new"), href: listHref(text, { panel: "new" }) }
    : undefined;
  const empty = isFiltered(params) ? (
    <EmptyState title={t("institutions.none_title")} help={t("none_help")}>
      <a className={buttonStyle()} href={listHref("", {})}>
        {t("reset")}
      </a>
    </EmptyState>
  ) : (
    <EmptyState title={t("institutions.empty_title")} help={t("institutions.empty_help")}>
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
        <ListHeader title={t("institutions.title")} total={found.total} primary={create} />
        <FilterBar fields={[]} search={text} problems={params.problems} searchPlaceholder={t("institutions.search")} />
        <InstitutionTable
          institutions={found.rows}
          search={text}
          sort={params.sort}
          rights={{ edit: can(ctx, "organisation.edit"), remove: can(ctx, "organisation.delete") }}
          empty={empty}
        />
        <ListPager search={text} list={institutionList} found={found} />
        <InstitutionPanel ctx={ctx} panel={search.panel} />
      </ListFrame>
    </Messages>
  );
});
