import "server-only";
import { z } from "zod";
import type { StaffContext } from "./context";
import { download, type FileFormat } from "./download";
import { reject } from "./errors";
import { type List, type ListParams, parseList } from "./list";
import { type WriteCell, type WriteColumn, writeCsv } from "./sheet/write";
import { writeXlsx } from "./sheet/write-workbook";

/** What every export of a list takes beside the list's own address (EXP-01). */
export const exportFormat = z.enum(["xlsx", "csv"]).default("xlsx");

export type SheetRows = { columns: WriteColumn[]; rows: AsyncIterable<readonly WriteCell[]> };

/** The list that the address of an export asks for. A filter that cannot be read is refused, not ignored. */
export function readExport<L extends List>(list: L, search: Record<string, unknown>): ListParams<L> {
  const params = parseList(list, search as Record<string, string | string[]>);
  if (params.problems.length > 0) reject(Object.fromEntries(params.problems.map(({ name, key }) => [name, { key }])));
  return params;
}

/** Rows as a file that is called `title` and the day, written while they are read. */
export function downloadRows(ctx: StaffContext, title: string, format: FileFormat, { columns, rows }: SheetRows) {
  return download(`${title}-${ctx.today}`, format, (out) =>
    format === "csv" ? writeCsv(columns, rows, out) : writeXlsx(title, columns, rows, out),
  );
}
