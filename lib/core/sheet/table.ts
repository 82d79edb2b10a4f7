/** Turns the rows of a file into staged rows: values, problems and warnings. Runs in the child. */
import { EMPTY_CELL, type RawCell } from "./cell";
import { copyLine, type StagedRow } from "./copy-line";
import type { CellNote, RowNote } from "./define";
import { SheetError } from "./error";
import { readHeaders } from "./header";
import type { SheetLimits } from "./limits";
import { parseCell } from "./parse-cell";
import type { ReadRequest, ReadSummary } from "./protocol";
import type { RowSource, SourceRow } from "./source";
import { storable } from "./text";

type Reading = { request: ReadRequest; headers: readonly string[]; width: number; emptyTokens: ReadonlySet<string> };

/**
 * Reads all rows and hands them on as COPY lines, a batch at a time; waits for `write`, which is how a slow database
 * slows the reading. @throws SheetError
 */
export async function readTable(
  source: RowSource,
  request: ReadRequest & { limits: SheetLimits },
  write: (lines: string, rows: number) => Promise<void>,
): Promise<ReadSummary> {
  const summary: ReadSummary = { rows: 0, blank: 0, hidden: 0, problems: 0 };
  let reading: Reading | null = null;
  for await (const batch of source.batches) {
    let lines = "";
    for (const row of batch) {
      if (reading === null) {
        const emptyTokens = new Set(request.emptyTokens);
        reading = { request, headers: readHeaders(row), width: row.cells.length, emptyTokens };
        continue;
      }
      summary.rows += 1;
      if (summary.rows > request.limits.rows) throw new SheetError("too_many_rows", { max: request.limits.rows });
      const staged = stageRow(row, summary.rows, reading, source.fixedWidth);
      summary.blank += row.blankBefore;
      summary.hidden += row.hidden ? 1 : 0;
      summary.problems += staged.problems.length > 0 ? 1 : 0;
      lines += copyLine(staged);
    }
    if (lines !== "") await write(lines, summary.rows);
  }
  if (reading === null) throw new SheetError("no_header");
  if (summary.rows === 0) throw new SheetError("no_rows");
  return summary;
}

function stageRow(row: SourceRow, rowNo: number, reading: Reading, fixedWidth: boolean): StagedRow {
  const problems: RowNote[] = [];
  const warnings: RowNote[] = row.hidden ? [ofRow({ code: "hidden_row", values: {} })] : [];
  const data: Record<string, string | number | null> = {};
  const shifted = fixedWidth && row.cells.length !== reading.width;
  if (shifted) {
    const values = { expected: reading.width, found: row.cells.length };
    // Nobody knows which of the cells stand under their header, so none of them is believed.
    problems.push(ofRow({ code: "field_count", values }));
  } else {
    const nameless = namelessCells(row.cells, reading.headers);
    if (nameless) problems.push(ofRow({ code: "extra_cells", values: { columns: nameless } }));
  }
  for (const column of reading.request.columns) {
    data[column.field] = null;
    if (shifted) continue;
    const place = { field: column.field, header: column.header };
    const cell = withoutToken(row.cells[column.index] ?? EMPTY_CELL, reading.emptyTokens);
    const result = parseCell(column.kind, cell, reading.request.choices[column.field]);
    if ("problem" in result) problems.push({ ...place, ...result.problem });
    else {
      data[column.field] = result.value;
      if (result.warning) warnings.push({ ...place, ...result.warning });
      if (column.required && result.value === null) problems.push({ ...place, code: "required", values: {} });
    }
  }
  return { rowNo, lineNo: row.line, raw: row.cells.map((cell) => storable(cell.text)), data, problems, warnings };
}

const ofRow = (note: CellNote): RowNote => ({ field: null, header: null, ...note });

const withoutToken = (cell: RawCell, tokens: ReadonlySet<string>) => (tokens.has(cell.text.trim()) ? EMPTY_CELL : cell);

/** The letters of columns that have content here and no header, as a spreadsheet program names them. */
function namelessCells(cells: readonly RawCell[], headers: readonly string[]): string {
  const letters: string[] = [];
  cells.forEach((cell, index) => {
    if ((headers[index] ?? "") === "" && cell.text.trim() !== "") letters.push(columnLetters(index));
  });
  return letters.join(", ");
}

function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last;
}
