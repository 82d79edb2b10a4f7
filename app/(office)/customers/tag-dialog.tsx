"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState, useTransition } from "react";
import type { PickerOption } from "@/components/form/picker";
import { notify } from "@/components/layout/notify";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { tagCustomersAction } from "@/lib/tags/actions";
import { TagPicks } from "./tag-picks";

/** Puts tags on customers and takes others off (TAG-01). With `only="add"` nothing is taken off: the record has its crosses. */
export function TagDialog({
  ids,
  only,
  onClose,
  onDone,
}: {
  ids: readonly string[];
  only?: "add";
  onClose: () => void;
  onDone?: () => void;
}) {
  const t = useTranslations("tags");
  const ui = useTranslations("ui");
  const [add, setAdd] = useState<readonly PickerOption[]>([]);
  const [remove, setRemove] = useState<readonly PickerOption[]>([]);
  const [problem, setProblem] = useState<string>();
  const [pending, start] = useTransition();
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => body.current?.querySelector("input")?.focus(), []);
  const idsOf = (tags: readonly PickerOption[]) => tags.map(({ id }) => id);
  const apply = () =>
    start(async () => {
      const result = await tagCustomersAction({ ids: [...ids], add: idsOf(add), remove: idsOf(remove) });
      if (!result.ok) return setProblem(Object.values(result.fields ?? {})[0] ?? result.message);
      notify.done(t("tagged", { count: result.data.customers }));
      onDone?.();
      onClose();
    });
  return (
    <Dialog
      open
      onClose={onClose}
      title={only ? t("dialog_one") : t("dialog_many", { count: ids.length })}
      className="overflow-visible"
      footer={
        <>
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button variant="primary" disabled={pending || add.length + remove.length === 0} onClick={apply}>
            {t("apply")}
          </Button>
        </>
      }
    >
      <div ref={body} className="grid min-h-64 content-start gap-4">
        {problem && (
          <Alert tone="danger" live>
            {problem}
          </Alert>
        )}
        <TagPicks label={t("add_label")} picked={add} onChange={setAdd} />
        {!only && <TagPicks label={t("remove_label")} picked={remove} onChange={setRemove} />}
      </div>
    </Dialog>
  );
}
