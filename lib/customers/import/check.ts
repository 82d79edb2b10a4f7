import "server-only";
import { sql } from "drizzle-orm";
import { importRows } from "@/db/schema";
import type { StaffContext } from "@/lib/core/context";
import { headersOf, type ImportRun } from "@/lib/imports/define";
import { keepFindings } from "@/lib/imports/findings";
import { tagNotes, tagsBrought } from "@/lib/tags/import";
import { changeNotes } from "./changes";
import { contactNotes } from "./contact-rows";
import { noteDuplicates } from "./duplicates";
import { judge } from "./judge";

/** Says of every staged row what is wrong with it, or what it would do, with each change as a note "before → after". */
export async function checkCustomers(ctx: StaffContext, run: ImportRun): Promise<void> {
  await judge(ctx, run, "preview");
  await keepFindings(ctx, run);
  const headers = JSON.stringify(headersOf(run.options));
  const after = sql`case n.field when 'city' then concat_ws(' ', r.data ->> 'country', r.data ->> 'province', r.data ->> 'city')
    when 'tags' then concat_ws('、', n.before, ${tagsBrought(sql`n.row_no`)}) else coalesce(r.data ->> n.field, '') end`;
  await ctx.db.execute(sql`
    create temp table notes on commit drop as
    select n.row_no, jsonb_agg(jsonb_build_object('field', n.field, 'header', ${headers}::jsonb ->> n.field, 'code', 'change',
        'values', jsonb_build_object('before', coalesce(n.before, ''), 'after', ${after})) order by n.field) as notes
    from (${changeNotes()} union all ${contactNotes()} union all ${tagNotes()}) n join ${importRows} r on r.import_id = ${run.id} and r.row_no = n.row_no
    group by n.row_no`);
  await ctx.db.execute(sql`
    update ${importRows} r set record_id = l.matched_id,
      action = (case when h.row_no is not null then 'bad' when l.matched_id is null then 'create'
        when (l.row_no = x.row_no and (l.changes <> '{}' or l.row_no in (select leader_no from tag_news))) or (p.row_no is not null and p.changes is distinct from '{}') then 'update'
        else 'unchanged' end)::import_row_action,
      warnings = r.warnings || coalesce(n.notes, '[]') || case when h.row_no is null then '[]'::jsonb else
        jsonb_build_array(jsonb_build_object('field', null, 'header', null, 'code', 'held_back', 'values', jsonb_build_object('line', h.line))) end
    from file_rows x join leaders l on l.row_no = x.first_no
      left join people p on p.row_no = x.row_no
      left join held h on h.row_no = x.row_no
      left join notes n on n.row_no = x.row_no
    where r.import_id = ${run.id} and r.row_no = x.row_no and r.action is null`);
  await noteDuplicates(ctx, run);
}
