import "server-only";
import { and, asc, desc, eq } from "drizzle-orm";
import { contacts } from "@/db/schema";
import { can, type Context } from "@/lib/core/context";
import { scope } from "@/lib/core/scope";
import { contactEntity } from "./entity";

/** The contacts of a customer, the primary one first; phones and addresses only with the field right. */
export async function listContacts(ctx: Context, customerId: string) {
  const rows = await ctx.db
    .select()
    .from(contacts)
    .where(and(eq(contacts.customerId, customerId), scope(ctx, contactEntity, "view")))
    .orderBy(desc(contacts.isPrimary), asc(contacts.id))
    .limit(MAX_CONTACTS);
  return rows.map((row) => shown(ctx, row));
}
export const MAX_CONTACTS = 500;

/** One contact of a customer, or nothing for one that the actor may not see. */
export async function findContact(ctx: Context, id: string) {
  const [row] = await ctx.db
    .select()
    .from(contacts)
    .where(and(eq(contacts.id, id), scope(ctx, contactEntity, "view")));
  return row && shown(ctx, row);
}
export type ContactView = NonNullable<Awaited<ReturnType<typeof findContact>>>;

function shown(ctx: Context, { searchKey: _search, phoneKey: _phone, ...stored }: typeof contacts.$inferSelect) {
  const { deletedAt: _at, deletionId: _deletion, ...contact } = stored;
  if (can(ctx, "fields.contact_data")) return contact;
  return { ...contact, mobile: null, phone: null, otherPhone: null, email: null, wechat: null, qq: null };
}
