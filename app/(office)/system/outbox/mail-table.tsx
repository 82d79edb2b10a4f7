"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { RowAction } from "@/components/data-table/actions";
import type { ColumnView } from "@/components/data-table/columns";
import { DataTable, type DataTableProps } from "@/components/data-table/data-table";
import { mailKinds, mailStates } from "@/db/enums";
import { resendMailAction } from "@/lib/notifications/actions";
import type { MailRow } from "@/lib/notifications/queries";

/** The mails as a table; the subject leads to the text, a failed one can be sent again. */
export function MailTable({
  mails,
  maySend,
  ...table
}: Pick<DataTableProps, "search" | "sort"> & { mails: readonly MailRow[]; maySend: boolean; empty: ReactNode }) {
  const t = useTranslations("notifications");
  const columns: ColumnView[] = [
    { key: "created", label: t("field.created"), kind: "instant", sort: "created" },
    { key: "subject", label: t("field.subject"), kind: "link" },
    { key: "recipient", label: t("field.recipient"), kind: "text", sort: "recipient" },
    {
      key: "kind",
      label: t("field.kind"),
      kind: "badge",
      labels: Object.fromEntries(mailKinds.map((kind) => [kind, t(`kind.${kind}`)])),
      tones: {},
    },
    {
      key: "state",
      label: t("field.state"),
      kind: "badge",
      labels: Object.fromEntries(mailStates.map((state) => [state, t(`state.${state}`)])),
      tones: { waiting: "neutral", sending: "info", sent: "success", failed: "danger" },
    },
    { key: "attempts", label: t("field.attempts"), kind: "number", spare: true },
    { key: "sentAt", label: t("field.sentAt"), kind: "instant", spare: true },
  ];
  const view: RowAction = { key: "view", label: t("view"), panel: "mail", href: "/system/outbox/:id" };
  const resend: RowAction = {
    key: "resend",
    label: t("resend"),
    when: { column: "state", in: ["failed"] },
    run: (id) => resendMailAction({ id }),
    done: t("resent"),
  };
  return (
    <DataTable
      {...table}
      caption={t("title")}
      columns={columns}
      rows={mails.map((mail) => [
        mail.id,
        mail.createdAt.getTime(),
        mail.subject,
        mail.recipient,
        mail.kind,
        mail.state,
        mail.attempts,
        mail.sentAt?.getTime() ?? null,
      ])}
      rowHref="/system/outbox/:id"
      actions={maySend ? [view, resend] : [view]}
    />
  );
}
