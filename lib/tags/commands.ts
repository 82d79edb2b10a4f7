import "server-only";
import { eq, sql } from "drizzle-orm";
import { customerTags, tags } from "@/db/schema";
import { auditEvent } from "@/lib/core/audit";
import { auditNames } from "@/lib/core/audit-set";
import type { StaffContext } from "@/lib/core/context";
import { missing, refuse } from "@/lib/core/errors";
import { translatorFor } from "@/lib/core/messages";
import { addRecord, lockRecord, removeRecord, saveRecord } from "@/lib/core/records";
import { customerEntity } from "@/lib/customers/entity";
import { tagEntity } from "./entity";
import type { NewTag, TagEdit, TagId, TagMerge } from "./schema";

/** Makes a tag (TAG-01). */
export async function createTag(ctx: StaffContext, input: NewTag) {
  const { id, name } = await addRecord(ctx, tagEntity, "tag.created", input);
  return { id, name };
}

/** Renames a tag or gives it another colour: every customer that carries it shows that from then on. */
export async function editTag(ctx: StaffContext, { id, version, ...input }: TagEdit) {
  const before = await lockRecord(ctx, tagEntity, id, "edit");
  const after = await saveRecord(ctx, tagEntity, "tag.edited", before, input, version);
  return { id, name: after.name };
}

/**
 * Merges a tag into another one (TAG-01): its customers carry the other from then on, those that carried both carry it once,
 * and the tag is gone. The history of each customer tells it.
 */
export async function mergeTags(ctx: StaffContext, { id, into }: TagMerge) {
  if (id === into) refuse("tags.error.same", {}, "into");
  // In one order: two merges of the same pair in opposite directions would wait for each other.
  for (const one of [id, into].sort()) await holdTag(ctx, one);
  const loser = await lockRecord(ctx, tagEntity, id, "edit");
  const winner = await lockRecord(ctx, tagEntity, into, "edit");
  const eventId = await auditEvent(ctx, "tag.merged", { tag: loser.name, into: winner.name });
  await tellLoss(ctx, eventId, id, into);
  await ctx.db.execute(sql`
    insert into ${customerTags} (customer_id, tag_id)
    select customer_id, ${into} from ${customerTags} where tag_id = ${id} on conflict do nothing`);
  const customers = await takeOffAll(ctx, id);
  await removeRecord(ctx, tagEntity, "tag.merged", loser);
  return { id: into, name: winner.name, customers };
}

/** Deletes a tag; customers that carry it lose it, and their history says so. */
export async function deleteTag(ctx: StaffContext, { id }: TagId) {
  await holdTag(ctx, id);
  const tag = await lockRecord(ctx, tagEntity, id, "delete");
  const eventId = await auditEvent(ctx, "tag.deleted");
  await tellLoss(ctx, eventId, id, null);
  const customers = await takeOffAll(ctx, id);
  await removeRecord(ctx, tagEntity, "tag.deleted", tag);
  return { id, customers };
}

/** How many customers would lose a tag, in words for the question before its deletion. */
export async function previewTagDeletion(ctx: StaffContext, { id }: TagId) {
  await lockRecord(ctx, tagEntity, id, "delete");
  const count = await ctx.db.$count(customerTags, eq(customerTags.tagId, id));
  return { lines: count > 0 ? [translatorFor(ctx.actor.locale)("tags.loses", { count })] : [] };
}

/** Holds a tag against being put on anybody until the transaction ends: a foreign key's own lock gives way to this one. */
async function holdTag({ db }: StaffContext, id: string): Promise<void> {
  const held = await db.select({ id: tags.id }).from(tags).where(eq(tags.id, id)).for("update");
  if (held.length === 0) missing();
}

/** Tells the history of every customer that carries a tag what becomes of it. */
async function tellLoss(ctx: StaffContext, eventId: string, id: string, into: string | null): Promise<void> {
  const carriers = sql`select customer_id as id from ${customerTags} where tag_id = ${id}`;
  await auditNames(
    ctx,
    customerEntity,
    eventId,
    "tags",
    sql`
    select c.id, c.id as customer_id,
      array(select t.name from ${tags} t join ${customerTags} ct on ct.tag_id = t.id where ct.customer_id = c.id order by t.name) as before,
      array(select t.name from ${tags} t where t.id <> ${id} and (t.id = ${into}::uuid or exists (
        select from ${customerTags} ct where ct.tag_id = t.id and ct.customer_id = c.id)) order by t.name) as after
    from (${carriers}) c`,
  );
}

async function takeOffAll({ db }: StaffContext, id: string): Promise<number> {
  const gone = await db.delete(customerTags).where(eq(customerTags.tagId, id));
  return gone.rowCount ?? 0;
}
