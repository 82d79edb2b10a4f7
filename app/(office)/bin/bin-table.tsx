"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { RowAction } from "@/components/data-table/actions";
import type { ColumnView } from "@/components/data-table/columns";
import { DataTable, type DataTableProps } from "@/components/data-table/data-table";
import { previewRestoreAction, purgeDeletionAction, restoreDeletionAction } from "@/lib/bin/actions";
import type { BinRow } from "@/lib/bin/queries";

/** The deletions as a table: back as a whole, or away for good. */
export function BinTable({
  rows,
  ...props
}: Pick<DataTableProps, "search" | "sort"> & { rows: readonly BinRow[]; empty: ReactNode }) {
  const t = useTranslations("bin");
  const text = (key: string) => t.raw(key) as string;
  const columns: ColumnView[] = [
    { key: "name", label: t("field.name"), kind: "text", sort: "name" },
    { key: "number", label: t("field.number"), kind: "text" },
    { key: "by", label: t("field.by"), kind: "text" },
    { key: "deleted", label: t("field.deleted"), kind: "instant", sort: "deleted" },
    { key: "customers", label: t("field.customers"), kind: "number", spare: true },
    { key: "contacts", label: t("field.contacts"), kind: "number", spare: true },
    { key: "daysLeft", label: t("field.daysLeft"), kind: "number" },
    { key: "purge", label: "", kind: "hidden" },
  ];
  const cells = rows.map((row) => [
    row.id,
    row.name,
    row.number,
    row.by,
    row.deletedAt.getTime(),
    row.customers,
    row.contacts,
    row.daysLeft,
    row.canPurge ? "yes" : "no",
  ]);
  const actions: RowAction[] = [
    {
      key: "restore",
      label: t("restore"),
      danger: false,
      run: (id) => restoreDeletionAction({ id }),
      preview: (id) => previewRestoreAction({ id }),
      confirm: { title: text("restore_title"), body: text("restore_body"), verb: text("restore_verb") },
      done: text("restored"),
    },
    {
      key: "purge",
      label: t("purge"),
      danger: true,
      when: { column: "purge", in: ["yes"] },
      run: (id) => purgeDeletionAction({ id }),
      confirm: { title: text("purge_title"), body: text("purge_body"), verb: text("purge_verb") },
      done: text("purged"),
    },
  ];
  return <DataTable caption={t("title")} columns={columns} rows={cells} actions={actions} {...props} />;
}
