import "server-only";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { ReadableStream } from "node:stream/web";
import type { AttachmentFormat } from "@/db/enums";
import type { StaffContext } from "@/lib/core/context";
import { within } from "@/lib/core/entrance";
import { missing, reject } from "@/lib/core/errors";
import { IncomingError, storeIncoming } from "@/lib/core/incoming";
import { transaction } from "@/lib/core/transaction";
import { addAttachment } from "./commands";
import { isReally } from "./content";
import { cleanFileName, endingOf } from "./file-name";
import { endingsOf, formatOf, formats } from "./formats";
import { ImageError, makePreview, MOST_PIXELS } from "./images";
import { findAttachmentLimits, findByUploadKey, mayAttach } from "./queries";
import type { AttachmentUpload } from "./schema";
import { incomingFolder, previewKey, storage } from "./storage";
import { scan } from "./virus";

const MEGABYTE = 1024 * 1024;
/** Refuses the file in a sentence at the place where it was chosen. */
const no = (problem: string, values?: Record<string, string | number>): never =>
  reject({ file: { key: `attachments.error.${problem}`, values } });

/**
 * Takes a file in (ATT-01, IM-18): streamed to the disk within the limit, looked at, and only then moved into the store and filed
 * at its record. One that is refused leaves nothing; what a crash leaves is swept. `announced` is the length that the sender
 * gave, null where none was.
 */
export async function receiveAttachment(
  ctx: StaffContext,
  input: AttachmentUpload,
  body: ReadableStream<Uint8Array> | null,
  announced: number | null,
): Promise<{ id: string }> {
  if (!(await mayAttach(ctx, input.on, input.record))) missing();
  const known = await findByUploadKey(ctx, input.key);
  if (known) return { id: known };
  const { maxBytes, types } = await findAttachmentLimits(ctx);
  const name = cleanFileName(input.name);
  const format = formatOf(endingOf(name), types) ?? no("type", { endings: endingsOf(types).join(" ") });
  const storageKey = crypto.randomUUID();
  const path = join(incomingFolder(), storageKey);
  const preview = join(incomingFolder(), previewKey(storageKey));
  try {
    const { size, hash } = await received(body, path, { maxBytes, announced });
    await judge(path, format);
    const hasPreview = await draw(path, preview, format);
    await storage.put(storageKey, path);
    if (hasPreview) await storage.put(previewKey(storageKey), preview);
    const file = { name, format, size, hash, storageKey, hasPreview };
    return await transaction("app", (db) => addAttachment(within(ctx, db), input, file));
  } catch (error) {
    await Promise.all([path, preview].map((left) => rm(left, { force: true })));
    await Promise.all([storageKey, previewKey(storageKey)].map((left) => storage.remove(left)));
    throw error;
  }
}

async function received(...[body, path, limits]: Parameters<typeof storeIncoming>) {
  try {
    const file = await storeIncoming(body, path, limits);
    return file.size > 0 ? file : no("empty");
  } catch (error) {
    if (!(error instanceof IncomingError)) throw error;
    return no(error.problem, { max: Math.floor(limits.maxBytes / MEGABYTE) });
  }
}

async function judge(path: string, format: AttachmentFormat): Promise<void> {
  const verdict = await scan(path);
  if (verdict === "infected") no("infected");
  if (verdict === "unknown") no("not_scanned");
  if (!(await isReally(path, format))) no("content", { ending: `.${formats[format].endings[0]}` });
}

async function draw(path: string, preview: string, format: AttachmentFormat): Promise<boolean> {
  if (formats[format].type !== "image") return false;
  try {
    await makePreview(path, preview);
    return true;
  } catch (error) {
    if (!(error instanceof ImageError)) throw error;
    return no(error.problem, { megapixels: MOST_PIXELS / 1_000_000 });
  }
}
