import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  char,
  check,
  index,
  integer,
  pgEnum,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { customerKinds, ownerships } from "../enums";
import { deletions } from "./bin";
import { id, instant, timestamps, version } from "./columns";
import { dictionaryEntries } from "./dictionaries";
import { departments } from "./organisation";
import { users } from "./users";

export const customerKind = pgEnum("customer_kind", customerKinds);
export const ownership = pgEnum("ownership", ownerships);

const dictionary = () => uuid().references(() => dictionaryEntries.id);

/** 客户档案 (CUS-01): one record whoever looks at it. */
export const customers = pgTable(
  "customers",
  {
    id: id(),
    number: text().notNull(),
    name: text().notNull(),
    shortName: text(),
    kind: customerKind().notNull(),
    typeId: dictionary(),
    industryId: dictionary(),
    sourceId: dictionary(),
    levelId: dictionary(),
    creditRatingId: dictionary(),
    registrationNumber: text(),
    domain: text(),
    microsoftId: uuid(),
    phone: text(),
    fax: text(),
    email: text(),
    website: text(),
    regionId: dictionary(),
    /** The region as written, where the dictionary does not know it (D-40). */
    country: text(),
    province: text(),
    city: text(),
    address: text(),
    postcode: text(),
    parentId: uuid().references((): AnyPgColumn => customers.id),
    ownership: ownership().notNull(),
    ownerId: uuid().references(() => users.id),
    /** The owning department of a public customer. */
    departmentId: uuid().references(() => departments.id),
    notes: text(),
    /** What the list searches: name, short name and number, folded. */
    searchKey: text()
      .notNull()
      .generatedAlwaysAs(sql`text_key(name) || ' ' || coalesce(text_key(short_name), '') || ' ' || lower(number)`),
    /** Apart from the search key: who may not see phones may not search by them either. */
    phoneKey: text().generatedAlwaysAs(sql`digits(phone)`),
    createdBy: uuid().references(() => users.id),
    /** In the recycle bin since then, by that act (CUS-09). */
    deletedAt: instant(),
    deletionId: uuid().references(() => deletions.id),
    /** Merged into that customer (CUS-10): absent like a deleted one, and none of the bin. */
    mergedInto: uuid().references((): AnyPgColumn => customers.id),
    version: version(),
    ...timestamps,
  },
  (t) => [
    uniqueIndex("customers_number_key").on(sql`lower(${t.number})`),
    // Unique among the living (D-10); a number is never used again, so its index holds for all.
    uniqueIndex("customers_registration_number_key")
      .on(sql`upper(${t.registrationNumber})`)
      .where(sql`${t.deletedAt} is null`),
    check(
      "customers_ownership_subject",
      sql`case ${t.ownership} when 'private' then ${t.ownerId} else ${t.departmentId} end is not null`,
    ),
    check(
      "customers_region_once",
      sql`${t.regionId} is null or num_nonnulls(${t.country}, ${t.province}, ${t.city}) = 0`,
    ),
    // Deleted by an act of deleting or of merging, never by both.
    check(
      "customers_deleted_whole",
      sql`num_nonnulls(${t.deletionId}, ${t.mergedInto}) = case when ${t.deletedAt} is null then 0 else 1 end`,
    ),
    check("customers_not_into_itself", sql`${t.mergedInto} <> ${t.id}`),
    check("customers_not_own_parent", sql`${t.parentId} <> ${t.id}`),
    check("customers_number_shape", sql`${t.number} ~ '^[A-Za-z0-9][A-Za-z0-9_.-]{0,49}$'`),
    // Read backwards for the latest first: an index made DESC would put NULLS LAST, which no ORDER BY … DESC asks for.
    // Of the living alone, so that counting them needs nothing but the index.
    index("customers_created_idx")
      .on(t.createdAt, t.id)
      .where(sql`${t.deletedAt} is null`),
    index("customers_owner_idx").on(t.ownerId, t.createdAt, t.id),
    // With the ownership as a column, not as a predicate: a list of private customers then skips this arm of the own rule.
    index("customers_department_idx").on(t.departmentId, t.ownership),
    index("customers_name_idx").on(t.name, t.id),
    index("customers_parent_idx").on(t.parentId),
    index("customers_deletion_idx")
      .on(t.deletionId)
      .where(sql`${t.deletionId} is not null`),
    index("customers_merged_idx")
      .on(t.mergedInto)
      .where(sql`${t.mergedInto} is not null`),
    // By what possible duplicates are known (CUS-10), besides the registration number: looked up while somebody types.
    index("customers_company_key_idx")
      .on(sql`company_key(${t.name})`)
      .where(sql`${t.deletedAt} is null`),
    index("customers_phone_key_idx")
      .on(t.phoneKey)
      .where(sql`${t.deletedAt} is null`),
    index("customers_domain_idx")
      .on(t.domain)
      .where(sql`${t.deletedAt} is null`),
    index("customers_type_idx").on(t.typeId),
    index("customers_region_idx").on(t.regionId),
    index("customers_search_idx").using("gin", sql`${t.searchKey} gin_trgm_ops`),
    index("customers_phone_idx").using("gin", sql`${t.phoneKey} gin_trgm_ops`),
  ],
);
export type Customer = typeof customers.$inferSelect;

/** 开票与结算 (CUS-07): changed by a permission of its own. */
export const customerBilling = pgTable(
  "customer_billing",
  {
    id: uuid()
      .primaryKey()
      .references(() => customers.id),
    invoiceTitle: text(),
    taxNumber: text(),
    bank: text(),
    accountNumber: text(),
    invoiceAddress: text(),
    invoicePhone: text(),
    /** Days from invoice to payment. */
    paymentTermDays: integer(),
    currency: char({ length: 3 }),
    billingContact: text(),
    statementEmail: text(),
    version: version(),
    ...timestamps,
  },
  (t) => [check("customer_billing_term_range", sql`${t.paymentTermDays} between 0 and 180`)],
);
export type CustomerBilling = typeof customerBilling.$inferSelect;
