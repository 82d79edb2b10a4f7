import "server-only";
import { PassThrough, type Writable } from "node:stream";
import { ReadableStream as WebStream } from "node:stream/web";
import { log } from "./log";

const TYPES = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8",
} as const;
export type FileFormat = keyof typeof TYPES;

/**
 * Answers with a file while it is being written: nothing is held in memory, and a reader who goes away ends the writing. The
 * name may be in any script; old clients get "download".
 */
export function download(name: string, format: FileFormat, write: (out: Writable) => Promise<void>): Response {
  const out = new PassThrough();
  write(out).catch((error: unknown) => {
    if (!out.destroyed) log.error({ err: error }, "download broke off");
    out.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  // By iteration: `Readable.toWeb` throws into nowhere where the reader goes away just when something arrives.
  return new Response(WebStream.from(out) as unknown as ReadableStream, {
    headers: {
      "content-type": TYPES[format],
      "content-disposition": `attachment; filename="download.${format}"; filename*=UTF-8''${encodeURIComponent(`${name}.${format}`)}`,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
