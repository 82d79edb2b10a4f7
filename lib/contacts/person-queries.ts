import "server-only";
import { and, asc, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import { contacts } from "@/db/schema";
import type { Context } from "@/lib/core/context";
import { escapeLike } from "@/lib/core/list-query";
import { scope } from "@/lib/core/scope";
import { customerEntity } from "@/lib/customers/entity";
import { beyondShares } from "@/lib/customers/scope";
import { contactEntity } from "./entity";
import { searchFor } from "./list-queries";
import type { ContactView } from "./queries";

const conditionOf = (condition: SQL | undefined) => sql<boolean>`coalesce(${condition ?? sql`true`}, false)`;

/** The customer of a contact, where the actor may see it. */
const seenCustomer = (ctx: Context) => {
  const rule = and(sql`customers.id = contacts.customer_id`, scope(ctx, customerEntity, "view"));
  return sql<string | null>`(select customers.name from customers where ${rule})`;
};

/**
 * The customers of which somebody is a contact, with what they are there (CON-02). Of a customer that the actor may not see
 * nothing is told but that there is one (I3); those in the recycle bin are not among them.
 */
export async function linksOf(ctx: Context, { id, personId }: Pick<ContactView, "id" | "personId">) {
  const isWhole = sql`exists (select from customers where customers.id = contacts.customer_id
    and ${beyondShares(ctx) ?? sql`true`})`;
  const rows = await ctx.db
    .select({
      id: contacts.id,
      version: contacts.version,
      customerId: contacts.customerId,
      customer: seenCustomer(ctx),
      department: contacts.department,
      position: contacts.position,
      role: contacts.decisionRole,
      isPrimary: contacts.isPrimary,
      seen: conditionOf(scope(ctx, contactEntity, "view")),
      /** Not by a share alone (D-03): the history. */
      seesWhole: conditionOf(and(scope(ctx, contactEntity, "view"), isWhole)),
      canEdit: conditionOf(and(scope(ctx, contactEntity, "edit"), isWhole)),
      canRemove: conditionOf(and(scope(ctx, contactEntity, "delete"), isWhole)),
    })
    .from(contacts)
    .where(
      and(or(eq(contacts.id, id), personId ? eq(contacts.personId, personId) : undefined), isNull(contacts.deletedAt)),
    )
    .orderBy(asc(contacts.id));
  const links = rows.filter(({ seen }) => seen);
  return { links, hidden: rows.length - links.length };
}
export type ContactLinkView = Awaited<ReturnType<typeof linksOf>>["links"][number];

/** Contacts for a picker: those that the actor may edit, by name, telephone or customer (FRM-02). */
export async function pickContacts(ctx: Context, text: string) {
  return ctx.db
    .select({ id: contacts.id, label: contacts.name, hint: sql<string>`coalesce(${seenCustomer(ctx)}, '')` })
    .from(contacts)
    .where(and(scope(ctx, contactEntity, "edit"), await searchFor(ctx, text)))
    .orderBy(
      sql`${contacts.searchKey} like text_key(${`${escapeLike(text)}%`}) desc`,
      asc(contacts.name),
      asc(contacts.id),
    )
    .limit(20);
}
