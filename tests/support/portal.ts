import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { contacts, portalUsers, users } from "@/db/schema";
import { loadByUser, portalUserOf } from "@/lib/core/access";
import type { AccountContext, PortalContext } from "@/lib/core/context";
import { portalTransaction } from "@/lib/core/portal";
import { makeContact, makeCustomer } from "./customers";
import { contextOf, makeUser, unique } from "./people";

const NOW = new Date("2026-03-02T09:00:00Z");

/** An account of the portal, invited and without a password, of a contact of a customer; both are made where none is named. */
export async function makePortalUser(
  db: Db,
  {
    customerId,
    contactId,
    ...values
  }: { customerId?: string; contactId?: string } & Partial<typeof users.$inferInsert> = {},
) {
  // By a login that no other file of tests takes: the browser tests share one database.
  const staff = await makeUser(db, { login: `inviter-${crypto.randomUUID().slice(0, 12)}` });
  const customer = customerId ?? (await makeCustomer(db, { ownerId: staff.id })).id;
  const [known] = await db.select({ id: contacts.id }).from(contacts).where(eq(contacts.customerId, customer)).limit(1);
  const email = `${unique("portal")}.${crypto.randomUUID().slice(0, 8)}@example.com`;
  const contact = contactId ?? (await makeContact(db, customer, { email, isPrimary: !known })).id;
  const stamps = { createdAt: NOW, updatedAt: NOW };
  const [user] = await db
    .insert(users)
    .values({ audience: "portal", login: email, name: unique("门户"), email, ...values, ...stamps })
    .returning();
  await db
    .insert(portalUsers)
    .values({ id: user!.id, customerId: customer, contactId: contact, invitedAt: NOW, invitedBy: staff.id, ...stamps });
  return { ...user!, customerId: customer, contactId: contact };
}

/** The context in which somebody of the portal acts, as its door makes it. */
export async function portalContextOf(db: Db, userId: string): Promise<PortalContext> {
  const { account } = (await loadByUser(db, userId))!;
  const actor = portalUserOf(account, crypto.randomUUID());
  if (!actor) throw new Error("This account belongs to nobody.");
  const [other] = await db.select({ id: users.id }).from(users).where(eq(users.audience, "staff")).limit(1);
  return { ...(await contextOf(other!.id)), actor } satisfies AccountContext;
}

/** Runs a query as somebody of the portal, in a transaction of the portal's own role. */
export async function asPortal<T>(db: Db, userId: string, run: (ctx: PortalContext) => Promise<T>): Promise<T> {
  return portalTransaction(await portalContextOf(db, userId), run);
}
