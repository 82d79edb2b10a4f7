import "server-only";
import { billingFollower } from "@/lib/customers/merge-billing";
import { companyFollower } from "@/lib/customers/merge";
import { contactFollower } from "@/lib/contacts/merge";
import { importBlockers } from "@/lib/imports/blockers";
import { shareFollower } from "@/lib/shares/merge";
import { tagFollower } from "@/lib/tags/merge";
import { sql } from "drizzle-orm";
import type { MergeFollower } from "./define";

/** What somebody is just importing is not torn from under them. */
const importFollower: MergeFollower = {
  name: "imports",
  keys: [],
  judge: (ctx, { survivorId, loserId }) =>
    importBlockers(ctx, sql`select unnest(${sql.param([survivorId, loserId])}::uuid[])`),
};

/**
 * Everything that refers to customers, in the order in which it moves. A domain joins with one line; tests/integration/merge.test.ts
 * compares the keys with the foreign keys of the database, so that none is forgotten.
 */
export const mergeFollowers: readonly MergeFollower[] = [
  companyFollower,
  billingFollower,
  contactFollower,
  shareFollower,
  tagFollower,
  importFollower,
];

/** Foreign keys whose rows stay with the customer that they tell of, each with its reason. */
export const stayingKeys: Readonly<Record<string, string>> = {
  "customer_merges.loser_id": "tells who went where",
  "customer_merges.survivor_id": "tells who went where; an address is followed from merge to merge",
  "customers.merged_into": "the same, on the record",
  "deletions.customer_id": "of a living customer there is none; restoring removes it",
};
