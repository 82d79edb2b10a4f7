"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ColumnView } from "@/components/data-table/columns";
import { DataTable, type DataTableProps } from "@/components/data-table/data-table";
import { type SecurityEventKind, securityEventKinds } from "@/db/enums";
import type { Tone } from "@/components/ui/badge";
import type { SecurityRow } from "@/lib/audit/queries";

const tones: Record<SecurityEventKind, Tone> = {
  signed_in: "success",
  signed_out: "neutral",
  sign_in_failed: "warning",
  sign_in_throttled: "danger",
  sign_in_closed: "danger",
  permission_refused: "warning",
  wrong_audience: "danger",
  password_reset_asked: "neutral",
};

/** Sign-ins and refused tries as a table. A login that was tried may belong to nobody. */
export function SecurityTable({
  events,
  ...table
}: Pick<DataTableProps, "search" | "sort"> & { events: readonly SecurityRow[]; empty: ReactNode }) {
  const t = useTranslations("audit");
  const columns: ColumnView[] = [
    { key: "at", label: t("field.at"), kind: "instant", sort: "at" },
    {
      key: "kind",
      label: t("field.kind"),
      kind: "badge",
      labels: Object.fromEntries(securityEventKinds.map((kind) => [kind, t(`security.${kind}`)])),
      tones,
    },
    { key: "name", label: t("field.actor"), kind: "text" },
    { key: "login", label: t("field.login"), kind: "text" },
    { key: "address", label: t("field.address"), kind: "text" },
    { key: "door", label: t("field.door"), kind: "text", spare: true },
    { key: "asked", label: t("field.asked"), kind: "text", spare: true },
  ];
  return (
    <DataTable
      {...table}
      caption={t("tab.security")}
      columns={columns}
      rows={events.map((row) => [
        row.id,
        row.at.getTime(),
        row.kind,
        row.name,
        row.login,
        row.address,
        row.door,
        row.asked,
      ])}
    />
  );
}
