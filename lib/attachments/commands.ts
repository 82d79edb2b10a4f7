import "server-only";
import type { AttachmentFormat } from "@/db/enums";
import { attachmentLeftovers } from "@/db/schema";
import type { StaffContext } from "@/lib/core/context";
import { addRecord, lockRecord, removeRecord } from "@/lib/core/records";
import { attachable } from "./attachable";
import { attachmentEntity } from "./entity";
import type { AttachmentRemoval, AttachmentUpload } from "./schema";

/** A judged file as it lies in the store. */
export type StoredFile = {
  name: string;
  format: AttachmentFormat;
  size: number;
  hash: string;
  storageKey: string;
  hasPreview: boolean;
};

/** Files what was uploaded at its record, which the actor may still change now (ATT-01). */
export async function addAttachment(ctx: StaffContext, { on, record, key }: AttachmentUpload, file: StoredFile) {
  const { entity, edit, column } = attachable[on];
  await lockRecord(ctx, entity, record, edit);
  const values = { ...file, [column]: record, uploadKey: key, createdBy: ctx.actor.id };
  const { id } = await addRecord(ctx, attachmentEntity, "attachment.added", values);
  return { id, name: file.name };
}

/** Removes an attachment; whoever may change its record may. Its file stays for a day (sweep.ts). */
export async function removeAttachment(ctx: StaffContext, { id }: AttachmentRemoval) {
  const attachment = await lockRecord(ctx, attachmentEntity, id, "edit");
  await removeRecord(ctx, attachmentEntity, "attachment.removed", attachment);
  await ctx.db.insert(attachmentLeftovers).values({ storageKey: attachment.storageKey, goneAt: ctx.now });
  return { id };
}
