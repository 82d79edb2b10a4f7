/** The rows of one worksheet, out of its XML. Runs in the child. */
import { EMPTY_CELL, type RawCell } from "./cell";
import { dateFromSerial } from "./dates";
import { SheetError } from "./error";
import type { SheetLimits } from "./limits";
import { isBlank, type SourceRow } from "./source";
import { decodeEscapes, type NumberStyle } from "./workbook";
import { parseXml } from "./xml";

export type WorksheetContext = {
  shared: readonly string[];
  styles: readonly NumberStyle[];
  calendar: "1900" | "1904";
  limits: SheetLimits;
};

const LAST_LINE = 1_048_576;
type OpenCell = { column: number; type: string; style: number; formula: boolean; value: string | null };

/**
 * Gives the rows with content in batches. Real line numbers are kept, whatever is hidden is marked, the dimension
 * that the sheet claims is not read at all (IM-02), and merged cells in the data are refused (IM-03, IM-13).
 */
export async function* readWorksheet(
  source: AsyncIterable<Buffer>,
  context: WorksheetContext,
): AsyncGenerator<SourceRow[]> {
  const { limits } = context;
  let batch: SourceRow[] = [];
  let row: { line: number; hidden: boolean; cells: RawCell[]; next: number; chars: number } | null = null;
  let cell: OpenCell | null = null;
  let gathers = false;
  let inHint = false;
  let line = 0;
  let lastFilled = 0;
  let width = 0;

  function openRow(attributes: Readonly<Record<string, string>>) {
    const claimed = attributes["r"] === undefined ? line + 1 : Number(attributes["r"]);
    if (!Number.isInteger(claimed) || claimed <= line) throw new SheetError("damaged");
    if (claimed > LAST_LINE) throw new SheetError("too_many_rows", { max: limits.rows });
    line = claimed;
    const hidden = attributes["hidden"] === "1" || attributes["hidden"] === "true";
    row = { line, hidden, cells: [], next: 0, chars: 0 };
  }

  function closeCell(open: OpenCell) {
    if (!row) return;
    row.next = open.column + 1;
    const raw = rawCell(open, context);
    if (isBlank([raw])) return;
    if (open.column >= limits.columns) throw new SheetError("too_many_columns", { max: limits.columns });
    row.chars += raw.text.length;
    if (row.chars > limits.lineChars) throw new SheetError("line_too_long", { line });
    while (row.cells.length < open.column) row.cells.push(EMPTY_CELL);
    row.cells[open.column] = raw;
  }

  function closeRow() {
    if (!row || row.cells.length === 0) return;
    batch.push({ line, hidden: row.hidden, cells: row.cells, blankBefore: line - lastFilled - 1 });
    if (lastFilled === 0) width = row.cells.length;
    lastFilled = line;
  }

  const parsing = parseXml(source, {
    open(name, attributes) {
      if (name === "row") openRow(attributes);
      else if (name === "c") cell = row && openCell(attributes, row.next);
      else if (name === "f" && cell) cell.formula = true;
      else if (name === "v" || name === "t") gathers = cell !== null && !inHint;
      else if (name === "rPh") inHint = true;
      else if (name === "mergeCell") refuseMerge(attributes["ref"] ?? "", lastFilled, width);
      if (gathers && cell) cell.value ??= "";
    },
    text(more) {
      if (gathers && cell) cell.value += more;
    },
    close(name) {
      if (name === "v" || name === "t") gathers = false;
      else if (name === "rPh") inHint = false;
      else if (name === "c" && cell) {
        closeCell(cell);
        cell = null;
      } else if (name === "row") {
        closeRow();
        row = null;
      }
    },
  });
  for await (const _ of parsing) {
    if (batch.length === 0) continue;
    yield batch;
    batch = [];
  }
}

/** Column index from 0 of a reference like `AB12`; written without patterns, as it runs for every cell. */
function columnOf(reference: string): number {
  let column = 0;
  let letters = 0;
  for (; letters < reference.length; letters += 1) {
    const letter = reference.charCodeAt(letters) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  if (letters < 1 || letters > 3 || letters === reference.length) throw new SheetError("damaged");
  return column - 1;
}

function openCell(attributes: Readonly<Record<string, string>>, next: number): OpenCell {
  const column = attributes["r"] === undefined ? next : columnOf(attributes["r"]);
  const style = Number(attributes["s"] ?? 0);
  return { column, type: attributes["t"] ?? "n", style, formula: false, value: null };
}

function rawCell(open: OpenCell, context: WorksheetContext): RawCell {
  const raw = open.value === null ? EMPTY_CELL : valueOf(open, open.value, context);
  return open.formula ? { ...raw, formula: open.value === null ? "empty" : "computed" } : raw;
}

function valueOf(open: OpenCell, value: string, { shared, styles, calendar }: WorksheetContext): RawCell {
  if (open.type === "s") {
    const text = shared[Number(value)];
    if (text === undefined) throw new SheetError("damaged");
    return { text };
  }
  if (open.type === "inlineStr" || open.type === "str") return { text: decodeEscapes(value) };
  if (open.type === "b") return { text: value.trim() === "1" || value.trim() === "true" ? "TRUE" : "FALSE" };
  if (open.type === "e") return { text: value, error: true };
  const digits = value.trim();
  if (open.type !== "n" || digits === "" || !Number.isFinite(Number(digits))) return { text: value };
  const style = styles[open.style];
  if (style?.date) return { text: shownDate(Number(digits), calendar), number: digits, date: calendar };
  return { text: shownNumber(digits, style?.zeros ?? 0), number: digits };
}

/**
 * 15 digits, as spreadsheet programs keep and show them, so that 0.1 + 0.2 is 0.3. Longer numbers are shown with an
 * exponent: written back as text they must not look like an identifier that is whole (IM-08).
 */
function shownNumber(digits: string, zeros: number): string {
  const number = Number(digits);
  if (Math.abs(number) >= 1e15) return number.toExponential().toUpperCase();
  const text = String(Number.isInteger(number) ? number : Number(number.toPrecision(15))).toUpperCase();
  return number < 0 ? text : text.padStart(zeros, "0");
}

function shownDate(serial: number, calendar: "1900" | "1904"): string {
  const seconds = Math.round((serial - Math.floor(serial)) * 86_400);
  const day = dateFromSerial(Math.floor(serial), calendar);
  if ("problem" in day) return String(serial);
  const part = (n: number) => String(Math.floor(n) % 60).padStart(2, "0");
  return seconds === 0
    ? day.value
    : `${day.value} ${String(Math.floor(seconds / 3600)).padStart(2, "0")}:${part(seconds / 60)}:${part(seconds)}`;
}

/** Refuses a merged range that touches the header or the data: only its first cell has a value. */
function refuseMerge(range: string, lastLine: number, width: number) {
  const corners = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::|$)/i.exec(range);
  if (!corners) throw new SheetError("damaged");
  if (Number(corners[2]) <= lastLine && columnOf(`${corners[1]}1`) < width) throw new SheetError("merged", { range });
}
