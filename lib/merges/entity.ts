import "server-only";
import { customerMerges } from "@/db/schema";
import { defineEntity } from "@/lib/core/entity";
import { partOfCustomer } from "@/lib/customers/scope";

/** A merge is seen by whoever sees the customer that stayed. */
export const mergeEntity = defineEntity({
  name: "customer_merge",
  module: "customers",
  table: customerMerges,
  customer: "survivorId",
  audited: {},
  scope: partOfCustomer(customerMerges.survivorId),
  constraints: {
    customer_merges_loser_key: { key: "merges.error.just_merged" },
    customer_merges_two: { key: "merges.error.itself", field: "loserId" },
  },
});
