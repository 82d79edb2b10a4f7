import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "./columns";
import { users } from "./users";

/** 回收站 (CUS-09): one act of deleting, with everything that went along. A purged one stays as a stub; a restored one is gone. */
export const deletions = pgTable(
  "deletions",
  {
    id: id(),
    /** The customer that was deleted; the companies below it went along. Its foreign key stands in the migration: each refers to the other. */
    customerId: uuid().notNull(),
    number: text().notNull(),
    /** What it was called; a purged one has only its number left. */
    name: text().notNull(),
    deletedBy: uuid()
      .notNull()
      .references(() => users.id),
    deletedAt: instant().notNull(),
    customerCount: integer().notNull(),
    contactCount: integer().notNull(),
    purgedAt: instant(),
  },
  (t) => [
    check("deletions_counts", sql`${t.customerCount} >= 1 and ${t.contactCount} >= 0`),
    index("deletions_deleted_idx").on(t.deletedAt, t.id),
    index("deletions_customer_idx").on(t.customerId),
    index("deletions_by_idx").on(t.deletedBy),
  ],
);
export type Deletion = typeof deletions.$inferSelect;
