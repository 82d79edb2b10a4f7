import "server-only";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import yauzl from "yauzl";
import type { AttachmentFormat } from "@/db/enums";

const HEAD_BYTES = 64 * 1024;
/** More names than this no document has; a directory of millions would only keep the server busy. */
const MOST_PARTS = 20_000;

const signatures: readonly [AttachmentFormat, (head: Buffer) => boolean][] = [
  ["pdf", (head) => starts(head, "%PDF-")],
  ["png", (head) => starts(head, "\x89PNG\r\n\x1a\n")],
  ["jpeg", (head) => starts(head, "\xff\xd8\xff")],
  ["gif", (head) => starts(head, "GIF87a") || starts(head, "GIF89a")],
  ["webp", (head) => starts(head, "RIFF") && head.toString("latin1", 8, 12) === "WEBP"],
];
const starts = (head: Buffer, text: string) => head.toString("latin1", 0, text.length) === text;

/** Whether the content of a file is what its ending promises (IM-18): looked at, never believed. Nothing of it is unpacked. */
export async function isReally(path: string, promised: AttachmentFormat): Promise<boolean> {
  const head = await headOf(path);
  const known = signatures.find(([, matches]) => matches(head));
  if (known) return known[0] === promised;
  if (starts(head, "PK\x03\x04")) return (await zipFormat(path)) === promised;
  if (starts(head, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) return (await compoundFormats(path)).has(promised);
  return (promised === "txt" || promised === "csv") && isText(head);
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** An office document by the folder of its parts, else a plain archive; nothing for a damaged one or one with macros. */
async function zipFormat(path: string): Promise<AttachmentFormat | undefined> {
  const zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false }).catch(() => undefined);
  if (!zip) return undefined;
  const names: string[] = [];
  try {
    if (zip.entryCount > MOST_PARTS) return undefined;
    for await (const entry of zip.eachEntry()) names.push(entry.fileName);
  } catch {
    return undefined;
  } finally {
    zip.close();
  }
  if (!names.includes("[Content_Types].xml")) return "zip";
  if (names.some((name) => /vbaProject\.bin$/i.test(name))) return undefined;
  const within = (folder: string) => names.some((name) => name.startsWith(folder));
  return within("word/") ? "docx" : within("xl/") ? "xlsx" : within("ppt/") ? "pptx" : undefined;
}

/** Streams of a compound file, by the name in its directory. A document with a password is one too, whatever it holds. */
const streams: readonly [string, readonly AttachmentFormat[]][] = [
  ["WordDocument", ["doc"]],
  ["Workbook", ["xls"]],
  ["PowerPoint Document", ["ppt"]],
  ["EncryptedPackage", ["docx", "xlsx", "pptx"]],
];

/** Old office documents share their container with installers and mails: the names of their streams tell them apart. */
async function compoundFormats(path: string): Promise<Set<AttachmentFormat>> {
  const found = new Set<AttachmentFormat>();
  const names = streams.map(([name, meant]) => ({ mark: Buffer.from(`${name}\0`, "utf16le"), meant }));
  let carried = Buffer.alloc(0);
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    const window = Buffer.concat([carried, chunk]);
    for (const { mark, meant } of names) if (window.includes(mark)) meant.forEach((format) => found.add(format));
    carried = window.subarray(-64);
  }
  return found;
}

/** Text in UTF-8, UTF-16 with its mark, or a Chinese encoding: no zero bytes, and nothing that a browser would take for a page. */
function isText(head: Buffer): boolean {
  const wide = starts(head, "\xff\xfe") || starts(head, "\xfe\xff");
  const text = wide ? head.toString("utf16le") : head.toString("latin1");
  // eslint-disable-next-line no-control-regex -- control characters tell data from text
  if (/[\x00-\x08\x0e-\x1a\x1c-\x1f]/.test(text)) return false;
  return !/^(?:\xef\xbb\xbf|\ufeff)?\s*<[a-z!?]/i.test(text);
}
