import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { DetailHeader } from "@/components/layout/detail";
import { Messages } from "@/components/layout/messages";
import { SoftNavigation } from "@/components/layout/soft-navigation";
import { TabLinks } from "@/components/layout/tab-links";
import { Badge } from "@/components/ui/badge";
import { buttonStyle } from "@/components/ui/button";
import { can, type StaffContext } from "@/lib/core/context";
import { type CustomerView, findCustomer } from "@/lib/customers/queries";
import { survivorOf } from "@/lib/merges/queries";
import { RecordActs } from "../record-acts";
import { deletionTexts } from "../deletion-texts";
import { DeleteCustomer } from "./delete-customer";

const tabs = ["record", "contacts", "companies", "billing", "attachments", "shares", "history"] as const;
type Tab = (typeof tabs)[number];

/** Head and tabs around one part of a customer (CUS-06). Each part has an address and loads by itself. */
export async function CustomerFrame({
  ctx,
  found,
  tab,
  children,
}: {
  ctx: StaffContext;
  found: CustomerView;
  tab: Tab;
  children: ReactNode;
}) {
  const t = await getTranslations("customers");
  const { customer } = found;
  const base = `/customers/${customer.id}`;
  const hrefOf = (name: Tab) => (name === "record" ? base : `${base}/${name}`);
  // What a share alone does not open (D-03).
  const hidden: readonly Tab[] = found.seesWhole ? [] : ["billing", "shares", "history"];
  const shown = tabs.filter((name) => !hidden.includes(name) && (name !== "contacts" || can(ctx, "contacts.view")));
  return (
    <SoftNavigation className="grid gap-4">
      <DetailHeader
        title={customer.name}
        number={customer.number}
        state={
          <Badge tone={customer.ownership === "public" ? "info" : "neutral"}>
            {t(`ownership.${customer.ownership}`)}
          </Badge>
        }
        actions={
          <>
            {(found.canAssign || found.canShare) && (
              <Messages of={["shares"]}>
                <RecordActs id={customer.id} may={{ assign: found.canAssign, share: found.canShare }} />
              </Messages>
            )}
            {found.canDelete && (
              <DeleteCustomer
                id={customer.id}
                name={customer.name}
                deletion={await deletionTexts()}
                merge={found.canMerge && found.canEdit ? (await getTranslations("merges"))("merge") : undefined}
              />
            )}
            {found.canEdit && (
              <a className={buttonStyle({ variant: "primary" })} href={`${base}/edit`}>
                {t("edit")}
              </a>
            )}
          </>
        }
      />
      <TabLinks
        label={t("tab.label")}
        tabs={shown.map((name) => ({ href: hrefOf(name), label: t(`tab.${name}`) }))}
        current={hrefOf(tab)}
      />
      {children}
    </SoftNavigation>
  );
}

/** The customer that an address names, or the one that it was merged into; one that the actor may not see is not found. */
export async function customerOrNotFound(ctx: StaffContext, id: string): Promise<CustomerView> {
  const found = await findCustomer(ctx, id);
  if (found) return found;
  const survivor = await survivorOf(ctx, id);
  return survivor ? redirect(`/customers/${survivor}`) : notFound();
}
