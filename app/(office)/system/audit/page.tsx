import { getTranslations } from "next-intl/server";
import { FilterBar } from "@/components/data-table/filter-bar";
import { filterFields } from "@/components/data-table/filter-fields";
import { ListFrame } from "@/components/data-table/list-frame";
import { ListHeader } from "@/components/data-table/list-header";
import { Pager } from "@/components/data-table/pager";
import { Messages } from "@/components/layout/messages";
import { auditList } from "@/lib/audit/list";
import { listAudit } from "@/lib/audit/queries";
import { isFiltered, parseList, searchText } from "@/lib/core/list";
import { page } from "@/lib/core/page";
import { AuditPanel } from "./audit-panel";
import { AuditTable } from "./audit-table";
import { AuditTabs } from "./audit-tabs";
import { auditFilters } from "./filters";
import { logExports } from "./log-exports";
import { NothingRecorded } from "./nothing-recorded";
import { auditCells } from "./texts";

/** 审计 (AUD-01): who did what when, through which door, to which record; the details slide in over it. */
export default page("audit.view", async (ctx, { search }) => {
  const t = await getTranslations("audit");
  const params = parseList(auditList, search);
  const [found, filters] = await Promise.all([listAudit(ctx, params), auditFilters(ctx, params, t)]);
  const text = searchText(search);
  return (
    <Messages of={["audit"]}>
      <ListFrame search={text}>
        <ListHeader title={t("title")} total={found.total} more={logExports(ctx, "events", text, t)} />
        <AuditTabs current="events" />
        <FilterBar
          fields={filterFields(auditList, filters, search)}
          search={text}
          problems={params.problems}
          searchPlaceholder={t("search")}
        />
        <AuditTable
          rows={auditCells(found.rows, t)}
          search={text}
          sort={params.sort}
          empty={<NothingRecorded filtered={isFiltered(params)} />}
        />
        <Pager
          search={text}
          page={found.page}
          pageSize={found.pageSize}
          pageSizes={auditList.pageSizes}
          shown={found.rows.length}
          total={found.total}
          after={found.after}
          before={found.before}
        />
        <AuditPanel ctx={ctx} panel={search.panel} />
      </ListFrame>
    </Messages>
  );
});
