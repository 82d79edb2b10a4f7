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
      "content-disposition": asAttachment(`${name}.${format}`),
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  });
}

/** A file that is saved and never shown, under a name in any script (RFC 6266, RFC 8187); old clients get "download". */
export function asAttachment(name: string): string {
  const ending = /\.[a-z0-9]{1,8}$/i.exec(name)?.[0] ?? "";
  const coded = encodeURIComponent(name.replace(/\p{Surrogate}/gu, "")).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="download${ending}"; filename*=UTF-8''${coded}`;
}
