"use client";

import { useTranslations } from "next-intl";
import { DataTable } from "@/components/data-table/data-table";
import type { ColumnView } from "@/components/data-table/columns";
import { removeContactAction } from "@/lib/contacts/actions";
import type { ContactView } from "@/lib/contacts/queries";
import type { PortalAccess } from "@/lib/portal/queries";
import { portalStates } from "@/lib/portal/status";

/** The contacts as a table; what the actor may not see is not among the columns. */
export function ContactTable({
  contacts,
  access,
  contactData,
  rights,
}: {
  contacts: readonly ContactView[];
  access: ReadonlyMap<string, PortalAccess>;
  contactData: boolean;
  rights: { edit: boolean; remove: boolean; invite: boolean };
}) {
  const t = useTranslations("contacts");
  const portal = useTranslations("portal");
  const versions = new Map(contacts.map(({ id, version }) => [id, version]));
  const columns: ColumnView[] = [
    { key: "name", label: t("field.name"), kind: "link", href: "/contacts/:id" },
    { key: "linked", label: "", kind: "hidden" },
    {
      key: "primary",
      label: t("field.isPrimary"),
      kind: "badge",
      labels: { yes: t("primary") },
      tones: { yes: "success" },
    },
    { key: "position", label: t("field.position"), kind: "text" },
    { key: "department", label: t("field.department"), kind: "text", spare: true },
    ...(contactData
      ? ([
          { key: "mobile", label: t("field.mobile"), kind: "text" },
          { key: "phone", label: t("field.phone"), kind: "text", spare: true },
          { key: "email", label: t("field.email"), kind: "text" },
          { key: "wechat", label: t("field.wechat"), kind: "text", spare: true },
        ] satisfies ColumnView[])
      : []),
    { key: "role", label: t("field.decisionRole"), kind: "text", spare: true },
    {
      key: "portal",
      label: portal("access"),
      kind: "badge",
      labels: Object.fromEntries(portalStates.map((state) => [state, portal(`state.${state}`)])),
      tones: { invited: "info", active: "success", disabled: "neutral" },
    },
  ];
  const rows = contacts.map((contact) => [
    contact.id,
    contact.salutation ? `${contact.name} ${t(`salutation.${contact.salutation}`)}` : contact.name,
    contact.isLinked ? "yes" : "no",
    contact.isPrimary ? "yes" : null,
    contact.position,
    contact.department,
    ...(contactData ? [contact.mobile, contact.phone, contact.email, contact.wechat] : []),
    contact.decisionRole && t(`decision_role.${contact.decisionRole}`),
    access.get(contact.id)?.state ?? null,
  ]);
  const edit = { key: "edit", label: t("edit"), panel: "edit" };
  const invite = { key: "portal", label: portal("access"), panel: "portal" };
  const run = (id: string) => removeContactAction({ id, version: versions.get(id) ?? 1 });
  const unlink = {
    key: "unlink",
    label: t("unlink"),
    danger: true,
    run,
    when: { column: "linked", in: ["yes"] },
    confirm: { title: t.raw("unlink_title") as string, body: t("unlink_body"), verb: t("unlink") },
    done: t.raw("unlinked") as string,
  };
  const remove = {
    key: "remove",
    label: t("remove"),
    danger: true,
    run,
    when: { column: "linked", in: ["no"] },
    confirm: { title: t.raw("remove_title") as string, body: t("remove_primary"), verb: t("remove_verb") },
    done: t.raw("removed") as string,
  };
  return (
    <DataTable
      caption={t("title")}
      columns={columns}
      rows={rows}
      actions={[
        ...(rights.edit ? [edit] : []),
        ...(rights.invite ? [invite] : []),
        ...(rights.remove ? [unlink, remove] : []),
      ]}
      empty={null}
    />
  );
}
