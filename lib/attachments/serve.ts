import "server-only";
import { Readable } from "node:stream";
import { asAttachment } from "@/lib/core/download";
import { missing } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import { filePolicy } from "@/lib/core/security-headers";
import { formats } from "./formats";
import type { StoredAttachment } from "./queries";
import { type ByteRange, previewKey, storage } from "./storage";

/** Whatever somebody made of it: a browser saves it, guesses no other type, and runs nothing of it in our name (AZ-15). */
const SAFE = {
  "cache-control": "private, no-store",
  "content-security-policy": filePolicy,
  "cross-origin-resource-policy": "same-origin",
  "x-content-type-options": "nosniff",
};

/** The file itself, streamed; a part of it where a part is asked for. */
export async function serveAttachment(file: StoredAttachment, asked: string | null): Promise<Response> {
  const range = rangeOf(asked, file.size);
  const headers = {
    ...SAFE,
    "accept-ranges": "bytes",
    "content-disposition": asAttachment(file.name),
    "content-type": formats[file.format].mediaType,
  };
  if (range === "beyond")
    return new Response(null, { status: 416, headers: { ...SAFE, "content-range": `bytes */${file.size}` } });
  const body = await opened(file.storageKey, range);
  if (!range) return new Response(body, { headers: { ...headers, "content-length": String(file.size) } });
  const part = {
    "content-length": String(range.end - range.start + 1),
    "content-range": `bytes ${range.start}-${range.end}/${file.size}`,
  };
  return new Response(body, { status: 206, headers: { ...headers, ...part } });
}

/** The small picture, drawn anew by us: the only thing of an attachment that is shown and not saved. */
export async function servePreview(file: StoredAttachment): Promise<Response> {
  if (!file.hasPreview) missing();
  const body = await opened(previewKey(file.storageKey));
  return new Response(body, { headers: { ...SAFE, "content-type": "image/webp" } });
}

async function opened(key: string, range?: ByteRange): Promise<ReadableStream> {
  const file = await storage.read(key, range).catch((error: unknown) => {
    log.error({ err: error, key }, "the file of an attachment is not in the store");
    return missing();
  });
  return Readable.toWeb(file) as ReadableStream;
}

/** One part of a file; what asks for several, or for something else, gets the whole (RFC 9110). */
export function rangeOf(asked: string | null, size: number): ByteRange | "beyond" | undefined {
  const [, from = "", to = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(asked ?? "") ?? [];
  if (from === "" && to === "") return undefined;
  const start = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== "" && to !== "" && Number(to) < start) return undefined;
  return start < size && start <= end ? { start, end } : "beyond";
}
