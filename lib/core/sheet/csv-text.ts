/** How a text file is written: its encoding and its separator. Runs in the child. */
import { createReadStream } from "node:fs";
import { SheetError } from "./error";
import { DELIMITERS, type Delimiter, type Encoding } from "./protocol";

/** The file as text in chunks. @throws SheetError when it is not in that encoding, or has a NUL in it */
export async function* decodeFile(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>)
      yield withoutNul(decoder.decode(chunk, { stream: true }));
    yield decoder.decode();
  } catch (error) {
    throw error instanceof TypeError ? new SheetError("encoding", { encoding }) : error;
  }
}

function withoutNul(text: string): string {
  if (text.includes("\0")) throw new SheetError("nul");
  return text;
}

/**
 * The encoding: what the byte order mark says, else UTF-8 if all of it is valid, else GB18030 if all of it is (IM-06).
 * @throws SheetError when it is none of them
 */
export async function detectEncoding(path: string, start: Buffer): Promise<Encoding> {
  if (start[0] === 0xff && start[1] === 0xfe) return "utf-16le";
  for (const encoding of ["utf-8", "gb18030"] as const) if (await decodes(path, encoding)) return encoding;
  throw new SheetError("encoding", { encoding: "UTF-8, GB18030" });
}

async function decodes(path: string, encoding: Encoding): Promise<boolean> {
  try {
    for await (const _ of decodeFile(path, encoding));
    return true;
  } catch (error) {
    if (error instanceof SheetError && error.code === "encoding") return false;
    throw error;
  }
}

const SEPARATOR_LINE = /^sep=([,;\t])\r?\n?/i;

/** The separator that the first line declares (`sep=;`) or that occurs most often in it outside quotes. */
export function detectDelimiter(text: string): { delimiter: Delimiter; declared: boolean } {
  const declared = SEPARATOR_LINE.exec(text)?.[1] as Delimiter | undefined;
  if (declared) return { delimiter: declared, declared: true };
  const found = new Map<string, number>(DELIMITERS.map((one) => [one, 0]));
  let quoted = false;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === "\n" || character === "\r")) break;
    else if (!quoted && found.has(character)) found.set(character, found.get(character)! + 1);
  }
  const delimiter = DELIMITERS.reduce((best, one) => (found.get(one)! > found.get(best)! ? one : best));
  return { delimiter, declared: false };
}

/** The first characters of the file, enough for the header. */
export async function firstText(path: string, encoding: Encoding): Promise<string> {
  let text = "";
  for await (const chunk of decodeFile(path, encoding)) {
    text += chunk;
    if (text.length > 65_536) break;
  }
  return text;
}
