/** What a file is, by its content and never by its name (IM-04). Runs in the child. */
import { open, readFile, stat } from "node:fs/promises";
import { SheetError } from "./error";
import type { SheetLimits } from "./limits";
import type { FileFormat } from "./protocol";

const ZIP = Buffer.from("PK\u0003\u0004", "latin1");
const COMPOUND = Buffer.from("d0cf11e0a1b11ae1", "hex");
const START_BYTES = 4096;

/** The first bytes of a file. */
export async function readStart(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(START_BYTES), 0, START_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/**
 * Tells the format of a file or says why it is none. `name` is only used to notice a text file that calls itself a
 * workbook: its owner believes to have saved something else.
 */
export async function sniffFormat(path: string, name: string, start: Buffer, limits: SheetLimits): Promise<FileFormat> {
  const { size } = await stat(path);
  if (size === 0) throw new SheetError("empty_file");
  if (size > limits.fileBytes)
    throw new SheetError("file_too_large", { max: Math.round(limits.fileBytes / 1_048_576) });
  if (start.subarray(0, 4).equals(ZIP)) return "xlsx";
  if (start.subarray(0, 8).equals(COMPOUND)) throw new SheetError(await compoundKind(path));
  if (start[0] === 0xfe && start[1] === 0xff) throw new SheetError("encoding", { encoding: "UTF-16BE" });
  if (!looksLikeText(start)) throw new SheetError("not_spreadsheet");
  if (/^\s*<(?:!doctype|\?xml|html|head|body|table|meta|!--|style|div)/i.test(plain(start)))
    throw new SheetError("markup");
  const ending = /\.(xlsx|xlsm|xls|et|ods)$/i.exec(name)?.[1]?.toLowerCase();
  if (ending !== undefined) throw new SheetError("text_named_workbook", { ending });
  return "csv";
}

/** Old workbooks and encrypted new ones share their container; only the names inside tell them apart. */
async function compoundKind(path: string): Promise<"encrypted" | "old_xls" | "not_spreadsheet"> {
  const content = await readFile(path);
  const contains = (stream: string) => content.includes(Buffer.from(stream, "utf16le"));
  if (contains("EncryptedPackage") || contains("EncryptionInfo")) return "encrypted";
  return contains("Workbook") || contains("Book") ? "old_xls" : "not_spreadsheet";
}

const isUtf16 = (start: Buffer) => start[0] === 0xff && start[1] === 0xfe;
const plain = (start: Buffer) =>
  isUtf16(start) ? start.subarray(2).toString("utf16le") : start.toString("latin1").replace(/^\u00EF\u00BB\u00BF/, "");

/** No program writes control characters into a text table; a NUL is told apart later, with its own sentence. */
function looksLikeText(start: Buffer): boolean {
  if (isUtf16(start)) return true;
  const strange = start.filter((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13);
  const nul = start.filter((byte) => byte === 0).length;
  return strange.length === nul && nul < start.length / 20 + 1;
}
