import "server-only";
import { and, eq, isNull, notExists, or, type SQL, sql } from "drizzle-orm";
import { customers, deletions } from "@/db/schema";
import type { Context } from "@/lib/core/context";
import { defineEntity } from "@/lib/core/entity";
import { allowedTypes, ownCustomers } from "@/lib/customers/scope";

/** Every customer of the deletion falls under the rule. An unknown answer of the rule is a no. */
const eachCustomer = ({ db }: Context, rule: SQL | undefined) =>
  rule &&
  notExists(
    db
      .select({ one: sql`1` })
      .from(customers)
      .where(and(eq(customers.deletionId, deletions.id), sql`(${rule}) is not true`)),
  );

/** A deletion is seen by whoever made it, and by whoever could have made it (CUS-09). What is purged is seen by nobody. */
export const deletionEntity = defineEntity({
  name: "deletion",
  module: "customers",
  table: deletions,
  customer: "customerId",
  audited: {},
  scope: {
    own: (ctx) =>
      ctx.actor.kind === "staff"
        ? or(eq(deletions.deletedBy, ctx.actor.id), eachCustomer(ctx, ownCustomers(ctx)))
        : undefined,
    always: (ctx) => and(isNull(deletions.purgedAt), eachCustomer(ctx, allowedTypes(ctx))),
  },
});
