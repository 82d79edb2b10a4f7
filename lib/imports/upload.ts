import "server-only";
import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { env } from "@/lib/core/env";
import { refuse } from "@/lib/core/errors";
import { SheetError } from "@/lib/core/sheet/error";

/** A stranger's file as it lies with us: under a name of our own making, outside of everything that is served. */
export type StoredFile = { key: string; size: number; hash: string };

/** The folder of all uploads: shared by every process of an installation. */
export const uploadFolder = () => resolve(/* turbopackIgnore: true */ env().KEHU_DATA, "uploads");

/** Where an uploaded file lies. */
export const uploadPath = (key: string) => join(uploadFolder(), key);

/**
 * Streams an upload to disk, never more of it than allowed, and takes its hash on the way. A file that ends before the
 * announced length is no file. @throws SheetError
 */
export async function storeUpload(
  body: ReadableStream<Uint8Array> | null,
  { maxBytes, announced }: { maxBytes: number; announced: number | null },
): Promise<StoredFile> {
  if (announced !== null && announced > maxBytes) throw tooLarge(maxBytes);
  if (!body) throw new SheetError("empty_file");
  const key = crypto.randomUUID();
  const hash = createHash("sha256");
  let size = 0;
  const measured = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > maxBytes) return done(tooLarge(maxBytes));
      hash.update(chunk);
      return done(null, chunk);
    },
  });
  try {
    await mkdir(uploadFolder(), { recursive: true, mode: 0o700 });
    await pipeline(Readable.fromWeb(body), measured, createWriteStream(uploadPath(key), { mode: 0o600 }));
    if (announced !== null && announced !== size) refuse("imports.error.incomplete", undefined, "file");
    return { key, size, hash: hash.digest("hex") };
  } catch (error) {
    await removeUpload(key);
    throw error;
  }
}

const tooLarge = (maxBytes: number) => new SheetError("file_too_large", { max: Math.floor(maxBytes / 1024 / 1024) });

export const removeUpload = (key: string) => rm(uploadPath(key), { force: true });
