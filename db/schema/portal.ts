import { sql } from "drizzle-orm";
import { check, index, pgTable, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant, timestamps, version } from "./columns";
import { contacts } from "./contacts";
import { customers } from "./customers";
import { audience, users } from "./users";

/**
 * Whom an account of the portal belongs to (CON-03, SCP-07): one customer and one contact of it. A contact that is gone for
 * good leaves an account that opens nothing; a trigger puts it away.
 */
export const portalUsers = pgTable(
  "portal_users",
  {
    /** The account. A migration adds the foreign key to users (id, audience), which refuses one of the staff. */
    id: uuid().primaryKey(),
    audience: audience().notNull().default("portal"),
    customerId: uuid()
      .notNull()
      .references(() => customers.id),
    contactId: uuid().references(() => contacts.id, { onDelete: "set null" }),
    /** When the latest invitation was written, and who asked for it. */
    invitedAt: instant().notNull(),
    invitedBy: uuid()
      .notNull()
      .references(() => users.id),
    version: version(),
    ...timestamps,
  },
  (t) => [
    check("portal_users_audience", sql`${t.audience} = 'portal'`),
    uniqueIndex("portal_users_contact_key").on(t.contactId),
    index("portal_users_customer_idx").on(t.customerId),
  ],
);
export type PortalUserRow = typeof portalUsers.$inferSelect;
