import "server-only";
import { and, eq, exists, type SQL, sql } from "drizzle-orm";
import { contacts, customers } from "@/db/schema";
import type { Context } from "@/lib/core/context";
import { defineEntity } from "@/lib/core/entity";
import { allowedTypes, ownCustomers } from "@/lib/customers/scope";

/** A contact is seen by whoever sees its customer. */
const withCustomer = (rule: (ctx: Context, verb: string) => SQL | undefined) => (ctx: Context, verb: string) => {
  const condition = rule(ctx, verb);
  const customer = eq(customers.id, contacts.customerId);
  return (
    condition &&
    exists(
      ctx.db
        .select({ one: sql`1` })
        .from(customers)
        .where(and(customer, condition)),
    )
  );
};

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
  scope: { own: withCustomer(ownCustomers), always: (ctx) => withCustomer(allowedTypes)(ctx, "") },
  deletedAt: contacts.deletedAt,
  constraints: {
    contacts_one_primary: { key: "contacts.error.one_primary", field: "isPrimary" },
    contacts_person_key: { key: "contacts.error.linked_already", field: "customerId" },
    contacts_one_primary_key: { key: "contacts.error.one_primary", field: "isPrimary" },
  },
});
