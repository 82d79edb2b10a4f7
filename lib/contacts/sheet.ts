import { defineSheet } from "@/lib/core/sheet/define";
import { customerSheet } from "@/lib/customers/sheet";

const columnsWhere = (is: (field: string) => boolean) => customerSheet.columns.filter(({ field }) => is(field));

/** Contacts alone (CON-02, IMP-06): the number of their customer and the columns that a customer's sheet has for them. */
export const contactSheet = defineSheet({
  name: "contacts",
  title: "imports.sheet.contacts",
  columns: [
    ...columnsWhere((field) => field === "number").map((column) => ({
      ...column,
      required: true,
      help: "imports.help.contact_customer",
    })),
    ...columnsWhere((field) => field.startsWith("contact.")).map((column) =>
      column.field === "contact.name" ? { ...column, required: true, help: undefined } : column,
    ),
  ],
});
