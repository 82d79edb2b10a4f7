import "server-only";
import { and, eq, inArray, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import { type Import, importRows, imports } from "@/db/schema";
import type { StaffContext } from "@/lib/core/context";
import type { JobContext } from "@/lib/core/jobs";
import { readRows } from "@/lib/core/sheet/read";
import { sqlState } from "@/lib/core/transaction";
import { tell } from "@/lib/notices/commands";
import type { ImportOptions, ImportRun } from "./define";
import { importDefinitions } from "./definitions";
import { clearRows, copyRows, readRequest, wholeLines } from "./stage";

/** Somebody stopped the import or started it anew: this run ends without a word. */
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
    let percentRead = 0;
    const { stream, done } = readRows(readRequest(record, definition, { rows, fileBytes }), {
      signal: ctx.signal,
      onProgress: ({ fraction }) => (percentRead = Math.min(100, Math.round(fraction * 100))),
    });
    for await (const { lines, count } of wholeLines(stream))
      await ctx.transaction(async (inner) => {
        await fence(inner, record, { rowsRead: plus(imports.rowsRead, count), percentRead });
        await copyRows(inner, importId, lines);
      });
    await done;
    await ctx.transaction(async (inner) => {
      await fence(inner, record, { percentRead: 100 });
    });
    await ctx.transaction(async (inner) => {
      await definition.check(inner, runOf(inner, record));
      await fence(inner, record, { state: "checked", ...(await countActions(inner, importId)) });
    });
  } catch (error) {
    await concludeStopped(ctx, importId, error);
  }
}

/** What a stopped run had staged goes; the stop itself could not take rows that the run was holding. */
async function concludeStopped(ctx: JobContext, importId: string, error: unknown): Promise<void> {
  if (!(error instanceof Superseded)) throw error;
  await ctx.transaction(async ({ db }) => {
    const stopped = db
      .select({ id: imports.id })
      .from(imports)
      .where(and(eq(imports.id, importId), eq(imports.state, "stopped")));
    await db.delete(importRows).where(inArray(importRows.importId, stopped));
  });
}

const plus = (column: typeof imports.rowsRead, count: number) => sql`${column} + ${count}` as SQL & number;

/** Takes the run over: a new version, nothing staged. */
const begin = (ctx: JobContext, importId: string): Promise<Import | undefined> =>
  ctx.transaction(async ({ db, now }) => {
    const [record] = await db
      .update(imports)
      .set({ version: sql`${imports.version} + 1`, rowsRead: 0, percentRead: 0, updatedAt: now })
      .where(and(eq(imports.id, importId), eq(imports.state, "checking")))
      .returning();
    if (record) await clearRows({ db }, importId);
    return record;
  });

/** The row is as this run found it, or the run ends: of a stop and the last step of a run exactly one comes first. */
const unmoved = ({ id, state, version }: Import) =>
  and(eq(imports.id, id), eq(imports.state, state), eq(imports.version, version));

async function fence({ db, now }: StaffContext, record: Import, change: Partial<Import>): Promise<void> {
  const { rowCount } = await db
    .update(imports)
    .set({ ...change, updatedAt: now })
    .where(unmoved(record));
  if (rowCount === 0) throw new Superseded();
}

const runOf = ({ db }: StaffContext, record: Import): ImportRun => ({
  id: record.id,
  fileName: record.fileName,
  mode: record.mode!,
  options: record.options as ImportOptions,
  goOn: async () => {
    if ((await db.$count(imports, unmoved(record))) === 0) throw new Superseded();
  },
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
 * that dies leaves nothing behind. Good rows leave the staging table; bad ones stay for the returned workbook. The import
 * itself is not held while it is written, so that it can be stopped until the very end (IMP-05).
 */
export async function writeImport(ctx: JobContext, importId: string): Promise<void> {
  const write = () =>
    ctx.transaction(async (inner) => {
      const record = await takeTurn(inner, importId, "writing");
      if (!record) return;
      const { eventId } = await importDefinitions[record.kind].write(inner, runOf(inner, record));
      await inner.db
        .delete(importRows)
        .where(and(eq(importRows.importId, importId), or(isNull(importRows.action), ne(importRows.action, "bad"))));
      await fence(inner, record, {
        state: "done",
        eventId,
        rowsWritten: record.rowsCreated + record.rowsUpdated,
        finishedAt: inner.now,
        version: record.version + 1,
      });
      await tellStarter(inner, record);
    });
  try {
    await write().catch((error: unknown) => {
      // Somebody made the same number in this very moment: judged again, the row can be named.
      if (sqlState(error) !== "23505") throw error;
      return write();
    });
  } catch (error) {
    await concludeStopped(ctx, importId, error);
  }
}

/** Two runs of one import take turns without holding its row; the second finds another state and has nothing to do. */
export async function takeTurn(
  { db }: StaffContext,
  importId: string,
  state: Import["state"],
): Promise<Import | undefined> {
  await db.execute(sql`select pg_advisory_xact_lock(7105, hashtext(${importId}))`);
  const [record] = await db
    .select()
    .from(imports)
    .where(and(eq(imports.id, importId), eq(imports.state, state)));
  return record;
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
