import "server-only";
import type { ReadableStream } from "node:stream/web";
import type { StaffContext } from "@/lib/core/context";
import { within } from "@/lib/core/entrance";
import { DomainError } from "@/lib/core/errors";
import { SheetError } from "@/lib/core/sheet/error";
import { inspectFile } from "@/lib/core/sheet/inspect";
import { transaction } from "@/lib/core/transaction";
import { findByUploadKey, keepUpload } from "./commands";
import type { UploadInput } from "./schema";
import { removeUpload, storeUpload, uploadPath } from "./upload";

/**
 * Takes a file in: stored, looked at in a child process, kept as an import. A file that cannot be one is refused in a sentence
 * and leaves nothing. `announced` is the length that the sender gave, null where none was.
 */
export async function receiveFile(
  ctx: StaffContext,
  input: UploadInput,
  body: ReadableStream<Uint8Array> | null,
  announced: number | null,
): Promise<{ id: string }> {
  const known = await findByUploadKey(ctx, input.key);
  if (known) return { id: known };
  const file = await spoken(() => storeUpload(body, { maxBytes: ctx.installation.importMaxBytes, announced }));
  try {
    const head = await spoken(() => inspectFile(uploadPath(file.key), input.name));
    const { id, isNew } = await transaction("app", (db) => keepUpload(within(ctx, db), input, file, head));
    if (!isNew) await removeUpload(file.key);
    return { id };
  } catch (error) {
    await removeUpload(file.key);
    throw error;
  }
}

/** Lets a refused file be told in the form, at the field where it was chosen. */
export async function spoken<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof SheetError)) throw error;
    const sentence = { key: `sheet.error.${error.code}`, values: error.values };
    throw new DomainError("invalid", sentence, { file: sentence });
  }
}
