import "server-only";
import type { Writable } from "node:stream";
import { and, asc, eq, gt, sql } from "drizzle-orm";
import { importRows } from "@/db/schema";
import type { StaffContext } from "@/lib/core/context";
import type { Texts } from "@/lib/core/sheet/template";
import { writeReturned } from "@/lib/core/sheet/returned";
import { importDefinitions } from "./definitions";
import { noteText, type RowNote } from "./notes";
import type { ImportRecord } from "./queries";

const BATCH = 500;

/** Writes the workbook of an import's bad rows; those that were only held back say which line held them. */
export async function returnedRows(
  ctx: StaffContext,
  { id, kind, head }: ImportRecord,
  texts: Texts,
  out: Writable,
): Promise<void> {
  const { sheet } = importDefinitions[kind];
  const [widest] = await ctx.db
    .select({ cells: sql<number>`coalesce(max(jsonb_array_length(${importRows.raw})), 0)::int` })
    .from(importRows)
    .where(bad(id));
  const reasons = (problems: RowNote[], warnings: RowNote[]) => [
    ...problems.map((note) => noteText(note, "problem", sheet, texts)),
    ...warnings.filter(({ code }) => code === "held_back").map((note) => noteText(note, "warning", sheet, texts)),
  ];
  async function* rows() {
    for (let after = 0; ;) {
      const batch = await ctx.db
        .select({
          rowNo: importRows.rowNo,
          raw: importRows.raw,
          problems: importRows.problems,
          warnings: importRows.warnings,
        })
        .from(importRows)
        .where(and(bad(id), gt(importRows.rowNo, after)))
        .orderBy(asc(importRows.rowNo))
        .limit(BATCH);
      for (const { raw, problems, warnings } of batch) yield { raw, reasons: reasons(problems, warnings).join("\n") };
      const last = batch.at(-1);
      if (!last || batch.length < BATCH) return;
      after = last.rowNo;
    }
  }
  await writeReturned(head.headers, texts("sheet.reason_header"), rows(), out, {
    title: texts(sheet.title),
    extraColumns: Math.max(0, widest!.cells - head.headers.length),
  });
}

const bad = (importId: string) => and(eq(importRows.importId, importId), eq(importRows.action, "bad"));
