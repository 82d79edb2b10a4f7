/** What is written into spreadsheets, and the way to CSV; `write-workbook.ts` is the way to .xlsx. Node only. */
import type { Writable } from "node:stream";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { stringify } from "csv-stringify";
import { protect } from "./text";

/**
 * A column of an export. `text` stays text whatever it looks like; `date` is a PlainDate; `instant` is wall time
 * `2026-01-31 12:30` in the operator's zone; `number` and `money` are numbers or decimal strings.
 */
export type WriteColumn = { header: string; kind: "text" | "date" | "instant" | "number" | "money"; width?: number };
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
  await pipeline(Readable.from(lines()), stringify({ bom: true, record_delimiter: "\r\n" }), out);
}

function csvCell(kind: WriteColumn["kind"], value: WriteCell): string {
  if (value === null) return "";
  const isNumber = (kind === "number" || kind === "money") && /^-?\d+(?:\.\d+)?$/.test(String(value));
  return isNumber ? String(value) : protect(String(value));
}
