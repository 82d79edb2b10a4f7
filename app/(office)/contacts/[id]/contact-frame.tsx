import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { DetailHeader } from "@/components/layout/detail";
import { SoftNavigation } from "@/components/layout/soft-navigation";
import { TabLinks } from "@/components/layout/tab-links";
import { buttonStyle } from "@/components/ui/button";
import { linksOf } from "@/lib/contacts/person-queries";
import { findContact } from "@/lib/contacts/queries";
import { can, type StaffContext } from "@/lib/core/context";

/** The contact that an address names, with the customers of which they are one; one that the actor may not see is not found. */
export async function contactOrNotFound(ctx: StaffContext, id: string) {
  const contact = (await findContact(ctx, id)) ?? notFound();
  return { contact, ...(await linksOf(ctx, contact)) };
}
type FoundContact = Awaited<ReturnType<typeof contactOrNotFound>>;

/** Head and tabs around one part of a contact. */
export async function ContactFrame({
  ctx,
  found,
  tab,
  children,
}: {
  ctx: StaffContext;
  found: FoundContact;
  tab: "record" | "history";
  children: ReactNode;
}) {
  const t = await getTranslations("contacts");
  const { contact, links } = found;
  const base = `/contacts/${contact.id}`;
  const mayEdit = links.find(({ id }) => id === contact.id)?.canEdit;
  const tabs = [{ href: base, label: t("tab.record") }];
  if (links.some(({ seesWhole }) => seesWhole)) tabs.push({ href: `${base}/history`, label: t("tab.history") });
  return (
    <SoftNavigation className="grid gap-4">
      <DetailHeader
        title={contact.name}
        state={contact.salutation && <span className="text-muted">{t(`salutation.${contact.salutation}`)}</span>}
        actions={
          mayEdit && (
            <>
              {can(ctx, "contacts.create") && (
                <a className={buttonStyle()} href={`${base}?panel=link.${contact.id}`}>
                  {t("link_customer")}
                </a>
              )}
              <a className={buttonStyle({ variant: "primary" })} href={`${base}?panel=edit.${contact.id}`}>
                {t("edit")}
              </a>
            </>
          )
        }
      />
      <TabLinks label={t("tab.label")} tabs={tabs} current={tab === "record" ? base : `${base}/history`} />
      {children}
    </SoftNavigation>
  );
}
