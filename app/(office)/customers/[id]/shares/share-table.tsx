"use client";

import { useTranslations } from "next-intl";
import { DataTable } from "@/components/data-table/data-table";
import { endShareAction } from "@/lib/shares/actions";
import type { ShareView } from "@/lib/shares/queries";

/** The open shares of a customer; each can be ended. */
export function ShareTable({ shares, mayEnd }: { shares: readonly ShareView[]; mayEnd: boolean }) {
  const t = useTranslations("shares");
  const versions = new Map(shares.map(({ id, version }) => [id, version]));
  const end = {
    key: "end",
    label: t("end"),
    danger: true,
    run: (id: string) => endShareAction({ id, version: versions.get(id) ?? 1 }),
    confirm: { title: t.raw("end_title") as string, body: t("end_body"), verb: t("end") },
    done: t.raw("ended") as string,
  };
  return (
    <DataTable
      caption={t("title")}
      columns={[
        { key: "receiver", label: t("field.receiver"), kind: "text" },
        {
          key: "state",
          label: t("field.state"),
          kind: "badge",
          labels: { open: t("open"), over: t("over") },
          tones: { open: "success", over: "neutral" },
        },
        { key: "until", label: t("field.until"), kind: "text" },
        { key: "by", label: t("field.sharedBy"), kind: "text" },
        { key: "since", label: t("field.since"), kind: "instant", spare: true },
      ]}
      rows={shares.map(({ id, person, department, isOver, until, by, since }) => [
        id,
        person ?? t("department_of", { name: department ?? "" }),
        isOver ? "over" : "open",
        until ?? t("forever"),
        by,
        since.getTime(),
      ])}
      actions={mayEnd ? [end] : []}
      empty={null}
    />
  );
}
