import { getTimeZone, getTranslations } from "next-intl/server";
import { formatInstant } from "@/components/format";
import { Alert } from "@/components/ui/alert";
import { can, type StaffContext } from "@/lib/core/context";
import type { ImportRecord } from "@/lib/imports/queries";
import { undoableUntil } from "@/lib/imports/undo-queries";
import { failureKey } from "./failure-key";
import { UndoButton } from "./undo-button";

/** The way back from a finished import as long as there is one (IMP-05), and why the last try did not end. */
export async function UndoSection({ ctx, record }: { ctx: StaffContext; record: ImportRecord }) {
  const until = can(ctx, "customers.edit") ? await undoableUntil(ctx, record) : undefined;
  if (!until) return null;
  const [t, all, timeZone] = await Promise.all([getTranslations("import_undo"), getTranslations(), getTimeZone()]);
  return (
    <section className="grid gap-3">
      {record.problem && (
        <Alert tone="danger" title={t("failed")}>
          {all(failureKey(record.problem) as never, record.problem.values as never)}
        </Alert>
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <UndoButton id={record.id} file={record.fileName} />
        <span className="text-muted">{t("until", { when: formatInstant(until.getTime(), timeZone) })}</span>
      </div>
    </section>
  );
}
