import "server-only";
import { and, eq, exists, isNull, type SQL, sql } from "drizzle-orm";
import { customerMerges, customers } from "@/db/schema";
import type { Context } from "@/lib/core/context";
import { defineEntity } from "@/lib/core/entity";
import { allowedTypes, ownCustomers } from "@/lib/customers/scope";

const withSurvivor = (rule: (ctx: Context, verb: string) => SQL | undefined) => (ctx: Context, verb: string) => {
  const condition = rule(ctx, verb);
  const survivor = eq(customers.id, customerMerges.survivorId);
  return (
    condition &&
    exists(
      ctx.db
        .select({ one: sql`1` })
        .from(customers)
        .where(and(survivor, condition)),
    )
  );
};

/** A merge is seen by whoever sees the customer that stayed. */
export const mergeEntity = defineEntity({
  name: "customer_merge",
  module: "customers",
  table: customerMerges,
  customer: "survivorId",
  audited: {},
  scope: {
    own: withSurvivor((ctx) => ownCustomers(ctx)),
    always: (ctx) => withSurvivor(() => and(allowedTypes(ctx), isNull(customers.deletedAt)))(ctx, ""),
  },
  constraints: {
    customer_merges_loser_key: { key: "merges.error.just_merged" },
    customer_merges_two: { key: "merges.error.itself", field: "loserId" },
  },
});
