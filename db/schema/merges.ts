import { sql } from "drizzle-orm";
import { check, index, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "./columns";
import { customers } from "./customers";
import { users } from "./users";

/** 合并 (CUS-10): one customer went into another. It can be undone for a time (F16); an undone one stays as history. */
export const customerMerges = pgTable(
  "customer_merges",
  {
    id: id(),
    survivorId: uuid()
      .notNull()
      .references(() => customers.id),
    loserId: uuid()
      .notNull()
      .references(() => customers.id),
    mergedBy: uuid()
      .notNull()
      .references(() => users.id),
    mergedAt: instant().notNull(),
    undoneBy: uuid().references(() => users.id),
    undoneAt: instant(),
  },
  (t) => [
    check("customer_merges_two", sql`${t.survivorId} <> ${t.loserId}`),
    check("customer_merges_undone_whole", sql`num_nonnulls(${t.undoneBy}, ${t.undoneAt}) <> 1`),
    // Two people who merge the same customer at the same time: one of them is told.
    uniqueIndex("customer_merges_loser_key")
      .on(t.loserId)
      .where(sql`${t.undoneAt} is null`),
    index("customer_merges_survivor_idx").on(t.survivorId),
  ],
);
export type CustomerMerge = typeof customerMerges.$inferSelect;

/** What a merge changed, row by row, as it was before and became: what stands so still goes back when it is undone. */
export const customerMergeRows = pgTable(
  "customer_merge_rows",
  {
    mergeId: uuid()
      .notNull()
      .references(() => customerMerges.id),
    /** What kind of record, by the name of its follower (lib/merges/followers.ts). */
    kind: text().notNull(),
    rowId: uuid().notNull(),
    before: jsonb().$type<Record<string, unknown>>().notNull(),
    after: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.mergeId, t.kind, t.rowId] })],
);
