/** Writes .xlsx files row by row, however many there are. Node only. */
import { once } from "node:events";
import type { Writable } from "node:stream";
import ExcelJS from "exceljs";
import { serialFromDate } from "./dates";
import { protect } from "./text";
import type { WriteCell, WriteColumn } from "./write";

const FORMATS: Record<WriteColumn["kind"], string> = {
  text: "@",
  verbatim: "@",
  date: "yyyy-mm-dd",
  instant: "yyyy-mm-dd hh:mm",
  number: "General",
  money: "#,##0.00",
};
const WIDTHS: Record<WriteColumn["kind"], number> = {
  text: 20,
  verbatim: 20,
  date: 12,
  instant: 17,
  number: 12,
  money: 14,
};
const CHECK_EVERY = 200;
const MAX_TITLE = 31;

/** A sheet's name without the characters that spreadsheet programs forbid in one. */
export const sheetTitle = (title: string) =>
  title
    .replace(/[[\]:*?/\\]/g, " ")
    .slice(0, MAX_TITLE)
    .trim() || "Sheet1";

/** A workbook would read `_x0041_` as an escaped letter A: the underscore is escaped itself. */
export const escapeText = (text: string) => text.replace(/_x(?=[0-9A-Fa-f]{4}_)/g, "_x005F_x");

/**
 * Writes one sheet: a frozen header, identifiers as text cells, dates as dates, money as numbers (EXP-01).
 * Rows are taken only as fast as `out` takes bytes. `out` is ended.
 */
export async function writeXlsx(
  title: string,
  columns: readonly WriteColumn[],
  rows: AsyncIterable<readonly WriteCell[]>,
  out: Writable,
): Promise<void> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false });
  const failed = new Promise<never>((_, reject) => {
    out.once("error", reject);
    out.once("close", () => out.writableFinished || reject(new Error("The reader of the workbook has gone away.")));
  });
  failed.catch(() => {});
  const sheet = book.addWorksheet(sheetTitle(title), { views: [{ state: "frozen", ySplit: 1 }] });
  sheet.columns = columns.map(({ kind, width }) => ({
    width: width ?? WIDTHS[kind],
    style: { numFmt: FORMATS[kind] },
  }));
  const header = sheet.addRow(columns.map((column) => escapeText(column.header)));
  header.eachCell((cell) => {
    cell.style = { font: { bold: true }, numFmt: "@" };
  });
  header.commit();

  let count = 0;
  for await (const row of rows) {
    sheet.addRow(columns.map(({ kind }, index) => cellValue(kind, row[index] ?? null))).commit();
    count += 1;
    if (count % CHECK_EVERY === 0) await Promise.race([flushed(out), failed]);
  }
  sheet.commit();
  await Promise.race([book.commit(), failed]);
}

/** The library writes into memory without looking back: it must be made to wait for a slow reader. */
async function flushed(out: Writable) {
  await new Promise(setImmediate);
  if (out.writableNeedDrain) await once(out, "drain");
}

function cellValue(kind: WriteColumn["kind"], value: WriteCell): WriteCell {
  if (value === null || value === "") return null;
  if (kind === "verbatim") return escapeText(String(value));
  // A text cell is harmless by itself, but reading would take an apostrophe before a formula for the mark of a CSV.
  if (kind === "text") return escapeText(String(value).startsWith("'") ? protect(String(value)) : String(value));
  if (kind === "number" || kind === "money") return Number(value);
  const [day, hours, minutes, seconds = 0] = String(value).split(/[ T:]/);
  const serial = serialFromDate(day!);
  if (serial === null) return String(value);
  if (kind === "date" || hours === undefined) return serial;
  return serial + (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) / 86_400;
}
