"use client";

import { useTranslations } from "next-intl";
import { useAct } from "@/components/data-table/act-dialog";
import { Button } from "@/components/ui/button";
import { previewUndoAction, startUndoAction } from "@/lib/imports/actions";

/** Takes a finished import back; the question before it counts what goes back and names what stays (F3). */
export function UndoButton({ id, file }: { id: string; file: string }) {
  const t = useTranslations("import_undo");
  const { begin, dialog, pending } = useAct();
  const ask = () =>
    begin({
      confirm: { title: t("confirm_title", { file }), body: t("confirm_body"), verb: t("undo") },
      danger: true,
      done: t("started"),
      name: file,
      count: 1,
      preview: () => previewUndoAction({ id }),
      run: () => startUndoAction({ id }),
    });
  return (
    <>
      <Button variant="danger" disabled={pending} onClick={ask}>
        {t("undo")}
      </Button>
      {dialog}
    </>
  );
}
