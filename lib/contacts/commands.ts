import "server-only";
import { and, asc, eq, ne } from "drizzle-orm";
import { type Contact, contacts, customers } from "@/db/schema";
import { auditRecord } from "@/lib/core/audit";
import { can, type Context } from "@/lib/core/context";
import { missing, refuse } from "@/lib/core/errors";
import { addRecord, lockRecord, removeRecord, saveRecord } from "@/lib/core/records";
import { scope } from "@/lib/core/scope";
import { customerEntity } from "@/lib/customers/entity";
import { beyondShares } from "@/lib/customers/scope";
import { contactEntity } from "./entity";
import type { ContactEdit, ContactLink, ContactRemoval, NewContact } from "./schema";

/** Files a contact at a customer that the actor sees. */
export async function createContact(ctx: Context, { customerId, ...input }: NewContact) {
  return addContact(ctx, customerId, withoutHidden(ctx, input));
}

/**
 * Makes somebody a contact of another customer too (CON-02). Whoever links must be able to edit them where they are: what is
 * changed about the person at the new customer changes there as well. @throws where they are a contact of the customer already
 */
export async function linkContact(ctx: Context, { id, customerId, ...there }: ContactLink) {
  const known = await lockRecord(ctx, contactEntity, id, "edit");
  if (known.customerId === customerId) refuse("contacts.error.linked_already", undefined, "customerId");
  const personId = known.personId ?? known.id;
  if (!known.personId) await ctx.db.update(contacts).set({ personId }).where(eq(contacts.id, id));
  return addContact(ctx, customerId, { name: known.name, personId, ...there });
}

type ContactValues = Pick<NewContact, "name"> &
  Partial<Omit<NewContact, "customerId" | "name">> & { personId?: string };

/** The inner step: a new customer brings its first contact along. The first contact is the primary one, a new primary replaces the old. */
export async function addContact(ctx: Context, customerId: string, { isPrimary, ...values }: ContactValues) {
  const primary = await holdContactsOf(ctx, customerId);
  if (isPrimary && primary) await setPrimary(ctx, primary.id, false);
  const row = { ...values, customerId, isPrimary: isPrimary === true || !primary };
  const contact = values.personId
    ? await addRecord(ctx, contactEntity, "contact.linked", row)
    : await addRecord(ctx, contactEntity, "contact.created", row);
  return { id: contact.id, name: contact.name };
}

/**
 * Saves an edit. The primary contact changes by choosing another one, so that there is always exactly one (CON-01). Name, phones
 * and the like of somebody with several customers change at all of them, and in the history of each (CON-02).
 */
export async function editContact(ctx: Context, { id, version, isPrimary, ...input }: ContactEdit) {
  const before = await lockRecord(ctx, contactEntity, id, "edit");
  const primary = await holdContactsOf(ctx, before.customerId);
  const becomesPrimary = isPrimary === true && !before.isPrimary;
  if (becomesPrimary && primary) await setPrimary(ctx, primary.id, false);
  const patch = { ...withoutHidden(ctx, input), isPrimary: before.isPrimary || becomesPrimary };
  const elsewhere = await otherLinks(ctx, before, true);
  const after = await saveRecord(ctx, contactEntity, "contact.edited", before, patch, version);
  const changed = new Map((await otherLinks(ctx, before)).map((link) => [link.id, link]));
  for (const link of elsewhere) await auditRecord(ctx, contactEntity, "contact.edited", link, changed.get(link.id)!);
  return { id, version: after.version };
}

/**
 * Removes a contact from its customer; where it was the primary one, the oldest of the others takes its place. Somebody who is a
 * contact of other customers too stays there (解除关联).
 */
export async function removeContact(ctx: Context, { id }: ContactRemoval) {
  const contact = await lockRecord(ctx, contactEntity, id, "delete");
  await holdContactsOf(ctx, contact.customerId);
  const elsewhere = await otherLinks(ctx, contact);
  await removeRecord(ctx, contactEntity, elsewhere.length > 0 ? "contact.unlinked" : "contact.removed", contact);
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

/** The same person at other customers, whoever may see those; with `hold` nobody else changes them until the act ends. */
async function otherLinks(ctx: Context, { id, personId }: Contact, hold?: true): Promise<Contact[]> {
  if (!personId) return [];
  const query = ctx.db
    .select()
    .from(contacts)
    .where(and(eq(contacts.personId, personId), ne(contacts.id, id)))
    .orderBy(asc(contacts.id));
  return hold ? query.for("no key update") : query;
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
