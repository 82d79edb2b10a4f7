import "server-only";
import { and, asc, desc, gt, inArray, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { contacts, customers, customerTags, tags } from "@/db/schema";
import type { Context } from "@/lib/core/context";

/** Rows are read in chunks by their id: an export holds no transaction open for a slow reader, and nothing twice in memory. */
const CHUNK = 1_000;

type Values = Record<string, string | null>;

/** Everything above an entry and the entry itself, from the root down. */
const pathOf = (column: AnyPgColumn) => sql<string[] | null>`(
  with recursive above as (
    select parent_id, name, 1 as depth from dictionary_entries where id = ${column}
    union all select e.parent_id, e.name, above.depth + 1 from dictionary_entries e join above on e.id = above.parent_id)
  select array_agg(name order by depth desc) from above)`;
const nameOf = (column: AnyPgColumn) => sql<string | null>`(select name from dictionary_entries where id = ${column})`;

/**
 * The customers of an export with all their fields, a row for each contact, under the field names of the import's sheet: what
 * is exported can be imported again. Closed values are left as they are stored.
 */
export async function* importableRows(ctx: Context, where: SQL | undefined): AsyncGenerator<Values> {
  for await (const chunk of chunks(ctx, where)) {
    const people = await contactsOf(
      ctx,
      chunk.map(({ customer }) => customer.id),
    );
    for (const one of chunk) {
      const { id } = one.customer;
      for (const person of people.get(id) ?? [undefined]) yield { ...customerValues(one), ...contactValues(person) };
    }
  }
}

async function* chunks(ctx: Context, where: SQL | undefined) {
  for (let after: string | undefined; ;) {
    const rows = await ctx.db
      .select({
        customer: customers,
        type: pathOf(customers.typeId),
        region: pathOf(customers.regionId),
        industry: nameOf(customers.industryId),
        source: nameOf(customers.sourceId),
        level: nameOf(customers.levelId),
        creditRating: nameOf(customers.creditRatingId),
        owner: sql<string | null>`(select login from users where id = ${customers.ownerId})`,
        department: sql<string | null>`(select name from departments where id = ${customers.departmentId})`,
        tags: sql<string | null>`(select string_agg(t.name, '、' order by t.name) from ${tags} t
          join ${customerTags} ct on ct.tag_id = t.id where ct.customer_id = customers.id)`,
        parent: sql<string | null>`(select p.number from customers p where p.id = ${customers.parentId})`,
      })
      .from(customers)
      .where(and(where, after ? gt(customers.id, after) : undefined))
      .orderBy(asc(customers.id))
      .limit(CHUNK);
    if (rows.length > 0) yield rows;
    if (rows.length < CHUNK) return;
    after = rows.at(-1)!.customer.id;
  }
}
type Exported = ReturnType<typeof chunks> extends AsyncGenerator<(infer Row)[]> ? Row : never;

function customerValues({ customer, type, region, ...names }: Exported): Values {
  const { number, name, shortName, kind, registrationNumber, domain, microsoftId, phone, fax, email, website } =
    customer;
  const { address, postcode, ownership, notes } = customer;
  const [country = customer.country, province = customer.province, city = customer.city] = region ?? [];
  const record = { number, name, shortName, kind, registrationNumber, domain, microsoftId, phone, fax, email, website };
  return {
    ...record,
    ...names,
    type: type?.join("/") ?? null,
    country,
    province,
    city,
    address,
    postcode,
    ownership,
    notes,
  };
}

type Person = typeof contacts.$inferSelect;

const contactValues = (person: Person | undefined): Values =>
  person
    ? {
        "contact.name": person.name,
        "contact.salutation": person.salutation,
        "contact.department": person.department,
        "contact.position": person.position,
        "contact.mobile": person.mobile,
        "contact.phone": person.phone,
        "contact.email": person.email,
        "contact.wechat": person.wechat,
        "contact.qq": person.qq,
        "contact.birthday": person.birthday,
        "contact.decisionRole": person.decisionRole,
        "contact.primary": person.isPrimary ? "yes" : "no",
      }
    : {};

async function contactsOf(ctx: Context, customerIds: string[]): Promise<Map<string, Person[]>> {
  const rows = await ctx.db
    .select()
    .from(contacts)
    .where(inArray(contacts.customerId, customerIds))
    .orderBy(asc(contacts.customerId), desc(contacts.isPrimary), asc(contacts.id));
  const people = new Map<string, Person[]>();
  for (const row of rows) people.set(row.customerId, [...(people.get(row.customerId) ?? []), row]);
  return people;
}
