import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgEnum, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { noticeKinds } from "../enums";
import { id, instant } from "./columns";
import { customers } from "./customers";
import { imports } from "./imports";
import { users } from "./users";

export const noticeKind = pgEnum("notice_kind", noticeKinds);

/**
 * 通知 (NOT-01): what somebody is told in the application, written in the transaction of the act. It names records by their ids
 * alone: what they are called is looked up under the reader's rights of the moment of reading (I4).
 */
export const notices = pgTable(
  "notices",
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    kind: noticeKind().notNull(),
    /** Who did it, as they were called then; nobody for what the system did. */
    byName: text(),
    /** How many records the act was about; a single one is named below. */
    count: integer().notNull().default(1),
    customerId: uuid().references(() => customers.id),
    importId: uuid().references(() => imports.id),
    readAt: instant(),
    createdAt: instant().notNull(),
  },
  (t) => [
    check("notices_count", sql`${t.count} > 0`),
    // The bell counts these with each page.
    index("notices_unread_idx")
      .on(t.userId)
      .where(sql`${t.readAt} is null`),
    index("notices_user_idx").on(t.userId, t.id),
    index("notices_customer_idx").on(t.customerId),
    index("notices_import_idx").on(t.importId),
  ],
);

/** How somebody wants to be told of a kind; without a row: in the application and not by mail. */
export const noticeChoices = pgTable(
  "notice_choices",
  {
    userId: uuid()
      .notNull()
      .references(() => users.id),
    kind: noticeKind().notNull(),
    inApp: boolean().notNull(),
    byMail: boolean().notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.kind] })],
);
