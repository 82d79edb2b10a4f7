"use client";

import { useTranslations } from "next-intl";
import { ActionButton } from "@/components/form/action-button";
import { discardImportAction, startWriteAction } from "@/lib/imports/actions";

/** Writes what was previewed: everything, or the good rows only. */
export function ImportButton({ id, count, goodRowsOnly }: { id: string; count: number; goodRowsOnly: boolean }) {
  const t = useTranslations("imports.preview");
  return (
    <ActionButton variant="primary" run={() => startWriteAction({ id, goodRowsOnly })} done={t("started")}>
      {t(goodRowsOnly ? "import_good" : "import", { count })}
    </ActionButton>
  );
}

/** Gives the import up; asks first, because the file would have to be sent again. */
export function DiscardButton({ id, file }: { id: string; file: string }) {
  const t = useTranslations("imports.preview");
  const confirm = { title: t("discard_title", { file }), body: t("discard_help"), verb: t("discard") };
  return (
    <ActionButton variant="ghost" run={() => discardImportAction({ id })} confirm={confirm} done={t("discarded")}>
      {t("discard")}
    </ActionButton>
  );
}
