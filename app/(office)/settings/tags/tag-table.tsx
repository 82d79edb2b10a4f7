"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { RowAction } from "@/components/data-table/actions";
import type { ColumnView } from "@/components/data-table/columns";
import { DataTable, type DataTableProps } from "@/components/data-table/data-table";
import { tagColours } from "@/db/enums";
import { deleteTagAction, previewTagDeletionAction } from "@/lib/tags/actions";
import type { TagRow } from "@/lib/tags/queries";

/** The tags as a table; each leads to the customers that carry it. */
export function TagTable({
  rows,
  rights,
  ...props
}: Pick<DataTableProps, "search" | "sort"> & {
  rows: readonly TagRow[];
  rights: { edit: boolean; delete: boolean };
  empty: ReactNode;
}) {
  const t = useTranslations("tags");
  const columns: ColumnView[] = [
    { key: "name", label: t("field.name"), kind: "link", sort: "name" },
    {
      key: "colour",
      label: t("field.colour"),
      kind: "badge",
      labels: Object.fromEntries(tagColours.map((colour) => [colour, t(`colour.${colour}`)])),
      tones: Object.fromEntries(tagColours.map((colour) => [colour, colour])),
    },
    { key: "customers", label: t("field.customers"), kind: "number" },
  ];
  const text = (key: string) => t.raw(key) as string;
  const edit: RowAction = { key: "edit", label: t("edit"), panel: "edit" };
  const merge: RowAction = { key: "merge", label: t("merge"), panel: "merge" };
  const remove: RowAction = {
    key: "delete",
    label: t("delete"),
    danger: true,
    run: (id) => deleteTagAction({ id }),
    preview: (id) => previewTagDeletionAction({ id }),
    confirm: { title: text("delete_title"), body: text("delete_body"), verb: text("delete_verb") },
    done: text("deleted"),
  };
  return (
    <DataTable
      caption={t("title")}
      columns={columns}
      rows={rows.map(({ id, name, colour, customers }) => [id, name, colour, customers])}
      rowHref="/customers?tag=:id"
      actions={[...(rights.edit ? [edit, merge] : []), ...(rights.delete ? [remove] : [])]}
      {...props}
    />
  );
}
