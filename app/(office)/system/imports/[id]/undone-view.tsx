import { getTimeZone, getTranslations } from "next-intl/server";
import { formatInstant } from "@/components/format";
import { Alert } from "@/components/ui/alert";
import { buttonStyle } from "@/components/ui/button";
import { can, type StaffContext } from "@/lib/core/context";
import type { SearchParams } from "@/lib/core/list";
import { ROWS_PER_PAGE } from "@/lib/imports/list";
import { findUserName, type ImportRecord } from "@/lib/imports/queries";
import { countUndoLines, lineName, listUndoLines, shownText } from "@/lib/imports/undo-lines";
import { CountParts } from "./counts";
import { RowsPager } from "./rows-pager";

/** An import that was taken back: counts that add up to what it wrote, and what stays with the reason of each (I10). */
export async function UndoneView({
  ctx,
  record,
  search,
}: {
  ctx: StaffContext;
  record: ImportRecord;
  search: SearchParams;
}) {
  const [t, all, timeZone] = await Promise.all([getTranslations("import_undo"), getTranslations(), getTimeZone()]);
  const texts = all as unknown as Parameters<typeof shownText>[1];
  const total = await countUndoLines(ctx, record.id);
  const pages = Math.max(1, Math.ceil(total / ROWS_PER_PAGE));
  const page = Math.min(Math.max(Number.parseInt(String(search.page), 10) || 1, 1), pages);
  const lines = total > 0 ? await listUndoLines(ctx, record.id, page) : [];
  const by = record.undoneBy ? await findUserName(ctx, record.undoneBy) : "";
  const when = record.undoneAt ? formatInstant(record.undoneAt.getTime(), timeZone) : "";
  const { recordsUndone, recordsKept, recordsImpossible } = record;
  return (
    <div className="grid min-w-0 gap-5">
      <div className="grid gap-3">
        <Alert tone={recordsKept + recordsImpossible > 0 ? "warning" : "success"} title={t("title")}>
          {t("lead", { by, when })}
        </Alert>
        <div className="flex flex-wrap gap-2">
          {can(ctx, "customers.delete") && (
            <a className={buttonStyle()} href="/bin">
              {t("bin")}
            </a>
          )}
          {total > 0 && (
            <a className={buttonStyle()} href={`/api/imports/${record.id}/undo`} download>
              {t("download", { count: total })}
            </a>
          )}
        </div>
      </div>
      <CountParts
        parts={[
          { sign: "", label: t("written"), count: recordsUndone + recordsKept + recordsImpossible },
          { sign: "=", label: t("outcome.undone"), count: recordsUndone },
          { sign: "+", label: t("outcome.kept"), count: recordsKept },
          { sign: "+", label: t("outcome.impossible"), count: recordsImpossible },
        ]}
      />
      {lines.length > 0 && (
        <section className="grid min-w-0 gap-3">
          <h2>{t("kept_title")}</h2>
          <div className="table-scroll">
            <table className="data-table">
              <caption className="sr-only">{t("kept_title")}</caption>
              <thead>
                <tr>
                  {(["number", "customer", "field", "now", "before", "reason"] as const).map((head) => (
                    <th key={head} scope="col">
                      {t(`head.${head}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {lines.map((line) => (
                  <tr key={line.lineNo}>
                    <td className="numbers">{line.number ?? "—"}</td>
                    <td className="max-w-[280px] whitespace-normal">{lineName(line, texts)}</td>
                    <td>{line.field ? texts(line.field) : t("whole")}</td>
                    <td className="max-w-[240px]">{shownText(line.now, texts) || "—"}</td>
                    <td className="max-w-[240px]">{shownText(line.before, texts) || "—"}</td>
                    <td className="max-w-[320px] whitespace-normal">{texts(`import_undo.reason.${line.reason}`)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <RowsPager page={page} total={total} href={(at) => `/system/imports/${record.id}?page=${at}`} />
        </section>
      )}
    </div>
  );
}
