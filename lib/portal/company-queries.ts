import "server-only";
import { asc, desc, eq, ilike, or, sql } from "drizzle-orm";
import { contacts, customers } from "@/db/schema";
import type { PortalContext } from "@/lib/core/context";
import { escapeLike } from "@/lib/core/list-query";

/**
 * What the portal shows of companies (SCP-07, D-03). Nothing here narrows to the session's customer: the database does, by
 * row-level security, so that no parameter and no forgotten condition can widen it (AZ-03, I1).
 */
export const MOST_COMPANIES = 500;

/** The record of a company of one's own tree; nothing for any other one, as for one that does not exist. */
export async function findCompany(ctx: PortalContext, id: string) {
  const [company] = await ctx.db
    .select({
      id: customers.id,
      number: customers.number,
      name: customers.name,
      shortName: customers.shortName,
      kind: customers.kind,
      registrationNumber: customers.registrationNumber,
      phone: customers.phone,
      fax: customers.fax,
      email: customers.email,
      website: customers.website,
      place: sql<string>`concat_ws(' ', ${customers.country}, ${customers.province}, ${customers.city})`,
      address: customers.address,
      postcode: customers.postcode,
    })
    .from(customers)
    .where(eq(customers.id, id));
  return company;
}
export type Company = NonNullable<Awaited<ReturnType<typeof findCompany>>>;

/** The contacts of a company of one's own tree, the primary one first. */
export function listPeople(ctx: PortalContext, companyId: string) {
  return ctx.db
    .select({
      id: contacts.id,
      name: contacts.name,
      salutation: contacts.salutation,
      department: contacts.department,
      position: contacts.position,
      mobile: contacts.mobile,
      phone: contacts.phone,
      email: contacts.email,
      isPrimary: contacts.isPrimary,
    })
    .from(contacts)
    .where(eq(contacts.customerId, companyId))
    .orderBy(desc(contacts.isPrimary), asc(contacts.name), asc(contacts.id))
    .limit(MOST_COMPANIES);
}
export type Person = Awaited<ReturnType<typeof listPeople>>[number];

/**
 * The companies below one's own, found by a part of their name or number, or all of them, the nearest first; at most
 * `MOST_COMPANIES` of `total`.
 */
export async function listCompanies(ctx: PortalContext, search: string | undefined) {
  const part = search && `%${escapeLike(search)}%`;
  const rows = await ctx.db
    .select({
      id: customers.id,
      parentId: sql<string>`t.parent_id`,
      depth: sql<number>`t.depth`,
      number: customers.number,
      name: customers.name,
      total: sql<number>`(count(*) over ())::int`,
    })
    .from(customers)
    .innerJoin(sql`portal_tree() t`, sql`t.id = ${customers.id} and t.depth > 0`)
    .where(
      part
        ? or(...[customers.name, customers.shortName, customers.number].map((text) => ilike(text, part)))
        : undefined,
    )
    .orderBy(sql`t.depth`, asc(customers.name), asc(customers.id))
    .limit(MOST_COMPANIES);
  const total = rows[0]?.total ?? 0;
  const companies = rows.map(({ total: _total, ...company }) => company);
  return { companies: search ? companies : inTreeOrder(companies), total };
}
export type CompanyLine = Awaited<ReturnType<typeof listCompanies>>["companies"][number];

/** Each company right after the one above it; those of one level keep their order. */
function inTreeOrder<C extends { id: string; parentId: string; depth: number }>(companies: C[]): C[] {
  const below = new Map<string, C[]>();
  for (const company of companies) below.set(company.parentId, [...(below.get(company.parentId) ?? []), company]);
  const walk = (company: C): C[] => [company, ...(below.get(company.id) ?? []).flatMap(walk)];
  return companies.filter(({ depth }) => depth === 1).flatMap(walk);
}
