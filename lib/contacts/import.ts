import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { contacts } from "@/db/schema";
import type { StaffContext } from "@/lib/core/context";
import { auditSet } from "@/lib/core/audit-set";
import { contactEntity } from "./entity";

/** Columns of `contacts` that an import fills; the primary mark has rules of its own. */
export const importedColumns = [
  "name",
  "salutation",
  "department",
  "position",
  "mobile",
  "phone",
  "email",
  "wechat",
  "qq",
  "birthday",
  "decision_role",
] as const;
const columns = (table: string) => sql.raw(importedColumns.map((column) => `${table}.${column}`).join(", "));
const setEach = (value: (column: SQL) => SQL) =>
  sql.join(
    importedColumns.map((column) => sql`${sql.raw(column)} = ${value(sql.raw(column))}`),
    sql`, `,
  );

/**
 * Matches the table `people` (row_no, customer_id, the imported columns, wants_primary) with the contacts of their customers,
 * by name (D-42): `people.known_id`, and in `people.changes` what the file would change. An empty cell takes nothing away.
 */
export async function matchPeople({ db }: StaffContext): Promise<void> {
  const changed = importedColumns.map((column) => {
    const name = sql.raw(column);
    return sql`${column}::text, case when p.${name} is not null and p.${name} is distinct from k.${name} then true end`;
  });
  await db.execute(sql`
    update people p set known_id = k.id,
      changes = jsonb_strip_nulls(jsonb_build_object(${sql.join(changed, sql`, `)},
        'is_primary', case when p.wants_primary and not k.is_primary then true end))
    from (select distinct on (customer_id, search_key) * from ${contacts}
      where customer_id in (select customer_id from people)
      order by customer_id, search_key, is_primary desc, id) k
    where k.customer_id = p.customer_id and k.search_key = text_key(p.name)`);
}

/**
 * Writes `people`: new contacts and changes of those known; contacts that the file does not name stay. Where a customer has
 * no contact yet the first one of the file is the primary one, unless the file marks another (CON-01).
 */
export async function writePeople(ctx: StaffContext, eventId: string): Promise<{ created: number; updated: number }> {
  const { db } = ctx;
  const now = ctx.now.toISOString();
  await db.execute(sql`
    create temp table contacts_before on commit drop as
    select * from ${contacts} where customer_id in (select customer_id from people) order by id for no key update`);
  // What changes about somebody changes at all of their customers (CON-02): kept too, for the log.
  await db.execute(sql`
    insert into contacts_before
    select * from ${contacts} where customer_id not in (select customer_id from people) and person_id in (
      select person_id from contacts_before where person_id is not null and id in (select known_id from people))
    order by id for no key update`);
  await db.execute(sql`
    update ${contacts} set is_primary = false, version = version + 1, updated_at = ${now}
    where is_primary and customer_id in (select customer_id from people where wants_primary)
      and id not in (select known_id from people where wants_primary and known_id is not null)`);
  const updated = await db.execute(sql`
    update ${contacts} k set ${setEach((column) => sql`coalesce(p.${column}, k.${column})`)},
      is_primary = k.is_primary or coalesce(p.wants_primary, false), version = version + 1, updated_at = ${now}
    from people p where k.id = p.known_id and p.changes <> '{}'`);
  const created = await db.execute(sql`
    insert into ${contacts} (id, customer_id, ${sql.raw(importedColumns.join(", "))}, is_primary, created_at, updated_at)
    select p.id, p.customer_id, ${columns("p")},
      coalesce(p.wants_primary, false) or (p.place = 1 and not p.one_is_wanted and not exists (
        select from contacts_before k where k.customer_id = p.customer_id)), ${now}, ${now}
    from (select *, row_number() over (partition by customer_id order by row_no) as place,
        coalesce(bool_or(wants_primary) over (partition by customer_id), false) as one_is_wanted
      from people where known_id is null) p`);
  await auditSet(ctx, contactEntity, eventId, {
    ids: sql`select id from ${contacts} where customer_id in (select customer_id from people) union select id from contacts_before`,
    before: sql`contacts_before`,
  });
  return { created: created.rowCount ?? 0, updated: updated.rowCount ?? 0 };
}
