import "server-only";
import { sql } from "drizzle-orm";
import { importedColumns } from "@/lib/contacts/import";
import type { StaffContext } from "@/lib/core/context";
import { find } from "@/lib/imports/findings";

/** `people`: the contacts of the file, each with its customer. */
export async function readContacts({ db }: StaffContext): Promise<void> {
  const cells = sql.raw(importedColumns.map((column) => `c.contact_${column} as ${column}`).join(", "));
  await db.execute(sql`
    create temp table people on commit drop as
    select uuid_v7() as id, c.row_no, c.line_no, l.id as customer_id, ${cells}, c.contact_primary as wants_primary,
      null::uuid as known_id, null::jsonb as changes
    from cells c join file_rows r on r.row_no = c.row_no join leaders l on l.row_no = r.first_no
    where c.contact_name is not null and c.row_no not in (select row_no from findings where code like 'duplicate%')`);
  await db.execute(sql`analyze people (row_no, customer_id)`);
}

/** A customer has one primary contact: the second that wants to be it is refused with the line of the first. */
export async function findSecondPrimaries(ctx: StaffContext): Promise<void> {
  await find(
    ctx,
    sql`select row_no, 'contact.primary', 'primary_twice', jsonb_build_object('line', line)
      from (select row_no, first_value(line_no) over one as line, row_number() over one as place from people where wants_primary
        window one as (partition by customer_id order by row_no)) p where place > 1`,
  );
}

/** The changes of contacts as notes of their rows. */
export const contactNotes = () => sql`
  select p.row_no, case c.key when 'is_primary' then 'contact.primary' when 'decision_role' then 'contact.decisionRole'
      else 'contact.' || c.key end as field,
    case when c.key = 'is_primary' then 'no' else to_jsonb(k) ->> c.key end as before
  from people p join contacts k on k.id = p.known_id cross join lateral jsonb_object_keys(p.changes) c (key)`;
