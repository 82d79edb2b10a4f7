"use client";

import { useTranslations } from "next-intl";
import type { ColumnView } from "@/components/data-table/columns";
import { DataTable, type DataTableProps } from "@/components/data-table/data-table";

/** The log of acts as a table; the time leads to the details. */
export function AuditTable(props: Pick<DataTableProps, "rows" | "search" | "sort" | "empty">) {
  const t = useTranslations("audit");
  const columns: ColumnView[] = [
    { key: "at", label: t("field.at"), kind: "instant", sort: "at" },
    { key: "actor", label: t("field.actor"), kind: "text" },
    { key: "event", label: t("field.event"), kind: "link" },
    { key: "record", label: t("field.record"), kind: "text" },
    { key: "door", label: t("field.door"), kind: "text", spare: true },
    { key: "address", label: t("field.address"), kind: "text", spare: true },
  ];
  return (
    <DataTable
      {...props}
      caption={t("tab.events")}
      columns={columns}
      rowHref="/system/audit/:id"
      actions={[{ key: "view", label: t("view"), panel: "event", href: "/system/audit/:id" }]}
    />
  );
}
