import "server-only";
import { and, asc, eq } from "drizzle-orm";
import { contacts, customers } from "@/db/schema";
import { can, type Context } from "@/lib/core/context";
import { missing } from "@/lib/core/errors";
import { addRecord, lockRecord, removeRecord, saveRecord } from "@/lib/core/records";
import { scope } from "@/lib/core/scope";
import { customerEntity } from "@/lib/customers/entity";
import { beyondShares } from "@/lib/customers/scope";
import { contactEntity } from "./entity";
import type { ContactEdit, ContactRemoval, NewContact } from "./schema";

/** Files a contact at a customer that the actor sees. */
export async function createContact(ctx: Context, { customerId, ...input }: NewContact) {
  return addContact(ctx, customerId, withoutHidden(ctx, input));
}

type ContactValues = Pick<NewContact, "name"> & Partial<Omit<NewContact, "customerId" | "name">>;

/** The inner step: a new customer brings its first contact along. The first contact is the primary one, a new primary replaces the old. */
export async function addContact(ctx: Context, customerId: string, { isPrimary, ...values }: ContactValues) {
  const primary = await holdContactsOf(ctx, customerId);
  if (isPrimary && primary) await setPrimary(ctx, primary.id, false);
  const contact = await addRecord(ctx, contactEntity, "contact.created", {
    ...values,
    customerId,
    isPrimary: isPrimary === true || !primary,
  });
  return { id: contact.id, name: contact.name };
}

/** Saves an edit. The primary contact changes by choosing another one, so that there is always exactly one (CON-01). */
export async function editContact(ctx: Context, { id, version, isPrimary, ...input }: ContactEdit) {
  const before = await lockRecord(ctx, contactEntity, id, "edit");
  const primary = await holdContactsOf(ctx, before.customerId);
  const becomesPrimary = isPrimary === true && !before.isPrimary;
  if (becomesPrimary && primary) await setPrimary(ctx, primary.id, false);
  const patch = { ...withoutHidden(ctx, input), isPrimary: before.isPrimary || becomesPrimary };
  const after = await saveRecord(ctx, contactEntity, "contact.edited", before, patch, version);
  return { id, version: after.version };
}

/** Removes a contact; where it was the primary one, the oldest of the others takes its place. */
export async function removeContact(ctx: Context, { id }: ContactRemoval) {
  const contact = await lockRecord(ctx, contactEntity, id, "delete");
  await holdContactsOf(ctx, contact.customerId);
  await removeRecord(ctx, contactEntity, "contact.removed", contact);
  if (!contact.isPrimary) return { id };
  const [next] = await ctx.db
    .select({ id: contacts.id })
    .from(contacts)
    .where(eq(contacts.customerId, contact.customerId))
    .orderBy(asc(contacts.id))
    .limit(1);
  if (next) await setPrimary(ctx, next.id, true);
  return { id };
}

/** Holds the customer's row, so that changes of its primary contact take turns, and finds the primary one. */
async function holdContactsOf(ctx: Context, customerId: string) {
  const [customer] = await ctx.db
    .select({ id: customers.id })
    .from(customers)
    .where(and(eq(customers.id, customerId), scope(ctx, customerEntity, "view"), beyondShares(ctx)))
    .for("no key update");
  if (!customer) missing();
  const [primary] = await ctx.db
    .select({ id: contacts.id })
    .from(contacts)
    .where(and(eq(contacts.customerId, customerId), eq(contacts.isPrimary, true)));
  return primary;
}

async function setPrimary(ctx: Context, id: string, isPrimary: boolean): Promise<void> {
  const [contact] = await ctx.db.select().from(contacts).where(eq(contacts.id, id));
  await saveRecord(ctx, contactEntity, isPrimary ? "contact.made_primary" : "contact.no_longer_primary", contact!, {
    isPrimary,
  });
}

/** Who may not see contact data does not overwrite it either: the form did not show it. */
function withoutHidden<T extends object>(ctx: Context, input: T): T {
  if (can(ctx, "fields.contact_data")) return input;
  const hidden = {
    mobile: undefined,
    phone: undefined,
    otherPhone: undefined,
    email: undefined,
    wechat: undefined,
    qq: undefined,
  };
  return { ...input, ...hidden };
}
