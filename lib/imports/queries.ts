import "server-only";
import { and, asc, desc, eq, gt, inArray, isNotNull, ne, type SQL, sql } from "drizzle-orm";
import { importRows, imports, users } from "@/db/schema";
import type { ImportKind } from "@/db/enums";
import type { Context, StaffContext } from "@/lib/core/context";
import { contains, type ListColumns, listOf, listWhere, onDays, oneOf } from "@/lib/core/list-query";
import { scope } from "@/lib/core/scope";
import type { FileHead } from "@/lib/core/sheet/protocol";
import type { ImportOptions } from "./define";
import { importEntity } from "./entity";
import { type ImportListParams, importList, ROWS_PER_PAGE, type RowView } from "./list";

const DAY_MS = 24 * 60 * 60 * 1000;
const REMEMBERED = 20;

/** One import that the actor may see, or nothing: others' imports are as absent (D-05). */
export async function findImport(ctx: Context, id: string) {
  const [row] = await ctx.db
    .select({ import: imports, creator: users.name })
    .from(imports)
    .innerJoin(users, eq(users.id, imports.createdBy))
    .where(and(eq(imports.id, id), scope(ctx, importEntity, "import")));
  return (
    row && {
      ...row.import,
      head: row.import.head as FileHead,
      options: row.import.options as ImportOptions | null,
      creator: row.creator,
    }
  );
}
export type ImportRecord = NonNullable<Awaited<ReturnType<typeof findImport>>>;

/** What somebody is called who did something to an import: people among the staff are no secret. */
export async function findUserName({ db }: Context, id: string): Promise<string> {
  const [user] = await db.select({ name: users.name }).from(users).where(eq(users.id, id));
  return user?.name ?? "";
}

/** The counts of a run, as the page polls them (IMP-05). */
export async function findProgress(ctx: Context, id: string) {
  const [row] = await ctx.db
    .select({
      state: imports.state,
      rowsRead: imports.rowsRead,
      percentRead: imports.percentRead,
      rowsBad: imports.rowsBad,
      rowsCreated: imports.rowsCreated,
      rowsUpdated: imports.rowsUpdated,
      rowsUnchanged: imports.rowsUnchanged,
      rowsWritten: imports.rowsWritten,
    })
    .from(imports)
    .where(and(eq(imports.id, id), scope(ctx, importEntity, "import")));
  return row;
}

const columnsFor = (ctx: Context): ListColumns<typeof importList> => ({
  id: imports.id,
  search: contains(imports.fileName),
  sort: { created: imports.createdAt },
  filters: { state: oneOf(imports.state), created: onDays(imports.createdAt, ctx.installation.timeZone) },
});

/** The history of imports: one's own, or everybody's for whoever reads the log. */
export async function listImports(ctx: Context, params: ImportListParams) {
  const columns = columnsFor(ctx);
  const where = and(scope(ctx, importEntity, "import"), listWhere(columns, params));
  const bare = ctx.db
    .select({ one: sql`1`.as("one") })
    .from(imports)
    .$dynamic();
  const list = listOf(ctx.db, columns, params, where, bare);
  return list.page(
    ctx.db
      .select({
        id: imports.id,
        kind: imports.kind,
        state: imports.state,
        fileName: imports.fileName,
        creator: users.name,
        createdAt: imports.createdAt,
        rowsRead: imports.rowsRead,
        rowsCreated: imports.rowsCreated,
        rowsUpdated: imports.rowsUpdated,
        rowsUnchanged: imports.rowsUnchanged,
        rowsBad: imports.rowsBad,
        ...list.fields,
      })
      .from(imports)
      .innerJoin(users, eq(users.id, imports.createdBy))
      .$dynamic(),
  );
}
export type ImportListRow = Awaited<ReturnType<typeof listImports>>["rows"][number];

const noProblems = sql`${importRows.problems} = '[]'`;
const VIEWS: Record<RowView, SQL> = {
  bad: and(eq(importRows.action, "bad"), sql`not ${noProblems}`)!,
  held: and(eq(importRows.action, "bad"), noProblems)!,
  create: eq(importRows.action, "create"),
  update: eq(importRows.action, "update"),
  unchanged: eq(importRows.action, "unchanged"),
};

/** A page of an import's staged rows, in the order of the file. The caller has found the import before. */
export async function listRows(ctx: Context, importId: string, view: RowView, page: number) {
  return ctx.db
    .select({
      rowNo: importRows.rowNo,
      lineNo: importRows.lineNo,
      raw: importRows.raw,
      problems: importRows.problems,
      warnings: importRows.warnings,
      data: importRows.data,
    })
    .from(importRows)
    .where(and(eq(importRows.importId, importId), VIEWS[view]))
    .orderBy(asc(importRows.rowNo))
    .limit(ROWS_PER_PAGE)
    .offset((page - 1) * ROWS_PER_PAGE);
}
export type StagedRow = Awaited<ReturnType<typeof listRows>>[number];

/** How many rows each view of the preview has. */
export async function countRows(ctx: Context, importId: string): Promise<Record<RowView, number>> {
  const count = (view: RowView) => sql<number>`count(*) filter (where ${VIEWS[view]})::int`;
  const [row] = await ctx.db
    .select({
      bad: count("bad"),
      held: count("held"),
      create: count("create"),
      update: count("update"),
      unchanged: count("unchanged"),
    })
    .from(importRows)
    .where(eq(importRows.importId, importId));
  return row!;
}

/** What this user last made of each header in imports of the kind: a field, or null for "not imported" (IMP-01). */
export async function rememberedFields(ctx: StaffContext, kind: ImportKind): Promise<Map<string, string | null>> {
  const recent = await ctx.db
    .select({ options: imports.options })
    .from(imports)
    .where(and(eq(imports.createdBy, ctx.actor.id), eq(imports.kind, kind), isNotNull(imports.options)))
    .orderBy(desc(imports.createdAt))
    .limit(REMEMBERED);
  const columns = recent.reverse().flatMap(({ options }) => (options as ImportOptions).columns);
  return new Map(columns.map(({ header, field }) => [header, field]));
}

/** The same file brought in by the same person within a day and not discarded: asked about, not refused. */
export async function findTwin(ctx: StaffContext, { id, kind, fileHash, createdAt }: ImportRecord) {
  const [twin] = await ctx.db
    .select({ id: imports.id, state: imports.state, createdAt: imports.createdAt })
    .from(imports)
    .where(
      and(
        eq(imports.kind, kind),
        eq(imports.fileHash, fileHash),
        eq(imports.createdBy, ctx.actor.id),
        ne(imports.id, id),
        inArray(imports.state, ["done", "writing", "checked", "checking"]),
        gt(imports.createdAt, new Date(createdAt.getTime() - DAY_MS)),
        sql`${imports.createdAt} <= ${createdAt.toISOString()}`,
      ),
    )
    .orderBy(desc(imports.createdAt))
    .limit(1);
  return twin;
}
