/** The rows of a CSV file. Runs in the child. */
import { stat } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { decodeFile, detectDelimiter, firstText } from "./csv-text";
import { SheetError } from "./error";
import type { SheetLimits } from "./limits";
import type { Delimiter, Encoding } from "./protocol";
import type { RowSource, SourceRow } from "./source";

const BATCH = 500;

/** Opens a CSV file in a known dialect; `delimiter` null means the one that its first line shows. */
export async function openCsv(
  path: string,
  dialect: { encoding: Encoding; delimiter: Delimiter | null },
  limits: SheetLimits,
): Promise<RowSource> {
  const { size } = await stat(path);
  const detected = detectDelimiter(await firstText(path, dialect.encoding));
  // Counted inside the parser, so that at an error the count stands at the line where the broken record begins.
  const lines = { next: 1, ofRecords: [] as number[] };
  const parser = parse({
    delimiter: dialect.delimiter ?? detected.delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    max_record_size: limits.lineChars,
    on_record: (cells) => {
      lines.ofRecords.push(lines.next);
      lines.next += 1 + cells.reduce((breaks, cell) => breaks + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
      return cells;
    },
  });
  const progress = { read: 0 };
  const input = Readable.from(counted(decodeFile(path, dialect.encoding), progress));
  // Errors of either side reach the reader of the parser, which is the only one that listens.
  const stream = pipeline(input, parser, () => {});
  return {
    batches: rows(stream, lines, detected.declared, limits),
    fraction: () => Math.min(1, progress.read / Math.max(1, size)),
    fixedWidth: true,
    close: () => input.destroy(),
  };
}

async function* counted(text: AsyncIterable<string>, progress: { read: number }): AsyncGenerator<string> {
  for await (const chunk of text) {
    progress.read += Buffer.byteLength(chunk);
    yield chunk;
  }
}

async function* rows(
  records: AsyncIterable<string[]>,
  lines: { next: number; ofRecords: number[] },
  skipFirst: boolean,
  limits: SheetLimits,
): AsyncGenerator<SourceRow[]> {
  let batch: SourceRow[] = [];
  let blankBefore = 0;
  try {
    for await (const record of records) {
      const line = lines.ofRecords.shift()!;
      if (skipFirst && line === 1) continue;
      if (record.slice(limits.columns).some((cell) => cell.trim() !== ""))
        throw new SheetError("too_many_columns", { max: limits.columns });
      if (record.every((cell) => cell.trim() === "")) blankBefore += 1;
      else {
        batch.push({ line, hidden: false, blankBefore, cells: record.map((text) => ({ text })) });
        blankBefore = 0;
      }
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    throw error instanceof CsvError ? csvRefusal(error, lines.next) : error;
  }
  yield batch;
}

const csvRefusal = (error: CsvError, line: number) =>
  error.code === "CSV_MAX_RECORD_SIZE" ? new SheetError("line_too_long", { line }) : new SheetError("quotes", { line });
