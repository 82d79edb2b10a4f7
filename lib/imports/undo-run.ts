import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { type Import, imports, importUndoLines } from "@/db/schema";
import { auditEvent } from "@/lib/core/audit";
import type { StaffContext } from "@/lib/core/context";
import type { JobContext } from "@/lib/core/jobs";
import type { ImportOptions } from "./define";
import { importDefinitions } from "./definitions";
import { takeTurn } from "./run";
import { readAct } from "./undo-set";

/** What becomes of the records of an import; the three add up to those that it wrote. */
export type UndoCounts = { undone: number; kept: number; impossible: number };

/** Judges what an import wrote, into the tables of `undo-set.ts`, and counts it; the rights are those of this moment. */
export async function judgeUndo(
  ctx: StaffContext,
  { kind, eventId, options }: Pick<Import, "kind" | "eventId" | "options">,
  purpose: "preview" | "write",
): Promise<UndoCounts> {
  const { undo } = importDefinitions[kind];
  undo.allow(ctx, options as ImportOptions);
  await readAct(ctx, eventId!);
  await undo.judge(ctx, purpose);
  const { rows } = await ctx.db.execute<UndoCounts>(sql`
    select (count(*) filter (where outcome is null))::int as undone, (count(*) filter (where outcome = 'kept'))::int as kept,
      (count(*) filter (where outcome = 'impossible'))::int as impossible from undo_records`);
  return rows[0]!;
}

/** What is kept, as lines: a record as a whole with its reason, or its fields each with theirs. */
export const keptLines = () => sql`
  select (row_number() over (order by customer_id, entity desc, record_id, field))::int as line_no, k.* from (
    select entity, id as record_id, customer_id, outcome, reason, null::text as field, null::jsonb as now, null::jsonb as before
    from undo_records where reason is not null
    union all
    select f.entity, f.id, r.customer_id, f.outcome, f.reason, f.field, f.now, f.before
    from undo_fields f join undo_records r on r.entity = f.entity and r.id = f.id where f.outcome is not null and r.reason is null) k`;

/**
 * Takes an import back in one transaction, which also makes it undone: a second run finds nothing to do, a run that dies leaves
 * everything as it was (IMP-05).
 */
export async function undoImport(ctx: JobContext, importId: string): Promise<void> {
  await ctx.transaction(async (inner) => {
    const record = await takeTurn(inner, importId, "undoing");
    if (!record) return;
    const { db, now } = inner;
    const { undone, kept, impossible } = await judgeUndo(inner, record, "write");
    const details = { import: importId, file: record.fileName, undone, kept, impossible };
    const eventId = await auditEvent(inner, "import.undone", details);
    await importDefinitions[record.kind].undo.takeBack(inner, eventId);
    await db.execute(sql`
      insert into ${importUndoLines} (import_id, line_no, entity, record_id, customer_id, outcome, reason, field, now, before)
      select ${importId}, line_no, entity, record_id, customer_id, outcome::undo_outcome, reason, field, now, before
      from (${keptLines()}) l`);
    await db
      .update(imports)
      .set({
        state: "undone",
        undoneAt: now,
        recordsUndone: undone,
        recordsKept: kept,
        recordsImpossible: impossible,
        problem: null,
        updatedAt: now,
        version: record.version + 1,
      })
      .where(eq(imports.id, importId));
  });
}

/** Ends an undo with its reason: nothing of it was done, and it can be asked for again. */
export async function failUndo(
  { db, now }: Pick<StaffContext, "db" | "now">,
  importId: string,
  problem: Import["problem"],
): Promise<void> {
  await db
    .update(imports)
    .set({ state: "done", problem, updatedAt: now, version: sql`${imports.version} + 1` })
    .where(and(eq(imports.id, importId), eq(imports.state, "undoing")));
}
