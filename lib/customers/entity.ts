import "server-only";
import { customerBilling, customers } from "@/db/schema";
import { and, eq, exists, isNull, type SQL } from "drizzle-orm";
import type { Context } from "@/lib/core/context";
import { defineEntity } from "@/lib/core/entity";
import { sql } from "drizzle-orm";
import { allowedTypes, ownCustomers } from "./scope";

export const customerEntity = defineEntity({
  name: "customer",
  module: "customers",
  table: customers,
  customer: "id",
  audited: {
    number: "open",
    name: "open",
    shortName: "open",
    kind: "open",
    typeId: "open",
    industryId: "open",
    sourceId: "open",
    levelId: "open",
    creditRatingId: "open",
    registrationNumber: "open",
    domain: "open",
    microsoftId: "open",
    phone: "fields.contact_data",
    fax: "fields.contact_data",
    email: "fields.contact_data",
    website: "open",
    regionId: "open",
    country: "open",
    province: "open",
    city: "open",
    address: "open",
    postcode: "open",
    parentId: "open",
    ownership: "open",
    ownerId: "open",
    departmentId: "open",
    notes: "open",
    deletedAt: "open",
    mergedInto: "open",
  },
  scope: { own: ownCustomers, always: allowedTypes },
  deletedAt: customers.deletedAt,
  constraints: {
    customers_number_key: { key: "customers.error.number_taken", field: "number" },
    customers_registration_number_key: {
      key: "customers.error.registration_number_taken",
      field: "registrationNumber",
    },
    customers_no_cycle: { key: "customers.error.parent_cycle", field: "parentId" },
    customers_not_own_parent: { key: "customers.error.parent_cycle", field: "parentId" },
    customers_private_quota: { key: "shares.error.quota_full", field: "ownerId" },
    customers_parent_living: { key: "bin.error.tree_changed" },
    customers_depth: { key: "customers.error.parent_depth", field: "parentId" },
  },
});

/** A row that belongs to a customer is seen by whoever sees the customer. */
const ofCustomer = (column: typeof customerBilling.id, rule: (ctx: Context) => SQL | undefined) => (ctx: Context) => {
  const condition = rule(ctx);
  return (
    condition &&
    exists(
      ctx.db
        .select({ one: sql`1` })
        .from(customers)
        .where(and(eq(customers.id, column), condition)),
    )
  );
};

export const billingEntity = defineEntity({
  name: "customer_billing",
  module: "customers",
  table: customerBilling,
  customer: "id",
  audited: {
    invoiceTitle: "open",
    taxNumber: "open",
    bank: "fields.bank_data",
    accountNumber: "fields.bank_data",
    invoiceAddress: "open",
    invoicePhone: "open",
    paymentTermDays: "open",
    currency: "open",
    billingContact: "open",
    statementEmail: "open",
  },
  scope: {
    own: ofCustomer(customerBilling.id, ownCustomers),
    always: ofCustomer(customerBilling.id, (ctx) => and(allowedTypes(ctx), isNull(customers.deletedAt))),
  },
});
