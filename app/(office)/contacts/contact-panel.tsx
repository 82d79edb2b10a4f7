import { getTranslations } from "next-intl/server";
import { Messages } from "@/components/layout/messages";
import { SidePanel } from "@/components/layout/side-panel";
import { findContact } from "@/lib/contacts/queries";
import { can, type StaffContext } from "@/lib/core/context";
import { ContactForm } from "../contact-form-later";
import { LinkForm } from "../link-form-later";

const NAMED = /^(edit|link)\.([0-9a-f-]{36})$/;

/** The panel over a list or a record: `panel=new`, `edit.<id>` or `link.<id>`. One that the actor may not open does not open. */
export async function ContactPanel({ ctx, panel }: { ctx: StaffContext; panel: string | string[] | undefined }) {
  if (typeof panel !== "string") return null;
  const t = await getTranslations("contacts");
  const contactData = can(ctx, "fields.contact_data");
  if (panel === "new" && can(ctx, "contacts.create"))
    return (
      <SidePanel title={t("new")}>
        <Messages of={["contacts"]}>
          <ContactForm contactData={contactData} />
        </Messages>
      </SidePanel>
    );
  const [, verb, id] = NAMED.exec(panel) ?? [];
  if (!id || !can(ctx, "contacts.edit") || (verb === "link" && !can(ctx, "contacts.create"))) return null;
  const found = await findContact(ctx, id);
  if (!found) return null;
  return (
    <SidePanel title={t(verb === "link" ? "link_of" : "edit_of", { name: found.name })}>
      <Messages of={["contacts"]}>
        {verb === "link" ? (
          <LinkForm contactId={id} />
        ) : (
          <ContactForm key={found.version} contactData={contactData} initial={found} />
        )}
      </Messages>
    </SidePanel>
  );
}
