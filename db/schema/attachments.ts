import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, pgEnum, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { attachmentFormats } from "../enums";
import { id, instant, timestamps } from "./columns";
import { customers } from "./customers";
import { users } from "./users";

export const attachmentFormat = pgEnum("attachment_format", attachmentFormats);

/**
 * 附件 (ATT-01): a file at a record. Each kind of record that can have any has a column of its own here, so that a foreign key
 * keeps the promise; lib/attachments/attachable.ts says whose right decides. The file itself lies in the store under its key.
 */
export const attachments = pgTable(
  "attachments",
  {
    id: id(),
    customerId: uuid().references(() => customers.id),
    /** What its owner calls it, cleaned: no path, no control characters. */
    name: text().notNull(),
    /** What its content is, whatever its owner calls it. */
    format: attachmentFormat().notNull(),
    size: bigint({ mode: "number" }).notNull(),
    /** SHA-256, in hex. */
    hash: text().notNull(),
    storageKey: uuid().notNull(),
    hasPreview: boolean().notNull().default(false),
    /** Made by the form for each file: the same one sent twice is one attachment (IM-11). */
    uploadKey: uuid().notNull(),
    createdBy: uuid()
      .notNull()
      .references(() => users.id),
    ...timestamps,
  },
  (t) => [
    check("attachments_one_record", sql`num_nonnulls(${t.customerId}) = 1`),
    check("attachments_size", sql`${t.size} > 0`),
    check("attachments_hash", sql`${t.hash} ~ '^[0-9a-f]{64}$'`),
    check("attachments_name", sql`${t.name} <> '' and ${t.name} !~ '[\\x01-\\x1f\\x7f/\\\\]'`),
    uniqueIndex("attachments_storage_key").on(t.storageKey),
    uniqueIndex("attachments_upload_key").on(t.createdBy, t.uploadKey),
    index("attachments_customer_idx").on(t.customerId, t.id),
  ],
);
export type Attachment = typeof attachments.$inferSelect;

/** Files whose attachment is gone: they stay for a day, so that a backup that began before still finds them. */
export const attachmentLeftovers = pgTable("attachment_leftovers", {
  storageKey: uuid().primaryKey(),
  goneAt: instant().notNull(),
});
