"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { BulkAction } from "@/components/data-table/actions";
import { DataTable, type DataTableProps } from "@/components/data-table/data-table";
import type { SelectionInput } from "@/components/data-table/selection";
import { useNavigate } from "@/components/layout/soft-navigation";
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
export function SelectableCustomerTable({
  may,
  merge,
  ...table
}: TableProps & {
  may: Record<Asked["verb"], boolean>;
  /** The words of merging two of them, for who may (CUS-10). */ merge?: string;
}) {
  const t = useTranslations();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<Asked>();
  const act = (verb: Asked["verb"], label: string): BulkAction[] =>
    may[verb] ? [{ key: verb, label, open: (choice, clear) => setAsked({ verb, choice, clear }) }] : [];
  // The one that is older stays, unless the page is told otherwise.
  const compare = (choice: SelectionInput) => {
    const [survivor, loser] = "ids" in choice ? choice.ids.toSorted() : [];
    if (survivor && loser) navigate(`/customers/merge?survivor=${survivor}&loser=${loser}`);
  };
  const bulk = [
    ...act("assign", t("shares.assign")),
    ...act("share", t("shares.share")),
    ...act("tag", t("tags.title")).map((action) => ({ ...action, tickedOnly: true })),
    ...(merge ? [{ key: "merge", label: merge, tickedOnly: true, exactly: 2, open: compare }] : []),
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
