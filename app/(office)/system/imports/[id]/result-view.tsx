import { getTranslations } from "next-intl/server";
import { TabLinks } from "@/components/layout/tab-links";
import { Alert } from "@/components/ui/alert";
import { buttonStyle } from "@/components/ui/button";
import type { StaffContext } from "@/lib/core/context";
import type { SearchParams } from "@/lib/core/list";
import { ROWS_PER_PAGE, type RowView, rowViews } from "@/lib/imports/list";
import { countRows, type ImportRecord, listRows } from "@/lib/imports/queries";
import { mayReadRows } from "@/lib/imports/reading";
import { newImport, recordsOf } from "../paths";
import { Counts } from "./counts";
import { DiscardButton, ImportButton } from "./decision-buttons";
import { RowsPager } from "./rows-pager";
import { RowsTable } from "./rows-table";
import { UndoSection } from "./undo-section";

type Props = { ctx: StaffContext; record: ImportRecord; search: SearchParams; isMine: boolean };

/** What the check found, or what was written: counts that add up, the rows behind each, and the way on (IMP-04). */
export async function ResultView({ ctx, record, search, isMine }: Props) {
  const t = await getTranslations("imports");
  const counts = await countRows(ctx, record.id);
  const views = rowViews.filter((view) => counts[view] > 0);
  const view = views.find((one) => one === search.view) ?? views[0];
  const pages = view ? Math.ceil(counts[view] / ROWS_PER_PAGE) : 0;
  const page = Math.min(Math.max(Number.parseInt(String(search.page), 10) || 1, 1), Math.max(pages, 1));
  const address = (one: RowView, at = 1) => `/system/imports/${record.id}?view=${one}${at > 1 ? `&page=${at}` : ""}`;
  return (
    <div className="grid min-w-0 gap-5">
      <Summary record={record} isMine={isMine} />
      <UndoSection ctx={ctx} record={record} />
      <Counts record={record} held={counts.held} />
      {view && mayReadRows(ctx, record) && (
        <section className="grid min-w-0 gap-3">
          <TabLinks
            label={t("view.label")}
            tabs={views.map((one) => ({ href: address(one), label: t(`view.${one}`), count: counts[one] }))}
            current={address(view)}
          />
          {view === "held" && <p className="text-muted">{t("view.held_help")}</p>}
          <RowsTable record={record} view={view} rows={await listRows(ctx, record.id, view, page)} />
          <RowsPager page={page} total={counts[view]} href={(at) => address(view, at)} />
        </section>
      )}
    </div>
  );
}

async function Summary({ record, isMine }: Pick<Props, "record" | "isMine">) {
  const t = await getTranslations("imports");
  const { id, kind, state, rowsRead, rowsBad, rowsCreated, rowsUpdated, rowsWritten } = record;
  const writable = rowsCreated + rowsUpdated;
  const returned = rowsBad > 0 && (
    <a className={buttonStyle()} href={`/api/imports/${id}/returned`} download>
      {t("preview.returned", { count: rowsBad })}
    </a>
  );
  if (state === "done")
    return (
      <div className="grid gap-3">
        <Alert tone={rowsBad > 0 ? "warning" : "success"} title={t("done.title")}>
          {rowsBad > 0
            ? t("done.lead_bad", { written: rowsWritten, bad: rowsBad })
            : t(`of.${kind}.done`, { written: rowsWritten })}
          {rowsBad > 0 && ` ${t("done.returned_help")}`}
        </Alert>
        <div className="flex flex-wrap gap-2">
          <a className={buttonStyle({ variant: "primary" })} href={recordsOf(kind)}>
            {t(`of.${kind}.open`)}
          </a>
          {returned}
          <a className={buttonStyle()} href={newImport(kind)}>
            {t("done.again")}
          </a>
        </div>
      </div>
    );
  const lead = rowsBad > 0 ? "lead_bad" : writable === 0 ? "none" : "lead_good";
  return (
    <div className="grid gap-3">
      <Alert tone={rowsBad > 0 ? "warning" : writable === 0 ? "info" : "success"} title={t("preview.title")}>
        {t(`preview.${lead}`, { total: rowsRead, bad: rowsBad })}
        {rowsBad > 0 && ` ${t("preview.choice")}`}
      </Alert>
      {isMine && (
        <div className="flex flex-wrap items-start gap-2">
          {writable > 0 && <ImportButton id={id} count={writable} goodRowsOnly={rowsBad > 0} />}
          {returned}
          <a className={buttonStyle()} href={`/system/imports/${id}?step=map`}>
            {t("preview.back")}
          </a>
          <DiscardButton id={id} file={record.fileName} />
        </div>
      )}
    </div>
  );
}
