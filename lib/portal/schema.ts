import { z } from "zod";
import { locales } from "@/db/enums";
import { requiredChoice, requiredId } from "@/lib/core/fields";

/** The contact and the customer for whom it is invited (CON-03), and the language of the mail and of the portal. */
export const invitation = z.strictObject({
  customerId: requiredId(),
  contactId: requiredId(),
  locale: requiredChoice(locales),
});
export type Invitation = z.output<typeof invitation>;

export const invitedContact = z.strictObject({ contactId: requiredId() });
export type InvitedContact = z.output<typeof invitedContact>;
