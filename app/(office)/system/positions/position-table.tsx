"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { RowAction } from "@/components/data-table/actions";
import type { ColumnView } from "@/components/data-table/columns";
import { DataTable, type DataTableProps } from "@/components/data-table/data-table";
import { deletePositionAction } from "@/lib/organisation/actions";
import type { PositionRow } from "@/lib/organisation/position-list";

/** The positions as a table; only those who may edit or delete see how. */
export function PositionTable({
  positions,
  rights,
  ...table
}: Pick<DataTableProps, "search" | "sort"> & {
  positions: readonly PositionRow[];
  rights: { edit: boolean; remove: boolean };
  empty: ReactNode;
}) {
  const t = useTranslations("organisation");
  const columns: ColumnView[] = [
    { key: "name", label: t("field.position_name"), kind: rights.edit ? "link" : "text", sort: "name" },
    {
      key: "management",
      label: t("field.isManagement"),
      kind: "badge",
      labels: { yes: t("positions.management") },
      tones: { yes: "info" },
    },
    { key: "institution", label: t("field.institution"), kind: "text", sort: "institution", spare: true },
    { key: "department", label: t("field.department"), kind: "text", sort: "department" },
    { key: "superior", label: t("field.superiorId"), kind: "text" },
    { key: "holders", label: t("positions.holders"), kind: "text" },
  ];
  const edit: RowAction = { key: "edit", label: t("edit"), panel: "edit", href: "/system/positions/:id/edit" };
  const remove: RowAction = {
    key: "remove",
    label: t("delete"),
    danger: true,
    run: (id) => deletePositionAction({ id }),
    confirm: {
      title: t.raw("positions.delete_title") as string,
      body: t("positions.delete_body"),
      verb: t("positions.delete_verb"),
    },
    done: t.raw("positions.deleted") as string,
  };
  return (
    <DataTable
      {...table}
      caption={t("positions.title")}
      columns={columns}
      rows={positions.map((row) => [
        row.id,
        row.name,
        row.isManagement ? "yes" : null,
        row.institution,
        row.department,
        row.superior,
        row.holders.join(t("positions.and")),
      ])}
      rowHref="/system/positions/:id/edit"
      actions={[...(rights.edit ? [edit] : []), ...(rights.remove ? [remove] : [])]}
    />
  );
}
