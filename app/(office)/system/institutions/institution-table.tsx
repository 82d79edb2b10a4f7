"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { RowAction } from "@/components/data-table/actions";
import type { ColumnView } from "@/components/data-table/columns";
import { DataTable, type DataTableProps } from "@/components/data-table/data-table";
import { deleteInstitutionAction } from "@/lib/organisation/actions";
import type { InstitutionRow } from "@/lib/organisation/institution-list";

/** The institutions as a table; only those who may edit or delete see how. */
export function InstitutionTable({
  institutions,
  rights,
  ...table
}: Pick<DataTableProps, "search" | "sort"> & {
  institutions: readonly InstitutionRow[];
  rights: { edit: boolean; remove: boolean };
  empty: ReactNode;
}) {
  const t = useTranslations("organisation");
  const columns: ColumnView[] = [
    { key: "name", label: t("field.name"), kind: "link", sort: "name" },
    { key: "shortName", label: t("field.shortName"), kind: "text", spare: true },
    { key: "code", label: t("field.code"), kind: "text", sort: "code" },
    { key: "phone", label: t("field.phone"), kind: "text" },
    { key: "address", label: t("field.address"), kind: "text", spare: true },
    { key: "departments", label: t("institutions.departments"), kind: "number", spare: true },
  ];
  const edit: RowAction = { key: "edit", label: t("edit"), panel: "edit", href: "/system/institutions/:id/edit" };
  const departments: RowAction = {
    key: "departments",
    label: t("institutions.departments_of"),
    href: "/system/departments?institution=:id",
  };
  const remove: RowAction = {
    key: "remove",
    label: t("delete"),
    danger: true,
    run: (id) => deleteInstitutionAction({ id }),
    confirm: {
      title: t.raw("institutions.delete_title") as string,
      body: t("institutions.delete_body"),
      verb: t("institutions.delete_verb"),
    },
    done: t.raw("institutions.deleted") as string,
  };
  return (
    <DataTable
      {...table}
      caption={t("institutions.title")}
      columns={columns}
      rows={institutions.map((row) => [
        row.id,
        row.name,
        row.shortName,
        row.code,
        row.phone,
        row.address,
        row.departments,
      ])}
      rowHref={rights.edit ? "/system/institutions/:id/edit" : "/system/departments?institution=:id"}
      actions={[...(rights.edit ? [edit] : []), departments, ...(rights.remove ? [remove] : [])]}
    />
  );
}
