import "server-only";
import { sql } from "drizzle-orm";
import { auditEvent } from "@/lib/core/audit";
import type { StaffContext } from "@/lib/core/context";
import { ImportFault, type ImportRun, type Written } from "@/lib/imports/define";
import { refuseFindings } from "@/lib/imports/findings";
import { writePeople } from "../import";
import { judge } from "./judge";

const EVENT = "contacts.imported";

/** Writes the good rows and the log. A row that is no longer what the preview showed ends the whole import. */
export async function writeContacts(ctx: StaffContext, run: ImportRun): Promise<Written> {
  await judge(ctx, run, "write");
  await refuseFindings(ctx, run);
  const { rows } = await ctx.db.execute<{ line: number; rows: number }>(sql`
    select min(line_no) as line, count(*)::int as rows from people where known_id is distinct from previewed_id having count(*) > 0`);
  if (rows[0]) throw new ImportFault("row_changed", rows[0]);
  const eventId = await auditEvent(ctx, EVENT, { import: run.id, file: run.fileName });
  await writePeople(ctx, eventId);
  return { eventId };
}
