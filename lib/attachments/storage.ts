import "server-only";
import { createReadStream } from "node:fs";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { Readable } from "node:stream";
import { env } from "@/lib/core/env";

/** Bytes from the first to the last, both included. */
export type ByteRange = { start: number; end: number };

/** Where files lie, by keys of our own making. Another store, on another machine, would be another of these. */
export type Storage = {
  /** Takes a file that lies whole on this machine; it is moved, not copied. */
  put(key: string, from: string): Promise<void>;
  /** @throws an error with the code ENOENT where there is no such file */
  read(key: string, range?: ByteRange): Promise<Readable>;
  remove(key: string): Promise<void>;
  /** Every key with the time at which its file came. */
  list(): AsyncIterable<{ key: string; at: Date }>;
};

const dataFolder = () => resolve(/* turbopackIgnore: true */ env().KEHU_DATA);
/** Below the uploads, so that every backup has it (docs/decisions/backup.md). */
const folder = () => join(dataFolder(), "uploads", "attachments");
const pathOf = (key: string) => join(folder(), key);

/** Where a file lies until it has been judged: on the same disk, but in no backup. */
export const incomingFolder = () => join(dataFolder(), "incoming");

/** The disk of this installation, outside of everything that is served. */
export const storage: Storage = {
  async put(key, from) {
    await mkdir(dirname(pathOf(key)), { recursive: true, mode: 0o700 });
    await rename(from, pathOf(key));
  },
  async read(key, range) {
    await stat(pathOf(key));
    return createReadStream(pathOf(key), range);
  },
  remove: (key) => rm(pathOf(key), { force: true }),
  list: () => filesIn(folder()),
};

/** The files of a folder with the time at which each was written; none where there is no folder. */
export async function* filesIn(path: string): AsyncGenerator<{ key: string; at: Date }> {
  for (const key of await readdir(path).catch(() => [])) {
    const file = await stat(join(path, key)).catch(() => undefined);
    if (file?.isFile()) yield { key, at: file.mtime };
  }
}

/** The small picture of a file lies beside it. */
export const previewKey = (storageKey: string) => `${storageKey}.webp`;
