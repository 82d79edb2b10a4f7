import { sql } from "drizzle-orm";
import { boolean, check, index, pgEnum, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { decisionRoles, salutations } from "../enums";
import { deletions } from "./bin";
import { id, instant, plainDate, timestamps, version } from "./columns";
import { customers } from "./customers";

export const salutation = pgEnum("salutation", salutations);
export const decisionRole = pgEnum("decision_role", decisionRoles);

/** 联系人 (CON-01). A deferred trigger keeps exactly one primary contact wherever a customer has any. */
export const contacts = pgTable(
  "contacts",
  {
    id: id(),
    customerId: uuid()
      .notNull()
      .references(() => customers.id),
    name: text().notNull(),
    salutation: salutation(),
    department: text(),
    position: text(),
    mobile: text(),
    phone: text(),
    otherPhone: text(),
    email: text(),
    wechat: text(),
    qq: text(),
    birthday: plainDate(),
    isPrimary: boolean().notNull(),
    decisionRole: decisionRole(),
    notes: text(),
    searchKey: text()
      .notNull()
      .generatedAlwaysAs(sql`text_key(name)`),
    phoneKey: text()
      .notNull()
      .generatedAlwaysAs(
        sql`coalesce(digits(mobile), '') || ' ' || coalesce(digits(phone), '') || ' ' || coalesce(digits(other_phone), '')`,
      ),
    /** In the recycle bin together with its customer (CUS-08). */
    deletedAt: instant(),
    deletionId: uuid().references(() => deletions.id),
    version: version(),
    ...timestamps,
  },
  (t) => [
    uniqueIndex("contacts_one_primary_key")
      .on(t.customerId)
      .where(sql`${t.isPrimary}`),
    check("contacts_deleted_whole", sql`num_nonnulls(${t.deletedAt}, ${t.deletionId}) <> 1`),
    index("contacts_customer_idx").on(t.customerId),
    index("contacts_deletion_idx")
      .on(t.deletionId)
      .where(sql`${t.deletionId} is not null`),
    index("contacts_search_idx").using("gin", sql`${t.searchKey} gin_trgm_ops`),
    index("contacts_phone_idx").using("gin", sql`${t.phoneKey} gin_trgm_ops`),
  ],
);
export type Contact = typeof contacts.$inferSelect;
