import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { customers, importRows } from "@/db/schema";
import { can, type StaffContext } from "@/lib/core/context";
import { scope } from "@/lib/core/scope";
import type { ImportRun } from "@/lib/imports/define";
import { customerEntity } from "../entity";

/**
 * Warns of rows that would create a customer which may be there already, by name without spaces, punctuation and legal form,
 * by phone or by domain (CUS-10): one that the actor may see is named, of others only that there is one (D-10, AZ-09). It
 * hinders nothing; the registration number is a key of its own and judged before.
 */
export async function noteDuplicates(ctx: StaffContext, run: ImportRun): Promise<void> {
  const visible = sql`coalesce(${scope(ctx, customerEntity, "view") ?? sql`true`}, false)`;
  const twins = (condition: SQL) => sql`
    select l.row_no, ${customers.id}, ${customers.name}, ${customers.number}, ${visible} as visible
    from leaders l join ${customers} on ${condition} and ${customers.deletedAt} is null where l.matched_id is null`;
  const found = [
    twins(sql`company_key(${customers.name}) = company_key(l.name)`),
    twins(sql`${customers.domain} = l.domain`),
    ...(can(ctx, "fields.contact_data")
      ? [twins(sql`${customers.phoneKey} = digits(l.phone) and length(digits(l.phone)) >= 7`)]
      : []),
  ];
  await ctx.db.execute(sql`
    update ${importRows} r set warnings = r.warnings || w.warnings
    from (
      select row_no, jsonb_agg(jsonb_build_object('field', null, 'header', null, 'code', code, 'values', named) order by code) as warnings
      from (
        select distinct on (row_no, visible) row_no,
          case when visible then 'possible_duplicate' else 'possible_duplicate_hidden' end as code,
          case when visible then jsonb_build_object('name', name, 'number', number) else '{}' end as named
        from (${sql.join(found, sql` union all `)}) t order by row_no, visible, id) one
      group by row_no) w
    where r.import_id = ${run.id} and r.row_no = w.row_no and r.action = 'create'`);
}
