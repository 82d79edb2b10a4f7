import "server-only";
import { finished } from "node:stream/promises";
import type { Readable } from "node:stream";
import { and, eq, inArray } from "drizzle-orm";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { type Import, importRows } from "@/db/schema";
import type { Transaction } from "@/lib/core/context";
import type { FileHead, ReadRequest } from "@/lib/core/sheet/protocol";
import type { ImportDefinition, ImportOptions } from "./define";
import { choicesOf } from "./labels";
import { uploadPath } from "./upload";

const CHUNK_BYTES = 1024 * 1024;
const LINE_FEED = 10;

/** How the file of an import is to be read, with the mapping that its user chose. What is required is judged later: it depends on the mode. */
export function readRequest(
  file: Import,
  { sheet }: ImportDefinition,
  limits: { rows: number; fileBytes: number },
): ReadRequest {
  const head = file.head as FileHead;
  const options = file.options as ImportOptions;
  const kinds = new Map(sheet.columns.map(({ field, kind }) => [field, kind]));
  return {
    file: uploadPath(file.fileKey),
    format: head.format,
    encoding: head.encoding,
    delimiter: head.delimiter,
    sheet: head.sheet,
    headerRow: 1,
    columns: options.columns.flatMap(({ index, header, field }) => {
      const kind = field === null ? undefined : kinds.get(field);
      return field && kind ? [{ index, header, field, kind }] : [];
    }),
    choices: choicesOf(sheet),
    emptyTokens: options.emptyTokens,
    limits,
  };
}

/** Takes the staged rows of an earlier run away. */
export async function clearRows({ db }: Pick<Transaction, "db">, importId: string): Promise<void> {
  await db.delete(importRows).where(eq(importRows.importId, importId));
}

/** The same of the rows that no run holds at this moment: a run that was stopped takes the rest away itself. */
export async function clearFreeRows({ db }: Pick<Transaction, "db">, importId: string): Promise<void> {
  const free = db
    .select({ rowNo: importRows.rowNo })
    .from(importRows)
    .where(eq(importRows.importId, importId))
    .for("update", { skipLocked: true });
  await db.delete(importRows).where(and(eq(importRows.importId, importId), inArray(importRows.rowNo, free)));
}

/** Puts whole lines of COPY text into the staging table, each with the id of its import in front. */
export async function copyRows({ db }: Pick<Transaction, "db">, importId: string, lines: Buffer): Promise<void> {
  const client = (db as unknown as { $client: pg.PoolClient }).$client;
  const copy = client.query(
    copyFrom("copy import_rows (import_id, row_no, line_no, raw, data, problems, warnings) from stdin"),
  );
  copy.end(withPrefix(lines, Buffer.from(`${importId}\t`)));
  await finished(copy);
}

/** Cuts a stream of lines into pieces of about a megabyte that end where a line ends. */
export async function* wholeLines(stream: Readable): AsyncGenerator<{ lines: Buffer; count: number }> {
  let rest: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    rest.push(chunk);
    size += chunk.length;
    if (size < CHUNK_BYTES) continue;
    const bytes = Buffer.concat(rest);
    const end = bytes.lastIndexOf(LINE_FEED) + 1;
    if (end > 0) yield counted(bytes.subarray(0, end));
    rest = [bytes.subarray(end)];
    size = bytes.length - end;
  }
  if (size > 0) yield counted(Buffer.concat(rest));
}

const counted = (lines: Buffer) => ({ lines, count: lineEnds(lines).length });

function lineEnds(bytes: Buffer): number[] {
  const ends: number[] = [];
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) ends.push(at + 1);
  return ends;
}

function withPrefix(lines: Buffer, prefix: Buffer): Buffer {
  const ends = lineEnds(lines);
  const pieces = ends.flatMap((end, index) => [prefix, lines.subarray(index === 0 ? 0 : ends[index - 1], end)]);
  return Buffer.concat(pieces);
}
