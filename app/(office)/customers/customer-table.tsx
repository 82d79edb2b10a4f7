"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { BulkAction } from "@/components/data-table/actions";
import { DataTable, type DataTableProps } from "@/components/data-table/data-table";
import type { SelectionInput } from "@/components/data-table/selection";
import { AssignDialog, ShareDialog } from "./bulk-dialogs-later";
import { type DeletionTexts, useCustomerDeletion } from "./customer-deletion";

type TableProps = DataTableProps & { deletion?: DeletionTexts };

/** The list of customers; under 更多 also the deletion (CUS-05), where `deletion` has the words for it. */
export function CustomerTable({ deletion, actions = [], ...props }: TableProps) {
  const acts = useCustomerDeletion(deletion?.again);
  const remove = deletion && { key: "delete", danger: true, ...deletion, ...acts };
  return <DataTable {...props} actions={remove ? [...actions, remove] : actions} />;
}

type Asked = { verb: "assign" | "share"; choice: SelectionInput; clear: () => void };

/** The same with what can be done to many at once (SHA-01, SHA-02). */
export function SelectableCustomerTable({ may, ...table }: TableProps & { may: Record<Asked["verb"], boolean> }) {
  const t = useTranslations("shares");
  const [asked, setAsked] = useState<Asked>();
  const act = (verb: Asked["verb"]): BulkAction => ({
    key: verb,
    label: t(verb),
    open: (choice, clear) => setAsked({ verb, choice, clear }),
  });
  const Asking = asked?.verb === "assign" ? AssignDialog : ShareDialog;
  return (
    <>
      <CustomerTable {...table} bulk={[...(may.assign ? [act("assign")] : []), ...(may.share ? [act("share")] : [])]} />
      {asked && <Asking choice={asked.choice} onClose={() => setAsked(undefined)} onDone={asked.clear} />}
    </>
  );
}
