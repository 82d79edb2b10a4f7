import "server-only";
import { sql } from "drizzle-orm";
import { importRows } from "@/db/schema";
import type { StaffContext } from "@/lib/core/context";
import { contactNotes } from "@/lib/customers/import/contact-rows";
import { headersOf, type ImportRun } from "@/lib/imports/define";
import { keepFindings } from "@/lib/imports/findings";
import { judge } from "./judge";

/** Says of every staged row what is wrong with it, or what it would do, with each change as a note "before → after". */
export async function checkContacts(ctx: StaffContext, run: ImportRun): Promise<void> {
  await judge(ctx, run, "preview");
  await keepFindings(ctx, run);
  const headers = JSON.stringify(headersOf(run.options));
  await ctx.db.execute(sql`
    update ${importRows} r set record_id = p.known_id,
      action = (case when p.known_id is null then 'create' when p.changes <> '{}' then 'update' else 'unchanged' end)::import_row_action,
      warnings = r.warnings || coalesce(n.notes, '[]')
    from people p left join (
        select n.row_no, jsonb_agg(jsonb_build_object('field', n.field, 'header', ${headers}::jsonb ->> n.field, 'code', 'change',
          'values', jsonb_build_object('before', coalesce(n.before, ''), 'after', coalesce(x.data ->> n.field, ''))) order by n.field) as notes
        from (${contactNotes()}) n join ${importRows} x on x.import_id = ${run.id} and x.row_no = n.row_no
        group by n.row_no) n on n.row_no = p.row_no
    where r.import_id = ${run.id} and r.row_no = p.row_no and r.action is null`);
}
