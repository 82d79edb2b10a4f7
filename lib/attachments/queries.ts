import "server-only";
import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { attachments, settings, users } from "@/db/schema";
import type { Context, StaffContext } from "@/lib/core/context";
import { scope } from "@/lib/core/scope";
import { attachable, columnOf } from "./attachable";
import { attachmentEntity } from "./entity";
import type { AttachableKind } from "./schema";

/** No record has more: the database says so too, so that the page shows them all. */
export const MOST_PER_RECORD = 200;

/** The attachments of a record, the latest first, as far as the actor may see the record (ATT-01). */
export async function listAttachments(ctx: Context, kind: AttachableKind, recordId: string) {
  return ctx.db
    .select({
      id: attachments.id,
      name: attachments.name,
      format: attachments.format,
      size: attachments.size,
      hasPreview: attachments.hasPreview,
      by: users.name,
      at: attachments.createdAt,
    })
    .from(attachments)
    .innerJoin(users, eq(users.id, attachments.createdBy))
    .where(and(eq(columnOf(kind), recordId), scope(ctx, attachmentEntity, "view")))
    .orderBy(desc(attachments.id))
    .limit(MOST_PER_RECORD);
}
export type AttachmentView = Awaited<ReturnType<typeof listAttachments>>[number];

/** One attachment for whoever may load it now; nothing for one of a record that was deleted, moved or is no longer shared (AZ-15). */
export async function findAttachment(ctx: Context, id: string) {
  const [row] = await ctx.db
    .select({
      name: attachments.name,
      format: attachments.format,
      size: attachments.size,
      hash: attachments.hash,
      storageKey: attachments.storageKey,
      hasPreview: attachments.hasPreview,
    })
    .from(attachments)
    .where(and(eq(attachments.id, id), scope(ctx, attachmentEntity, "view")));
  return row;
}
export type StoredAttachment = NonNullable<Awaited<ReturnType<typeof findAttachment>>>;

/** Whether the actor may add attachments to a record: asked before its file is received. */
export async function mayAttach(ctx: Context, kind: AttachableKind, recordId: string): Promise<boolean> {
  const { entity, edit } = attachable[kind];
  const rows = await ctx.db
    .select({ id: entity.table.id })
    .from(entity.table)
    .where(and(eq(entity.table.id, recordId), scope(ctx, entity, edit)));
  return rows.length > 0;
}

/** The attachment that a form has made already with this key. */
export async function findByUploadKey(ctx: StaffContext, key: string): Promise<string | undefined> {
  const [row] = await ctx.db
    .select({ id: attachments.id })
    .from(attachments)
    .where(
      and(
        eq(attachments.createdBy, ctx.actor.id),
        eq(attachments.uploadKey, key),
        scope(ctx, attachmentEntity, "view"),
      ),
    );
  return row?.id;
}

/** What the settings allow: the largest file in bytes, and the types. */
export async function findAttachmentLimits({ db }: Pick<Context, "db">) {
  const [row] = await db
    .select({ maxBytes: settings.attachmentMaxBytes, types: settings.attachmentTypes })
    .from(settings);
  return row!;
}

/** How many files some customers have; `customers` selects their ids, judged by whoever asks. */
export async function countAttachments(ctx: Context, customers: SQL): Promise<number> {
  const [row] = await ctx.db
    .select({ count: sql<number>`count(*)::int` })
    .from(attachments)
    .where(and(sql`${attachments.customerId} in (${customers})`, scope(ctx, attachmentEntity, "view")));
  return row!.count;
}
