"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { BulkAction } from "@/components/data-table/actions";
import { DataTable, type DataTableProps } from "@/components/data-table/data-table";
import type { SelectionInput } from "@/components/data-table/selection";
import { AssignDialog, ShareDialog } from "./bulk-dialogs-later";

type Asked = { verb: "assign" | "share"; choice: SelectionInput; clear: () => void };

/** The customer list with what can be done to many at once (SHA-01, SHA-02). */
export function CustomerTable({ may, ...table }: DataTableProps & { may: Record<Asked["verb"], boolean> }) {
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
      <DataTable {...table} bulk={[...(may.assign ? [act("assign")] : []), ...(may.share ? [act("share")] : [])]} />
      {asked && <Asking choice={asked.choice} onClose={() => setAsked(undefined)} onDone={asked.clear} />}
    </>
  );
}
