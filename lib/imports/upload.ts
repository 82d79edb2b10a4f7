import "server-only";
import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { ReadableStream } from "node:stream/web";
import { env } from "@/lib/core/env";
import { refuse } from "@/lib/core/errors";
import { IncomingError, storeIncoming } from "@/lib/core/incoming";
import { SheetError } from "@/lib/core/sheet/error";

/** A stranger's file as it lies with us: under a name of our own making, outside of everything that is served. */
export type StoredFile = { key: string; size: number; hash: string };

/** The folder of all uploads: shared by every process of an installation. */
export const uploadFolder = () => resolve(/* turbopackIgnore: true */ env().KEHU_DATA, "uploads");

/** Where an uploaded file lies. */
export const uploadPath = (key: string) => join(uploadFolder(), key);

/** Streams an upload to disk under a new key. @throws SheetError */
export async function storeUpload(
  body: ReadableStream<Uint8Array> | null,
  limits: { maxBytes: number; announced: number | null },
): Promise<StoredFile> {
  const key = crypto.randomUUID();
  try {
    return { key, ...(await storeIncoming(body, uploadPath(key), limits)) };
  } catch (error) {
    if (!(error instanceof IncomingError)) throw error;
    if (error.problem === "incomplete") refuse("imports.error.incomplete", undefined, "file");
    if (error.problem === "empty") throw new SheetError("empty_file");
    throw new SheetError("file_too_large", { max: Math.floor(limits.maxBytes / 1024 / 1024) });
  }
}

export const removeUpload = (key: string) => rm(uploadPath(key), { force: true });
