/** What is written into spreadsheets, and the way to CSV; `write-workbook.ts` is the way to .xlsx. Node only. */
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { stringify } from "csv-stringify";
import { protect } from "./text";

/**
 * A column of an export. `text` stays text whatever it looks like; `verbatim` is a
 * text as it stood in somebody's file, with the marks that it had there; `date` is a PlainDate; `instant` is wall time
 * `2026-01-31 12:30` in the operator's zone; `number` and `money` are numbers or decimal strings.
 */
export type WriteColumn = {
  header: string;
  kind: "text" | "verbatim" | "date" | "instant" | "number" | "money";
  width?: number;
};
export type WriteCell = string | number | null;

/**
 * Writes a CSV file: UTF-8 with a byte order mark (or Excel takes it for the local encoding), CRLF, and texts that
 * would start a formula made harmless (IM-16); true numbers keep their minus. `out` is ended.
 */
export async function writeCsv(
  columns: readonly WriteColumn[],
  rows: AsyncIterable<readonly WriteCell[]>,
  out: Writable,
): Promise<void> {
  async function* lines() {
    yield columns.map((column) => protect(column.header));
    for await (const row of rows) yield columns.map(({ kind }, index) => csvCell(kind, row[index] ?? null));
  }
  // By itself the library quotes only cells with the whole CRLF in them, and a bare line feed would end the row.
  const options = { bom: true, record_delimiter: "\r\n", quoted_match: /[\r\n]/ };
  await pipeline(Readable.from(lines()), stringify(options), out);
}

function csvCell(kind: WriteColumn["kind"], value: WriteCell): string {
  if (value === null) return "";
  const isNumber = (kind === "number" || kind === "money") && /^-?\d+(?:\.\d+)?$/.test(String(value));
  return isNumber ? String(value) : protect(String(value));
}
