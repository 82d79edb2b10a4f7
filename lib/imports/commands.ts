import "server-only";
import { and, eq } from "drizzle-orm";
import { type Import, imports } from "@/db/schema";
import { auditEvent } from "@/lib/core/audit";
import { can, type StaffContext } from "@/lib/core/context";
import { missing, refuse, reject } from "@/lib/core/errors";
import { enqueue } from "@/lib/core/queue";
import { lockRecord } from "@/lib/core/records";
import type { FileHead } from "@/lib/core/sheet/protocol";
import type { ImportOptions, MappedColumn } from "./define";
import { importDefinitions } from "./definitions";
import { importEntity } from "./entity";
import { addingRight, type CheckInput, type ImportId, type UploadInput, type WriteInput } from "./schema";
import { clearFreeRows, clearRows } from "./stage";
import { importStatus } from "./status";
import type { StoredFile } from "./upload";

/** Keeps an uploaded file as an import. The same upload key gives the same import, whoever comes first (IM-11). */
export async function keepUpload(
  ctx: StaffContext,
  { kind, key, name }: UploadInput,
  file: StoredFile,
  head: FileHead,
) {
  const [made] = await ctx.db
    .insert(imports)
    .values({
      kind,
      state: "uploaded",
      createdBy: ctx.actor.id,
      uploadKey: key,
      fileName: name,
      fileKey: file.key,
      fileSize: file.size,
      fileHash: file.hash,
      head,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    })
    .onConflictDoNothing()
    .returning({ id: imports.id });
  if (made) {
    await auditEvent(ctx, "import.uploaded", { import: made.id, kind, file: name, size: file.size, hash: file.hash });
    return { id: made.id, isNew: true };
  }
  return { id: (await findByUploadKey(ctx, key)) ?? missing(), isNew: false };
}

/** The import that an upload form has made already. */
export async function findByUploadKey(ctx: StaffContext, key: string): Promise<string | undefined> {
  const [known] = await ctx.db
    .select({ id: imports.id })
    .from(imports)
    .where(and(eq(imports.createdBy, ctx.actor.id), eq(imports.uploadKey, key)));
  return known?.id;
}

/** Replaces what was seen of the file: it is read in another encoding, or from another sheet. The mapping starts anew. */
export async function changeHead(ctx: StaffContext, id: string, head: FileHead) {
  const before = await lockOwn(ctx, id);
  if (!importStatus[before.state].canMap) refuse("imports.error.not_now");
  await ctx.db
    .update(imports)
    .set({ head, options: null, state: "uploaded", problem: null, version: before.version + 1, updatedAt: ctx.now })
    .where(eq(imports.id, id));
  return { id };
}

/** Takes the choices of the mapping page and lets the file be read and judged in the background. Nothing is written yet. */
export async function startCheck(ctx: StaffContext, { id, columns, mode, ...choices }: CheckInput) {
  const before = await lockOwn(ctx, id);
  if (!importStatus[before.state].canMap) refuse("imports.error.not_now");
  const options: ImportOptions = { ...choices, columns: mappingOf(before, columns) };
  importDefinitions[before.kind].allow(ctx, mode, options);
  if (!choices.addUnknown.every((kind) => can(ctx, addingRight(kind))))
    refuse("imports.error.may_not_add_values", undefined, "addUnknown");
  await move(ctx, before, {
    state: "checking",
    mode,
    options,
    goodRowsOnly: false,
    problem: null,
    finishedAt: null,
    ...noCounts,
  });
  await enqueue(ctx, "import-check", { userId: ctx.actor.id, importId: id });
  return { id };
}

/** Lets what was previewed be written: everything, or the good rows only where some are faulty (IMP-04). */
export async function startWrite(ctx: StaffContext, { id, goodRowsOnly }: WriteInput) {
  const before = await lockOwn(ctx, id);
  if (before.state !== "checked") refuse("imports.error.not_now");
  if (before.rowsBad > 0 && !goodRowsOnly) refuse("imports.error.has_bad_rows", { count: before.rowsBad });
  if (before.rowsCreated + before.rowsUpdated === 0) refuse("imports.error.nothing_to_write");
  await move(ctx, before, { state: "writing", goodRowsOnly });
  await auditEvent(ctx, "import.started", { import: id, file: before.fileName, goodRowsOnly });
  await enqueue(ctx, "import-write", { userId: ctx.actor.id, importId: id });
  return { id };
}

/**
 * Stops a check or a write that waits or runs (IMP-05): whoever sees the import may. The run notices between its steps and
 * leaves nothing behind. Where it ended first, that is said: of the two exactly one holds.
 */
export async function stopImport(ctx: StaffContext, { id }: ImportId) {
  const before = await lockRecord(ctx, importEntity, id, "import");
  if (["done", "undoing", "undone"].includes(before.state)) refuse("imports.error.stop_too_late");
  if (!importStatus[before.state].canStop) refuse("imports.error.not_now");
  await move(ctx, before, { state: "stopped", finishedAt: ctx.now });
  await clearFreeRows(ctx, id);
  await auditEvent(ctx, "import.stopped", { import: id, file: before.fileName });
  return { id };
}

/** Gives an import up before anything was written. */
export async function discardImport(ctx: StaffContext, { id }: ImportId) {
  const before = await lockOwn(ctx, id);
  if (!importStatus[before.state].canDiscard) refuse("imports.error.not_now");
  await move(ctx, before, { state: "stopped", finishedAt: ctx.now });
  await clearRows(ctx, id);
  await auditEvent(ctx, "import.discarded", { import: id, file: before.fileName });
  return { id };
}

const noCounts = {
  percentRead: 0,
  rowsRead: 0,
  rowsBad: 0,
  rowsCreated: 0,
  rowsUpdated: 0,
  rowsUnchanged: 0,
  rowsWritten: 0,
};

/** Only the creator goes on with an import; whoever else may look at it finds nothing to act on. */
async function lockOwn(ctx: StaffContext, id: string): Promise<Import> {
  const row = await lockRecord(ctx, importEntity, id, "import");
  return row.createdBy === ctx.actor.id ? row : missing();
}

/** The version makes an earlier run notice that it is no longer wanted. */
const move = (ctx: StaffContext, before: Import, change: Partial<Import>) =>
  ctx.db
    .update(imports)
    .set({ ...change, version: before.version + 1, updatedAt: ctx.now })
    .where(eq(imports.id, before.id));

/** The mapping with the file's own headers; a field that does not exist or is filled twice is refused at its column. */
function mappingOf({ head, kind }: Import, columns: CheckInput["columns"]): MappedColumn[] {
  const { headers } = head as FileHead;
  const chosen = new Map(columns.map(({ index, field }) => [index, field]));
  const fields = new Set(importDefinitions[kind].sheet.columns.map(({ field }) => field));
  const taken = new Set<string>();
  return headers.map((header, index) => {
    const field = chosen.get(index) ?? null;
    if (field === null) return { index, header, field };
    if (!fields.has(field)) reject({ [`columns.${index}`]: { key: "errors.choice" } });
    if (taken.has(field)) reject({ [`columns.${index}`]: { key: "imports.error.field_twice" } });
    taken.add(field);
    return { index, header, field };
  });
}
