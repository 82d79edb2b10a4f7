import { sql } from "drizzle-orm";
import { check, index, pgTable, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, instant, plainDate, timestamps, version } from "./columns";
import { customers } from "./customers";
import { departments } from "./organisation";
import { users } from "./users";

/** 客户共享 (SHA-01): a customer opened for viewing to a person or to everybody with a post in a department. */
export const shares = pgTable(
  "shares",
  {
    id: id(),
    customerId: uuid()
      .notNull()
      .references(() => customers.id),
    userId: uuid().references(() => users.id),
    departmentId: uuid().references(() => departments.id),
    sharedBy: uuid()
      .notNull()
      .references(() => users.id),
    /** The last day on which it holds; empty: until somebody ends it. */
    until: plainDate(),
    endedAt: instant(),
    version: version(),
    ...timestamps,
  },
  (t) => [
    check("shares_one_receiver", sql`num_nonnulls(${t.userId}, ${t.departmentId}) = 1`),
    // Sharing again with the same receiver changes the open share instead of making a second one.
    uniqueIndex("shares_open_key")
      .on(t.customerId, sql`coalesce(${t.userId}, ${t.departmentId})`)
      .where(sql`${t.endedAt} is null`),
    // What is shared with me: the arm of the own rule (D-02) and the question whether it stands at all.
    index("shares_user_idx")
      .on(t.userId, t.customerId)
      .where(sql`${t.endedAt} is null`),
    index("shares_department_idx")
      .on(t.departmentId, t.customerId)
      .where(sql`${t.endedAt} is null`),
    index("shares_customer_idx").on(t.customerId),
  ],
);
export type Share = typeof shares.$inferSelect;
