"use client";

import { useTranslations } from "next-intl";
import { useAct } from "@/components/data-table/act-dialog";
import { notify } from "@/components/layout/notify";
import { Button } from "@/components/ui/button";
import { previewUndoAction, undoMergeAction } from "@/lib/merges/actions";

/** 撤销合并 (F16): asks with what would stay as it is, and says afterwards what stayed. */
export function UndoMerge({ id, name }: { id: string; name: string }) {
  const t = useTranslations("merges");
  const { begin, dialog } = useAct();
  async function run() {
    const result = await undoMergeAction({ id });
    if (result.ok) {
      const { kept } = result.data;
      notify.done(kept.length > 0 ? t("undone_kept", { name, lines: kept.join(" ") }) : t("undone", { name }));
    }
    return result;
  }
  const ask = () =>
    begin({
      confirm: { title: t("undo_title", { name }), body: t("undo_body", { name }), verb: t("undo_verb") },
      name,
      count: 1,
      preview: () => previewUndoAction({ id }),
      run,
    });
  return (
    <>
      <Button size="small" onClick={ask}>
        {t("undo")}
      </Button>
      {dialog}
    </>
  );
}
