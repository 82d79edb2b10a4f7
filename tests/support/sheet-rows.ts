/** Reads files through the real child process and takes its COPY lines apart again. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { CellKind, RowNote } from "@/lib/core/sheet/define";
import { readHead } from "@/lib/core/sheet/head";
import { SHEET_LIMITS } from "@/lib/core/sheet/limits";
import type { ReadRequest } from "@/lib/core/sheet/protocol";
import { readRows } from "@/lib/core/sheet/read";

let folder: Promise<string> | null = null;
let files = 0;

/** Writes a file into a folder that goes away after the tests. */
export async function saved(content: Buffer | string): Promise<string> {
  folder ??= mkdtemp(join(tmpdir(), "kehu-sheet-"));
  files += 1;
  const path = join(await folder, `file-${files}`);
  await writeFile(path, content);
  return path;
}
afterAll(async () => {
  if (folder) await rm(await folder, { recursive: true, force: true });
});

export type ReadRow = {
  rowNo: number;
  lineNo: number;
  raw: string[];
  data: Record<string, string | number | null>;
  problems: RowNote[];
  warnings: RowNote[];
};

const unescape = (field: string) => field.replaceAll("\\\\", "\\");

function rowOf(line: string): ReadRow {
  const [rowNo, lineNo, ...json] = line.split("\t");
  const [raw, data, problems, warnings] = json.map((field) => JSON.parse(unescape(field)) as unknown);
  return { rowNo: Number(rowNo), lineNo: Number(lineNo), raw, data, problems, warnings } as ReadRow;
}

/** A request that maps every column that has a header to the field of the same name; text unless said otherwise. */
export async function requestFor(
  file: string,
  kinds: Record<string, CellKind> = {},
  more: Partial<ReadRequest> = {},
): Promise<ReadRequest> {
  const head = await readHead({ path: file, name: "file", limits: SHEET_LIMITS });
  const columns = head.headers
    .map((header, index) => ({
      index,
      header,
      field: header,
      kind: kinds[header] ?? ({ type: "text", max: 200 } as const),
    }))
    .filter((column) => column.header !== "");
  const { format, encoding, delimiter, sheet } = head;
  return { file, format, encoding, delimiter, sheet, headerRow: 1, columns, choices: {}, emptyTokens: [], ...more };
}

export async function readAll(request: ReadRequest) {
  const { stream, done } = readRows(request);
  let text = "";
  for await (const chunk of stream.setEncoding("utf8")) text += chunk as string;
  const rows = text === "" ? [] : text.trimEnd().split("\n").map(rowOf);
  return { summary: await done, rows, text };
}

/** Saves, inspects and reads a file in one go. */
export async function readContent(
  content: Buffer | string,
  kinds: Record<string, CellKind> = {},
  more: Partial<ReadRequest> = {},
) {
  return readAll(await requestFor(await saved(content), kinds, more));
}

export const codes = (row: ReadRow | undefined) => row?.problems.map((problem) => [problem.field, problem.code]);
