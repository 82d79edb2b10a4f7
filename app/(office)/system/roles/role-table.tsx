"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { RowAction } from "@/components/data-table/actions";
import type { ColumnView } from "@/components/data-table/columns";
import { DataTable, type DataTableProps } from "@/components/data-table/data-table";
import { deleteRoleAction } from "@/lib/roles/actions";
import type { RoleRow } from "@/lib/roles/queries";

/** The roles as a table; the two shipped ones cannot be deleted. */
export function RoleTable({
  rows,
  rights,
  ...props
}: Pick<DataTableProps, "search" | "sort"> & {
  rows: readonly RoleRow[];
  rights: { edit: boolean; delete: boolean };
  empty: ReactNode;
}) {
  const t = useTranslations("roles");
  const columns: ColumnView[] = [
    { key: "name", label: t("field.name"), kind: "link", sort: "name" },
    {
      key: "kind",
      label: t("field.kind"),
      kind: "badge",
      labels: { builtin: t("kind.builtin") },
      tones: { builtin: "info" },
    },
    { key: "institution", label: t("field.institution"), kind: "text" },
    { key: "description", label: t("field.description"), kind: "text" },
    { key: "members", label: t("field.members"), kind: "number" },
  ];
  const cells = rows.map((role) => [
    role.id,
    role.name,
    role.builtin && "builtin",
    role.institution ?? t("all_institutions"),
    role.description,
    role.members,
  ]);
  const text = (key: string) => t.raw(key) as string;
  const edit: RowAction = { key: "edit", label: t("edit"), panel: "edit", href: "/system/roles/:id/edit" };
  const remove: RowAction = {
    key: "delete",
    label: t("delete"),
    danger: true,
    when: { column: "kind", in: [""] },
    run: (id) => deleteRoleAction({ id }),
    confirm: { title: text("delete_title"), body: text("delete_body"), verb: text("delete_verb") },
    done: text("deleted"),
  };
  return (
    <DataTable
      caption={t("title")}
      columns={columns}
      rows={cells}
      rowHref="/system/roles/:id"
      actions={[...(rights.edit ? [edit] : []), ...(rights.delete ? [remove] : [])]}
      {...props}
    />
  );
}
