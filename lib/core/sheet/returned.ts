/** The workbook of rows that were not imported, with the reasons, ready to be mended (IMP-04). Node only. */
import type { Writable } from "node:stream";
import { isReasonHeader } from "./mapping";
import type { WriteCell, WriteColumn } from "./write";
import { writeXlsx } from "./write-workbook";

export type ReturnedRow = { raw: readonly string[]; reasons: string };

/**
 * Writes the original columns as text and the reasons after them. Cells beyond the header, of lines that were
 * shifted by a separator too many, follow under empty headers: whoever mends the row moves them back, and columns
 * that are empty then do not disturb the next import. Reasons of an earlier round are left out.
 * `extraColumns` is the greatest number of cells beyond the header in any row.
 */
export async function writeReturned(
  headers: readonly string[],
  reasonHeader: string,
  rows: AsyncIterable<ReturnedRow>,
  out: Writable,
  { title = reasonHeader, extraColumns = 10 }: { title?: string; extraColumns?: number } = {},
): Promise<void> {
  const kept = headers.map((_, index) => index).filter((index) => !isReasonHeader(headers[index]!));
  const columns: WriteColumn[] = [
    ...kept.map((index): WriteColumn => ({ header: headers[index]!, kind: "verbatim" })),
    { header: reasonHeader, kind: "text", width: 60 },
    ...Array.from({ length: extraColumns }, (): WriteColumn => ({ header: "", kind: "verbatim" })),
  ];
  async function* lines(): AsyncGenerator<WriteCell[]> {
    for await (const { raw, reasons } of rows)
      yield [...kept.map((index) => raw[index] ?? null), reasons, ...raw.slice(headers.length)];
  }
  await writeXlsx(title, columns, lines(), out);
}
