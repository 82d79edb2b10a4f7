import "server-only";
import { attachmentFollower } from "@/lib/attachments/merge";
import { billingFollower } from "@/lib/customers/merge-billing";
import { companyFollower } from "@/lib/customers/merge";
import { contactFollower } from "@/lib/contacts/merge";
import { importBlockers } from "@/lib/imports/blockers";
import { portalFollower } from "@/lib/portal/merge";
import { shareFollower } from "@/lib/shares/merge";
import { tagFollower } from "@/lib/tags/merge";
import { sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { customerMerges, customers, deletions, notices } from "@/db/schema";
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
  attachmentFollower,
  portalFollower,
  importFollower,
];

/** Foreign keys whose rows stay with the customer that they tell of, each with its reason. */
export const stayingKeys: readonly { key: AnyPgColumn; because: string }[] = [
  { key: customerMerges.loserId, because: "tells who went where" },
  { key: customerMerges.survivorId, because: "tells who went where; an address is followed from merge to merge" },
  { key: notices.customerId, because: "tells of what was done then; it names no customer that is gone" },
  { key: customers.mergedInto, because: "the same, on the record" },
  { key: deletions.customerId, because: "of a living customer there is none: restoring removes it" },
];
