import "server-only";
import { and, eq, exists, type SQL, sql } from "drizzle-orm";
import { customers, shares } from "@/db/schema";
import type { Context } from "@/lib/core/context";
import { defineEntity } from "@/lib/core/entity";
import { allowedTypes, ownCustomers } from "@/lib/customers/scope";

/** A share is a matter of those whose customer it is: to whom else it is open, its receivers are not told. */
const withCustomer = (rule: (ctx: Context) => SQL | undefined) => (ctx: Context) => {
  const condition = rule(ctx);
  const customer = eq(customers.id, shares.customerId);
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

export const shareEntity = defineEntity({
  name: "share",
  module: "customers",
  table: shares,
  customer: "customerId",
  audited: { userId: "open", departmentId: "open", until: "open", endedAt: "open" },
  scope: { own: withCustomer((ctx) => ownCustomers(ctx)), always: withCustomer(allowedTypes) },
  constraints: {
    shares_department_id_departments_id_fk: { key: "shares.error.department_used" },
  },
});
