import { getTranslations } from "next-intl/server";
import { Messages } from "@/components/layout/messages";
import { SidePanel } from "@/components/layout/side-panel";
import { EmptyState } from "@/components/layout/states";
import { buttonStyle } from "@/components/ui/button";
import { listContacts } from "@/lib/contacts/queries";
import { can } from "@/lib/core/context";
import { idParam, page } from "@/lib/core/page";
import { listPortalAccess } from "@/lib/portal/queries";
import { ContactForm } from "../../../contact-form-later";
import { LinkForm } from "../../../link-form-later";
import { CustomerFrame, customerOrNotFound } from "../customer-frame";
import { ContactTable } from "./contact-table";
import { PortalAccessPanel } from "./portal-access-panel";

const EDIT = /^edit\.([0-9a-f-]{36})$/;
const PORTAL = /^portal\.([0-9a-f-]{36})$/;

/** The contacts of a customer (CON-01), the primary one first. */
export default page("contacts.view", async (ctx, { params, search }) => {
  const found = await customerOrNotFound(ctx, idParam(params));
  const { id } = found.customer;
  const [contacts, access] = await Promise.all([listContacts(ctx, id), listPortalAccess(ctx, id)]);
  const t = await getTranslations("contacts");
  const contactData = can(ctx, "fields.contact_data");
  const panel = typeof search.panel === "string" ? search.panel : "";
  const edited = contacts.find((contact) => contact.id === EDIT.exec(panel)?.[1]);
  const invited = contacts.find((contact) => contact.id === PORTAL.exec(panel)?.[1]);
  const mayCreate = found.seesWhole && can(ctx, "contacts.create");
  const mayLink = mayCreate && can(ctx, "contacts.edit");
  const create = mayCreate && (
    <>
      <a className={buttonStyle()} href={`/customers/${id}/contacts?panel=new`}>
        {t("new")}
      </a>
      {mayLink && (
        <a className={buttonStyle()} href={`/customers/${id}/contacts?panel=link`}>
          {t("link_known")}
        </a>
      )}
    </>
  );
  return (
    <CustomerFrame ctx={ctx} found={found} tab="contacts">
      <Messages of={["contacts", "portal"]}>
        {contacts.length > 0 && create && <div className="flex flex-wrap gap-2">{create}</div>}
        {contacts.length > 0 ? (
          <ContactTable
            contacts={contacts}
            access={access}
            contactData={contactData}
            rights={{
              edit: can(ctx, "contacts.edit"),
              remove: can(ctx, "contacts.delete"),
              invite: can(ctx, "contacts.invite"),
            }}
          />
        ) : (
          <EmptyState title={t("empty_title")} help={t("empty_help")}>
            {create}
          </EmptyState>
        )}
        {panel === "new" && create && (
          <SidePanel title={t("new")}>
            <ContactForm customerId={id} contactData={contactData} />
          </SidePanel>
        )}
        {panel === "link" && mayLink && (
          <SidePanel title={t("link_known")}>
            <LinkForm customerId={id} />
          </SidePanel>
        )}
        {edited && can(ctx, "contacts.edit") && (
          <SidePanel title={t("edit_of", { name: edited.name })}>
            <ContactForm key={edited.version} customerId={id} contactData={contactData} initial={edited} />
          </SidePanel>
        )}
        {invited && can(ctx, "contacts.invite") && (
          <PortalAccessPanel
            customerId={id}
            contact={invited}
            access={access.get(invited.id)}
            locale={ctx.actor.locale}
          />
        )}
      </Messages>
    </CustomerFrame>
  );
});
