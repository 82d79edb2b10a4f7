/** An .xlsx file as a zip archive: judged by its directory before a byte is inflated (IM-01). Runs in the child. */
import yauzl, { type Entry, type ZipFile } from "yauzl";
import { SheetError } from "./error";
import { RATIO_FROM_BYTES, type SheetLimits } from "./limits";

const ENCRYPTED = 1;

/** The parts of a workbook, read one at a time; all reading together stays below the limit of unpacked bytes. */
export type Archive = {
  has(part: string): boolean;
  /** The unpacked size that the directory declares; 0 for a part that is not there. */
  size(part: string): number;
  read(part: string): AsyncIterable<Buffer>;
  close(): void;
};

/** Opens an archive. @throws SheetError for a damaged, encrypted, foreign or exploding one */
export async function openArchive(path: string, limits: SheetLimits): Promise<Archive> {
  const zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false }).catch(damaged);
  const entries = await readDirectory(zip, limits).catch((error: unknown) => {
    zip.close();
    throw error instanceof SheetError ? error : new SheetError("damaged");
  });
  judgeKind(entries);
  let left = limits.unpackedBytes;

  async function* read(part: string): AsyncGenerator<Buffer> {
    const entry = entries.get(part.toLowerCase());
    if (!entry) throw new SheetError("damaged");
    const stream = await zip.openReadStreamPromise(entry).catch(damaged);
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        left -= chunk.length;
        if (left < 0) throw new SheetError("unpacked_too_large", megabytes(limits));
        yield chunk;
      }
    } catch (error) {
      // The inflater and the comparison with the declared size both complain here: a cut or lying part.
      throw error instanceof SheetError ? error : new SheetError("damaged");
    } finally {
      stream.destroy();
    }
  }
  return {
    has: (part) => entries.has(part.toLowerCase()),
    size: (part) => entries.get(part.toLowerCase())?.uncompressedSize ?? 0,
    read,
    close: () => zip.close(),
  };
}

function damaged(): never {
  throw new SheetError("damaged");
}
const megabytes = (limits: SheetLimits) => ({ max: Math.round(limits.unpackedBytes / 1024 / 1024) });

async function readDirectory(zip: ZipFile, limits: SheetLimits): Promise<Map<string, Entry>> {
  if (zip.entryCount > limits.entries) throw new SheetError("too_many_parts", { max: limits.entries });
  const entries = new Map<string, Entry>();
  let unpacked = 0;
  for await (const entry of zip.eachEntry()) {
    unpacked += entry.uncompressedSize;
    const suspicious = entry.uncompressedSize > RATIO_FROM_BYTES;
    if (unpacked > limits.unpackedBytes) throw new SheetError("unpacked_too_large", megabytes(limits));
    if (suspicious && entry.uncompressedSize > entry.compressedSize * limits.ratio)
      throw new SheetError("unpacked_too_large", megabytes(limits));
    if (entry.generalPurposeBitFlag & ENCRYPTED) throw new SheetError("encrypted");
    const name = entry.fileName.toLowerCase();
    // Two parts of one name: programs disagree on which one counts, so neither does.
    if (entries.has(name)) throw new SheetError("damaged");
    entries.set(name, entry);
  }
  return entries;
}

function judgeKind(entries: ReadonlyMap<string, Entry>) {
  if (entries.has("xl/vbaproject.bin")) throw new SheetError("macros");
  if (entries.has("xl/workbook.bin") || entries.has("content.xml")) throw new SheetError("other_format");
  if (!entries.has("[content_types].xml") || ![...entries.keys()].some((name) => name.startsWith("xl/")))
    throw new SheetError("not_spreadsheet");
}
