import "server-only";
import { eq, sql } from "drizzle-orm";
import { type Import, imports } from "@/db/schema";
import { auditEvent } from "@/lib/core/audit";
import type { StaffContext } from "@/lib/core/context";
import { refuse } from "@/lib/core/errors";
import { translatorFor } from "@/lib/core/messages";
import { enqueue } from "@/lib/core/queue";
import { lockRecord } from "@/lib/core/records";
import type { ImportOptions } from "./define";
import { importDefinitions } from "./definitions";
import { importEntity } from "./entity";
import type { ImportId } from "./schema";
import { describeLines, lineText, type StoredLine } from "./undo-lines";
import { findUndoDays, undoableUntil } from "./undo-queries";
import { judgeUndo, keptLines } from "./undo-run";

const NAMED = 8;

/** Whoever sees the import may undo it, as far as their own rights on its rows reach today. */
async function holdUndoable(ctx: StaffContext, { id }: ImportId): Promise<Import> {
  const record = await lockRecord(ctx, importEntity, id, "import");
  if (["undoing", "undone"].includes(record.state)) refuse("import_undo.error.already");
  if (record.state !== "done" || !record.eventId) refuse("imports.error.not_now");
  if (!(await undoableUntil(ctx, record))) refuse("import_undo.error.over", { days: await findUndoDays(ctx) });
  return record;
}

/** What an undo would take back and what it would keep, counted now, with the first of those that stay (F3). */
export async function previewUndo(ctx: StaffContext, input: ImportId) {
  const counts = await judgeUndo(ctx, await holdUndoable(ctx, input), "preview");
  const { rows } = await ctx.db.execute<StoredLine>(sql`
    select line_no as "lineNo", entity, record_id as "recordId", customer_id as "customerId", outcome, reason, field, now, before
    from (${keptLines()}) l order by line_no limit ${NAMED + 1}`);
  const t = translatorFor(ctx.actor.locale);
  const named = (await describeLines(ctx, rows.slice(0, NAMED))).map((line) => lineText(line, t));
  const total = counts.undone + counts.kept + counts.impossible;
  const lines = [
    t("import_undo.preview.undone", { count: counts.undone, total }),
    ...(counts.kept > 0 ? [t("import_undo.preview.kept", { count: counts.kept })] : []),
    ...(counts.impossible > 0 ? [t("import_undo.preview.impossible", { count: counts.impossible })] : []),
    ...named,
    ...(rows.length > NAMED ? [t("import_undo.preview.more")] : []),
  ];
  return { lines, ...counts };
}

/** Lets an import be taken back in the background: once, whoever asks and however often. */
export async function startUndo(ctx: StaffContext, input: ImportId) {
  const { id, version, fileName, kind, options } = await holdUndoable(ctx, input);
  importDefinitions[kind].undo.allow(ctx, options as ImportOptions);
  await ctx.db
    .update(imports)
    .set({ state: "undoing", undoneBy: ctx.actor.id, problem: null, version: version + 1, updatedAt: ctx.now })
    .where(eq(imports.id, id));
  await auditEvent(ctx, "import.undo_started", { import: id, file: fileName });
  await enqueue(ctx, "import-undo", { userId: ctx.actor.id, importId: id });
  return { id };
}
