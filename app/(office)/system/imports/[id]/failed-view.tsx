import { getTranslations } from "next-intl/server";
import { Alert } from "@/components/ui/alert";
import { buttonStyle } from "@/components/ui/button";
import type { ImportRecord } from "@/lib/imports/queries";
import { newImport } from "../paths";
import { DiscardButton } from "./decision-buttons";
import { failureKey } from "./failure-key";

/** An import that ended without writing anything: why, and the way on. */
export async function FailedView({ record, isMine }: { record: ImportRecord; isMine: boolean }) {
  const t = await getTranslations();
  const { problem, state, id, fileName } = record;
  if (state !== "failed")
    return (
      <div className="grid max-w-[720px] justify-items-start gap-4">
        <Alert tone="neutral" title={t(`imports.state.${state}`)} className="w-full">
          {state === "stopped" && t("imports.stopped.lead")}
        </Alert>
        {isMine && (
          <a className={buttonStyle({ variant: "primary" })} href={newImport(record.kind)}>
            {t("imports.stopped.again")}
          </a>
        )}
      </div>
    );
  const key = failureKey(problem ?? { code: "unexpected" });
  return (
    <div className="grid max-w-[720px] gap-4">
      <Alert tone="danger" title={t("imports.failed.title")}>
        {t(key as never, problem?.values as never)}
      </Alert>
      {isMine && (
        <div className="flex flex-wrap gap-2">
          <a className={buttonStyle({ variant: "primary" })} href={`/system/imports/${id}?step=map`}>
            {t("imports.failed.again")}
          </a>
          <DiscardButton id={id} file={fileName} />
        </div>
      )}
    </div>
  );
}
