import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { customers, departments, dictionaryEntries, users } from "@/db/schema";
import type { StaffContext } from "@/lib/core/context";
import { customerColumns, regionColumns } from "./columns";

const names = (columns: readonly string[], table: string) =>
  sql.raw(columns.map((column) => `${table}.${column}`).join(", "));
const region = (table: string) => sql`(${names(regionColumns, table)})`;
/** A region is compared and written as a whole, and only where the file gives one. */
const regionGiven = sql`num_nonnulls(${names(regionColumns, "l")}) > 0`;

/** What the file changes in a customer that it matches: column → true. An empty cell never takes a value away. */
export async function compareCustomers({ db }: StaffContext): Promise<void> {
  const changed = Object.keys(customerColumns).map(
    (column): SQL =>
      sql`${column}::text, case when l.${sql.raw(column)} is not null and l.${sql.raw(column)} is distinct from k.${sql.raw(column)} then true end`,
  );
  await db.execute(sql`
    update leaders l set changes = jsonb_strip_nulls(jsonb_build_object(${sql.join(changed, sql`, `)},
      'region_id', case when ${regionGiven} and ${region("l")} is distinct from ${region("k")} then true end))
    from ${customers} k where k.id = l.matched_id`);
}

/** The changes as notes of their rows: field, the value that stands, the cell that replaces it (preview). */
export function changeNotes(): SQL {
  const field = sql`case c.key ${sql.join(
    Object.entries(customerColumns).map(([column, name]) => sql`when ${column} then ${name}`),
    sql` `,
  )} else 'city' end`;
  const before = sql`case
    when c.key in ('type_id', 'industry_id', 'source_id', 'level_id', 'credit_rating_id') then
      (select concat_ws('/', above.name, e.name) from ${dictionaryEntries} e left join ${dictionaryEntries} above on above.id = e.parent_id
        where e.id = (to_jsonb(k) ->> c.key)::uuid)
    when c.key = 'owner_id' then (select login from ${users} where id = k.owner_id)
    when c.key = 'department_id' then (select name from ${departments} where id = k.department_id)
    when c.key = 'parent_id' then (select p.number from ${customers} p where p.id = k.parent_id)
    when c.key = 'region_id' then coalesce(
      (select concat_ws(' ', top.name, middle.name, e.name) from ${dictionaryEntries} e
        left join ${dictionaryEntries} middle on middle.id = e.parent_id
        left join ${dictionaryEntries} top on top.id = middle.parent_id where e.id = k.region_id),
      concat_ws(' ', k.country, k.province, k.city))
    else to_jsonb(k) ->> c.key end`;
  return sql`select l.row_no, ${field} as field, ${before} as before
    from leaders l join ${customers} k on k.id = l.matched_id cross join lateral jsonb_object_keys(l.changes) c (key)`;
}
