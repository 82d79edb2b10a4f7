import "server-only";
import { z } from "zod";
import type { StaffContext } from "./context";
import { download, type FileFormat } from "./download";
import { reject } from "./errors";
import { type List, type ListParams, parseList } from "./list";
import type { WriteCell, WriteColumn } from "./sheet/write";
import { writeCsv } from "./sheet/write";
import { writeXlsx } from "./sheet/write-workbook";

/** What goes into a file: its columns, and the rows as they are read. */
export type Sheet = { columns: WriteColumn[]; rows: AsyncIterable<readonly WriteCell[]> };

/** The address of an export: the format, and beside it whatever the list's own address may hold. */
export const exportInput = z.looseObject({ format: z.enum(["xlsx", "csv"]).default("xlsx") });

/** The list of an export's address. A filter that cannot be read is refused, not ignored: the file would tell too much. */
export function listToExport<L extends List>(list: L, search: Record<string, unknown>): ListParams<L> {
  const params = parseList(list, search as Record<string, string | string[]>);
  if (params.problems.length > 0) reject(Object.fromEntries(params.problems.map(({ name, key }) => [name, { key }])));
  return params;
}

/** Answers with the sheet as a file of today while it is being written (EXP-01). */
export const sheetFile = (ctx: StaffContext, title: string, format: FileFormat, { columns, rows }: Sheet): Response =>
  download(`${title}-${ctx.today}`, format, (out) =>
    format === "csv" ? writeCsv(columns, rows, out) : writeXlsx(title, columns, rows, out),
  );
