import "server-only";
import { and, asc, desc, eq, sql } from "drizzle-orm";
import { contacts } from "@/db/schema";
import { can, type Context } from "@/lib/core/context";
import { scope } from "@/lib/core/scope";
import { contactEntity } from "./entity";

const row = {
  contact: contacts,
  /** Whether this is a contact of other customers too (CON-02), whoever may see those. */
  isLinked: sql<boolean>`exists (select from contacts k where k.person_id = contacts.person_id and k.id <> contacts.id
    and k.deleted_at is null)`,
};

/** The contacts of a customer, the primary one first; phones and addresses only with the field right. */
export async function listContacts(ctx: Context, customerId: string) {
  const rows = await ctx.db
    .select(row)
    .from(contacts)
    .where(and(eq(contacts.customerId, customerId), scope(ctx, contactEntity, "view")))
    .orderBy(desc(contacts.isPrimary), asc(contacts.id))
    .limit(MAX_CONTACTS);
  return rows.map((found) => shown(ctx, found));
}
export const MAX_CONTACTS = 500;

/** One contact of a customer, or nothing for one that the actor may not see. */
export async function findContact(ctx: Context, id: string) {
  const [found] = await ctx.db
    .select(row)
    .from(contacts)
    .where(and(eq(contacts.id, id), scope(ctx, contactEntity, "view")));
  return found && shown(ctx, found);
}
export type ContactView = NonNullable<Awaited<ReturnType<typeof findContact>>>;

type Found = { contact: typeof contacts.$inferSelect; isLinked: boolean };

function shown(ctx: Context, { contact: { searchKey: _search, phoneKey: _phone, ...stored }, isLinked }: Found) {
  const { deletedAt: _at, deletionId: _deletion, ...contact } = stored;
  if (can(ctx, "fields.contact_data")) return { ...contact, isLinked };
  const hidden = { mobile: null, phone: null, otherPhone: null, email: null, wechat: null, qq: null };
  return { ...contact, ...hidden, isLinked };
}
