import { sql } from "drizzle-orm";
import { boolean, check, index, pgEnum, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { decisionRoles, salutations } from "../enums";
import { deletions } from "./bin";
import { id, instant, plainDate, timestamps, version } from "./columns";
import { customers } from "./customers";

export const salutation = pgEnum("salutation", salutations);
export const decisionRole = pgEnum("decision_role", decisionRoles);

/**
 * 联系人 (CON-01): a person as the contact of one customer, with what they are there: position, role, primary or not. Somebody
 * who is a contact of several customers has a row at each (CON-02), tied together by the same `personId`; triggers keep name,
 * phones and the like the same in all of them. At commit a trigger sees to one primary contact wherever a customer has any.
 */
export const contacts = pgTable(
  "contacts",
  {
    id: id(),
    customerId: uuid()
      .notNull()
      .references(() => customers.id),
    /** Only of those who are linked to several customers: the id of the contact that was linked first. A name, not a reference. */
    personId: uuid(),
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
    index("contacts_email_idx").using("gin", sql`lower(${t.email}) gin_trgm_ops`),
    uniqueIndex("contacts_person_key")
      .on(t.personId, t.customerId)
      .where(sql`${t.personId} is not null`),
    // Of the living alone, so that counting them needs nothing but the index.
    index("contacts_created_idx")
      .on(t.createdAt, t.id)
      .where(sql`${t.deletedAt} is null`),
    index("contacts_name_idx")
      .on(t.name, t.id)
      .where(sql`${t.deletedAt} is null`),
  ],
);
export type Contact = typeof contacts.$inferSelect;
