import { getTranslations } from "next-intl/server";
import { FilterBar } from "@/components/data-table/filter-bar";
import { filterFields } from "@/components/data-table/filter-fields";
import { ListFrame } from "@/components/data-table/list-frame";
import { ListHeader } from "@/components/data-table/list-header";
import { ListPager } from "@/components/data-table/list-pager";
import { Messages } from "@/components/layout/messages";
import { EmptyState } from "@/components/layout/states";
import { Alert } from "@/components/ui/alert";
import { buttonStyle } from "@/components/ui/button";
import { mailKinds, mailStates } from "@/db/enums";
import { can } from "@/lib/core/context";
import { isFiltered, parseList, searchText } from "@/lib/core/list";
import { page } from "@/lib/core/page";
import { mailList } from "@/lib/notifications/list";
import { listMails, sendsMails } from "@/lib/notifications/queries";
import { MailPanel } from "./mail-panel";
import { MailTable } from "./mail-table";

/** 发件箱 (NOT-01): what was written to whom, whether it has gone, and why not. */
export default page("notifications.view", async (ctx, { search }) => {
  const t = await getTranslations("notifications");
  const params = parseList(mailList, search);
  const found = await listMails(ctx, params);
  const filters = {
    created: { label: t("field.created") },
    kind: { label: t("field.kind"), options: mailKinds.map((value) => ({ value, label: t(`kind.${value}`) })) },
    state: { label: t("field.state"), options: mailStates.map((value) => ({ value, label: t(`state.${value}`) })) },
  };
  const filtered = isFiltered(params);
  const text = searchText(search);
  return (
    <Messages of={["notifications"]}>
      <ListFrame search={text}>
        <ListHeader title={t("title")} total={found.total} />
        {!sendsMails() && (
          <div className="px-4 pb-3 md:px-6">
            <Alert>{t("kept")}</Alert>
          </div>
        )}
        <FilterBar
          fields={filterFields(mailList, filters, search)}
          search={text}
          problems={params.problems}
          searchPlaceholder={t("search")}
        />
        <MailTable
          mails={found.rows}
          search={text}
          sort={params.sort}
          maySend={can(ctx, "notifications.send")}
          empty={
            <EmptyState title={t(filtered ? "none_title" : "empty_title")} help={filtered ? t("none_help") : undefined}>
              {filtered && (
                <a className={buttonStyle()} href="?">
                  {t("reset")}
                </a>
              )}
            </EmptyState>
          }
        />
        <ListPager search={text} list={mailList} found={found} />
        <MailPanel ctx={ctx} panel={search.panel} />
      </ListFrame>
    </Messages>
  );
});
