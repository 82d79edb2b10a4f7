import { getTranslations } from "next-intl/server";
import { FilterBar } from "@/components/data-table/filter-bar";
import { filterFields } from "@/components/data-table/filter-fields";
import { ListFrame } from "@/components/data-table/list-frame";
import { ListHeader } from "@/components/data-table/list-header";
import { Pager } from "@/components/data-table/pager";
import { Messages } from "@/components/layout/messages";
import { securityList } from "@/lib/audit/list";
import { listSecurityEvents } from "@/lib/audit/queries";
import { isFiltered, parseList, searchText } from "@/lib/core/list";
import { page } from "@/lib/core/page";
import { AuditTabs } from "../audit-tabs";
import { securityFilters } from "../filters";
import { logExports } from "../log-exports";
import { NothingRecorded } from "../nothing-recorded";
import { doorText, permissionText } from "../texts";
import { SecurityTable } from "./security-table";

/** 登录与安全 (AUD-01, D-05): sign-ins and refused tries. */
export default page("audit.view", async (ctx, { search }) => {
  const [t, all] = await Promise.all([getTranslations("audit"), getTranslations()]);
  const params = parseList(securityList, search);
  const [found, filters] = await Promise.all([listSecurityEvents(ctx, params), securityFilters(ctx, params, t)]);
  const text = searchText(search);
  return (
    <Messages of={["audit"]}>
      <ListFrame search={text}>
        <ListHeader title={t("title")} total={found.total} more={logExports(ctx, "security", text, t)} />
        <AuditTabs current="security" />
        <FilterBar
          fields={filterFields(securityList, filters, search)}
          search={text}
          problems={params.problems}
          searchPlaceholder={t("search_security")}
        />
        <SecurityTable
          events={found.rows.map(({ door, asked, ...row }) => ({
            ...row,
            door: door && doorText(door, t),
            asked: asked && permissionText(asked, all),
          }))}
          search={text}
          sort={params.sort}
          empty={<NothingRecorded filtered={isFiltered(params)} />}
        />
        <Pager
          search={text}
          page={found.page}
          pageSize={found.pageSize}
          pageSizes={securityList.pageSizes}
          shown={found.rows.length}
          total={found.total}
          after={found.after}
          before={found.before}
        />
      </ListFrame>
    </Messages>
  );
});
