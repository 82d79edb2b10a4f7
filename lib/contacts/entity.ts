import "server-only";
import { contacts } from "@/db/schema";
import { defineEntity } from "@/lib/core/entity";
import { allowedTypes, ofCustomer, ownCustomers } from "@/lib/customers/scope";

/** A contact is seen by whoever sees its customer. */
export const contactEntity = defineEntity({
  name: "contact",
  module: "contacts",
  table: contacts,
  customer: "customerId",
  audited: {
    name: "open",
    salutation: "open",
    department: "open",
    position: "open",
    mobile: "fields.contact_data",
    phone: "fields.contact_data",
    otherPhone: "fields.contact_data",
    email: "fields.contact_data",
    wechat: "fields.contact_data",
    qq: "fields.contact_data",
    birthday: "open",
    isPrimary: "open",
    decisionRole: "open",
    notes: "open",
    deletedAt: "open",
  },
  scope: {
    own: ofCustomer(contacts.customerId, ownCustomers),
    always: (ctx) => ofCustomer(contacts.customerId, allowedTypes)(ctx, ""),
  },
  deletedAt: contacts.deletedAt,
  constraints: {
    contacts_one_primary: { key: "contacts.error.one_primary", field: "isPrimary" },
    contacts_person_key: { key: "contacts.error.linked_already", field: "customerId" },
    contacts_one_primary_key: { key: "contacts.error.one_primary", field: "isPrimary" },
  },
});
