"use client";

import { useTranslations } from "next-intl";
import { DataTable } from "@/components/data-table/data-table";
import { useNavigate } from "@/components/layout/soft-navigation";
import { removeContactAction } from "@/lib/contacts/actions";
import type { ContactLinkView } from "@/lib/contacts/person-queries";

/** The customers of which somebody is a contact, and what they are there; of those that are not seen only how many they are. */
export function LinkTable({
  links,
  name,
  hidden,
}: {
  links: readonly ContactLinkView[];
  name: string;
  hidden: number;
}) {
  const t = useTranslations("contacts");
  const navigate = useNavigate();
  const versions = new Map(links.map(({ id, version }) => [id, version]));
  const isLast = links.length + hidden === 1;
  async function remove(id: string) {
    const result = await removeContactAction({ id, version: versions.get(id) ?? 1 });
    // The page of a contact that is gone shows nothing: on to another customer of theirs, or to the list.
    if (result.ok)
      navigate(
        links.find((link) => link.id !== id) ? `/contacts/${links.find((link) => link.id !== id)!.id}` : "/contacts",
      );
    return result;
  }
  return (
    <>
      <DataTable
        caption={t("section.customers")}
        columns={[
          { key: "customer_id", label: "", kind: "hidden" },
          { key: "edit", label: "", kind: "hidden" },
          { key: "remove", label: "", kind: "hidden" },
          { key: "customer", label: t("field.customerId"), kind: "link", href: "/customers/:customer_id/contacts" },
          {
            key: "primary",
            label: t("field.isPrimary"),
            kind: "badge",
            labels: { yes: t("primary") },
            tones: { yes: "success" },
          },
          { key: "position", label: t("field.position"), kind: "text" },
          { key: "department", label: t("field.department"), kind: "text", spare: true },
          { key: "role", label: t("field.decisionRole"), kind: "text", spare: true },
        ]}
        rows={links.map((link) => [
          link.id,
          link.customerId,
          link.canEdit ? "yes" : "no",
          link.canRemove ? "yes" : "no",
          link.customer ?? t("hidden_customer"),
          link.isPrimary ? "yes" : null,
          link.position,
          link.department,
          link.role && t(`decision_role.${link.role}`),
        ])}
        actions={[
          { key: "edit", label: t("edit"), panel: "edit", when: { column: "edit", in: ["yes"] } },
          {
            key: "remove",
            label: t(isLast ? "remove" : "unlink"),
            danger: true,
            when: { column: "remove", in: ["yes"] },
            run: remove,
            confirm: isLast
              ? { title: t("remove_title", { name }), body: t("remove_primary"), verb: t("remove_verb") }
              : { title: t.raw("unlink_customer_title") as string, body: t("unlink_body"), verb: t("unlink") },
            done: t(isLast ? "removed" : "unlinked", { name }),
          },
        ]}
        empty={null}
      />
      {hidden > 0 && <p className="text-muted">{t("hidden_customers", { count: hidden })}</p>}
    </>
  );
}
