/** The head of a file: what it is and how it begins. Runs in the child. */
import { openCsv } from "./csv-source";
import { detectDelimiter, detectEncoding, firstText } from "./csv-text";
import { readHeaders } from "./header";
import type { FileHead, HeadRequest } from "./protocol";
import { readStart, sniffFormat } from "./sniff";
import type { RowSource, SourceRow } from "./source";
import { storable } from "./text";
import { openXlsx } from "./xlsx-source";

const SAMPLES = 20;
/** Reading on for a while finds hidden rows and merged cells of most files before anybody maps columns. */
const LOOK_AHEAD_ROWS = 5_000;

/** Reads the head. @throws SheetError */
export async function readHead({ path, name, encoding, sheet, limits }: HeadRequest): Promise<FileHead> {
  const start = await readStart(path);
  const format = await sniffFormat(path, name, start, limits);
  if (format === "xlsx") {
    const source = await openXlsx(path, sheet ?? null, limits);
    const dialect = { format, encoding: null, delimiter: null };
    return { ...dialect, sheets: source.sheets, sheet: source.sheet, ...(await lookAt(source)) };
  }
  const used = encoding ?? (await detectEncoding(path, start));
  const { delimiter } = detectDelimiter(await firstText(path, used));
  const source = await openCsv(path, { encoding: used, delimiter }, limits);
  return { format, encoding: used, delimiter, sheets: [], sheet: null, ...(await lookAt(source)) };
}

async function lookAt(source: RowSource): Promise<Pick<FileHead, "headers" | "samples" | "hidden">> {
  const samples: FileHead["samples"] = [];
  let first: SourceRow | undefined;
  let rows = 0;
  let hidden = 0;
  try {
    for await (const batch of source.batches) {
      for (const row of batch) {
        rows += 1;
        if (rows === 1) first = row;
        else if (samples.length < SAMPLES)
          samples.push({ line: row.line, cells: row.cells.map((cell) => storable(cell.text)) });
        if (row.hidden) hidden += 1;
      }
      if (rows > LOOK_AHEAD_ROWS) break;
    }
    return { headers: readHeaders(first), samples, hidden };
  } finally {
    source.close();
  }
}
