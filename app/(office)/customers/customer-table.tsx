"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { BulkAction } from "@/components/data-table/actions";
import { DataTable, type DataTableProps } from "@/components/data-table/data-table";
import type { SelectionInput } from "@/components/data-table/selection";
import { AssignDialog, ShareDialog, TagDialog } from "./bulk-dialogs-later";
import { type DeletionTexts, useCustomerDeletion } from "./customer-deletion";

type TableProps = DataTableProps & { deletion?: DeletionTexts };

/** The list of customers; under 更多 also the deletion (CUS-05), where `deletion` has the words for it. */
export function CustomerTable({ deletion, actions = [], ...props }: TableProps) {
  const acts = useCustomerDeletion(deletion?.again);
  const remove = deletion && { key: "delete", danger: true, ...deletion, ...acts };
  return <DataTable {...props} actions={remove ? [...actions, remove] : actions} />;
}

type Asked = { verb: "assign" | "share" | "tag"; choice: SelectionInput; clear: () => void };

/** The same with what can be done to many at once (SHA-01, SHA-02, TAG-01). */
export function SelectableCustomerTable({ may, ...table }: TableProps & { may: Record<Asked["verb"], boolean> }) {
  const t = useTranslations();
  const [asked, setAsked] = useState<Asked>();
  const act = (verb: Asked["verb"], label: string): BulkAction[] =>
    may[verb] ? [{ key: verb, label, open: (choice, clear) => setAsked({ verb, choice, clear }) }] : [];
  const bulk = [
    ...act("assign", t("shares.assign")),
    ...act("share", t("shares.share")),
    ...act("tag", t("tags.title")).map((action) => ({ ...action, tickedOnly: true })),
  ];
  const close = { onClose: () => setAsked(undefined), onDone: asked?.clear };
  return (
    <>
      <CustomerTable {...table} bulk={bulk} />
      {asked?.verb === "assign" && <AssignDialog choice={asked.choice} {...close} />}
      {asked?.verb === "share" && <ShareDialog choice={asked.choice} {...close} />}
      {asked?.verb === "tag" && "ids" in asked.choice && <TagDialog ids={asked.choice.ids} {...close} />}
    </>
  );
}
