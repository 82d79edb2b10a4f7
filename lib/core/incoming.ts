import "server-only";
import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";

/** Why a file that somebody sent was not taken: it is larger than allowed, it ended too early, or there was none. */
export class IncomingError extends Error {
  constructor(readonly problem: "too_large" | "incomplete" | "empty") {
    super(problem);
  }
}

/** `announced` is the length that the sender gave, null where none was. */
type Limits = { maxBytes: number; announced: number | null };

/**
 * Streams a body to a new file, never more of it than allowed, and takes its SHA-256 on the way (IM-18). A file that ends before
 * the announced length is no file. Nothing of a refused one stays. @throws IncomingError
 */
export async function storeIncoming(
  body: ReadableStream<Uint8Array> | null,
  path: string,
  { maxBytes, announced }: Limits,
): Promise<{ size: number; hash: string }> {
  if (announced !== null && announced > maxBytes) throw new IncomingError("too_large");
  if (!body) throw new IncomingError("empty");
  const hash = createHash("sha256");
  let size = 0;
  const measured = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > maxBytes) return done(new IncomingError("too_large"));
      hash.update(chunk);
      return done(null, chunk);
    },
  });
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await pipeline(Readable.fromWeb(body), measured, createWriteStream(path, { mode: 0o600, flags: "wx" }));
    if (announced !== null && announced !== size) throw new IncomingError("incomplete");
    return { size, hash: hash.digest("hex") };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}
