import "server-only";
import type { ImportMode } from "@/db/enums";
import { can, type StaffContext } from "@/lib/core/context";
import { refuse } from "@/lib/core/errors";
import type { Permission } from "@/lib/core/permissions";
import { contactDataFields } from "@/lib/customers/import/columns";
import type { ImportDefinition, ImportOptions } from "@/lib/imports/define";
import { contactSheet } from "../sheet";
import { checkContacts } from "./check";
import { contactUndo } from "./undo";
import { writeContacts } from "./write";

/** Contacts of customers that are known already, by the number of the customer and the name (CON-02, IMP-06, D-42). */
export const contactImport: ImportDefinition = {
  kind: "contacts",
  sheet: contactSheet,
  allow: allowContacts,
  check: checkContacts,
  write: writeContacts,
  undo: contactUndo,
  listValues: () => Promise.resolve({}),
};

/** An import may do what its user may do by hand, no more. */
function allowContacts(ctx: StaffContext, mode: ImportMode, { columns }: ImportOptions): void {
  const need = (permission: Permission, key: string) => can(ctx, permission) || refuse(`imports.error.${key}`);
  const fields = columns.flatMap(({ field }) => field ?? []);
  if (mode !== "update") need("contacts.create", "may_not_create_contacts");
  if (mode !== "add") need("contacts.edit", "may_not_edit_contacts");
  if (fields.some((field) => contactDataFields.includes(field)))
    need("fields.contact_data", "may_not_see_contact_data");
  if (!fields.includes("number") || !fields.includes("contact.name")) refuse("imports.error.contact_key_needed");
}
