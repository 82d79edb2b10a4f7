import { getTranslations } from "next-intl/server";
import { Messages } from "@/components/layout/messages";
import { SidePanel } from "@/components/layout/side-panel";
import { EmptyState } from "@/components/layout/states";
import { buttonStyle } from "@/components/ui/button";
import { listContacts } from "@/lib/contacts/queries";
import { can } from "@/lib/core/context";
import { idParam, page } from "@/lib/core/page";
import { ContactForm } from "../../../contact-form-later";
import { LinkForm } from "../../../link-form-later";
import { CustomerFrame, customerOrNotFound } from "../customer-frame";
import { ContactTable } from "./contact-table";

const EDIT = /^edit\.([0-9a-f-]{36})$/;

/** The contacts of a customer (CON-01), the primary one first. */
export default page("contacts.view", async (ctx, { params, search }) => {
  const found = await customerOrNotFound(ctx, idParam(params));
  const { id } = found.customer;
  const contacts = await listContacts(ctx, id);
  const t = await getTranslations("contacts");
  const contactData = can(ctx, "fields.contact_data");
  const panel = typeof search.panel === "string" ? search.panel : "";
  const edited = contacts.find((contact) => contact.id === EDIT.exec(panel)?.[1]);
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
      <Messages of={["contacts"]}>
        {contacts.length > 0 && create && <div className="flex flex-wrap gap-2">{create}</div>}
        {contacts.length > 0 ? (
          <ContactTable
            contacts={contacts}
            contactData={contactData}
            rights={{ edit: can(ctx, "contacts.edit"), remove: can(ctx, "contacts.delete") }}
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
      </Messages>
    </CustomerFrame>
  );
});
