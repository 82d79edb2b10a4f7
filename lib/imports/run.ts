import "server-only";
import { and, eq, inArray, isNull, ne, or, sql } from "drizzle-orm";
import { type Import, importRows, imports } from "@/db/schema";
import type { StaffContext } from "@/lib/core/context";
import type { JobContext } from "@/lib/core/jobs";
import { readRows } from "@/lib/core/sheet/read";
import { sqlState } from "@/lib/core/transaction";
import { tell } from "@/lib/notices/commands";
import type { ImportOptions, ImportRun } from "./define";
import { importDefinitions } from "./definitions";
import { clearRows, copyRows, readRequest, wholeLines } from "./stage";

/** Somebody discarded the import or started it anew: this run ends without a word. */
class Superseded extends Error {}

/**
 * Reads and judges a file. Rows go into the staging table a chunk a transaction, with the count of rows that the page shows;
 * the judgement is one transaction. A second run of the same job, after a crash, starts again and makes the first one stop.
 */
export async function checkImport(ctx: JobContext, importId: string): Promise<void> {
  const record = await begin(ctx, importId);
  if (!record) return;
  const definition = importDefinitions[record.kind];
  try {
    const { importMaxRows: rows, importMaxBytes: fileBytes } = ctx.installation;
    const { stream, done } = readRows(readRequest(record, definition, { rows, fileBytes }), { signal: ctx.signal });
    for await (const { lines, count } of wholeLines(stream))
      await ctx.transaction(async (inner) => {
        await fence(inner, record, { rowsRead: sql`${imports.rowsRead} + ${count}` as unknown as number });
        await copyRows(inner, importId, lines);
      });
    await done;
    await ctx.transaction(async (inner) => {
      await definition.check(inner, runOf(record));
      await fence(inner, record, { state: "checked", ...(await countActions(inner, importId)) });
    });
  } catch (error) {
    if (!(error instanceof Superseded)) throw error;
  }
}

/** Takes the run over: a new version, nothing staged. */
const begin = (ctx: JobContext, importId: string): Promise<Import | undefined> =>
  ctx.transaction(async ({ db, now }) => {
    const [record] = await db
      .update(imports)
      .set({ version: sql`${imports.version} + 1`, rowsRead: 0, updatedAt: now })
      .where(and(eq(imports.id, importId), eq(imports.state, "checking")))
      .returning();
    if (record) await clearRows({ db }, importId);
    return record;
  });

async function fence({ db, now }: StaffContext, { id, version }: Import, change: Partial<Import>): Promise<void> {
  const { rowCount } = await db
    .update(imports)
    .set({ ...change, updatedAt: now })
    .where(and(eq(imports.id, id), eq(imports.state, "checking"), eq(imports.version, version)));
  if (rowCount === 0) throw new Superseded();
}

const runOf = ({ id, fileName, mode, options }: Import): ImportRun => ({
  id,
  fileName,
  mode: mode!,
  options: options as ImportOptions,
});

/** Every row has one action, so the counts add up to the rows that were read (I9). */
async function countActions({ db }: StaffContext, importId: string) {
  const count = (action: string) => sql<number>`count(*) filter (where ${importRows.action} = ${action})::int`;
  const [counts] = await db
    .select({
      rowsRead: sql<number>`count(*)::int`,
      rowsBad: count("bad"),
      rowsCreated: count("create"),
      rowsUpdated: count("update"),
      rowsUnchanged: count("unchanged"),
      left: sql<number>`count(*) filter (where ${isNull(importRows.action)})::int`,
    })
    .from(importRows)
    .where(eq(importRows.importId, importId));
  const { left, ...rest } = counts!;
  if (left > 0) throw new Error(`${left} rows of import ${importId} were not judged.`);
  return rest;
}

/**
 * Writes what was previewed in one transaction, which also makes the import done: a second run finds nothing to do, and a run
 * that dies leaves nothing behind. Good rows leave the staging table; bad ones stay for the returned workbook.
 */
export async function writeImport(ctx: JobContext, importId: string): Promise<void> {
  const write = () =>
    ctx.transaction(async (inner) => {
      const { db, now } = inner;
      const [record] = await db
        .select()
        .from(imports)
        .where(and(eq(imports.id, importId), eq(imports.state, "writing")))
        .for("update");
      if (!record) return;
      await importDefinitions[record.kind].write(inner, runOf(record));
      await db
        .delete(importRows)
        .where(and(eq(importRows.importId, importId), or(isNull(importRows.action), ne(importRows.action, "bad"))));
      await db
        .update(imports)
        .set({
          state: "done",
          rowsWritten: record.rowsCreated + record.rowsUpdated,
          finishedAt: now,
          updatedAt: now,
          version: record.version + 1,
        })
        .where(eq(imports.id, importId));
      await tellStarter(inner, record);
    });
  try {
    await write();
  } catch (error) {
    // Somebody made the same number in this very moment: judged again, the row can be named.
    if (sqlState(error) !== "23505") throw error;
    await write();
  }
}

/** Ends a run with its reason; nothing of it was written. */
export async function failImport(
  { db, now }: Pick<StaffContext, "db" | "now">,
  importId: string,
  problem: Import["problem"],
): Promise<void> {
  const failed = await db
    .update(imports)
    .set({ state: "failed", problem, finishedAt: now, updatedAt: now, version: sql`${imports.version} + 1` })
    .where(and(eq(imports.id, importId), inArray(imports.state, ["checking", "writing"])))
    .returning({ id: imports.id, createdBy: imports.createdBy });
  for (const one of failed) await tellStarter({ db, now }, one);
}

/** Whoever started a run need not wait for its end (NOT-01). */
const tellStarter = (ctx: Pick<StaffContext, "db" | "now">, { id, createdBy }: Pick<Import, "id" | "createdBy">) =>
  tell(ctx, { kind: "import_finished", to: sql`select ${createdBy}::uuid`, byName: null, count: 1, importId: id });
