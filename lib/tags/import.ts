import "server-only";
import { sql } from "drizzle-orm";
import { customerTags, tags } from "@/db/schema";
import { auditNames } from "@/lib/core/audit-set";
import { can, type StaffContext } from "@/lib/core/context";
import { customerEntity } from "@/lib/customers/entity";
import type { ImportRun } from "@/lib/imports/define";
import { find } from "@/lib/imports/findings";
import { createTag } from "./commands";

/**
 * Reads the tags of the file's rows (TAG-01): `file_tags` (row_no, key) and `tag_names` (key, name, id), the names compared as
 * the database does. An unknown one is refused, or kept for being added where the user may and has ticked it.
 */
export async function readTags(ctx: StaffContext, { options }: ImportRun, purpose: "preview" | "write"): Promise<void> {
  const { db } = ctx;
  await db.execute(sql`
    create temp table file_tags on commit drop as
    select distinct c.row_no, text_key(n.name) as key, n.name
    from cells c cross join lateral (
      select btrim(part) as name from regexp_split_to_table(c.tags, '[、；;，,]') part) n where n.name <> ''`);
  await db.execute(sql`
    create temp table tag_names on commit drop as
    select f.key, min(f.name) as name, t.id from file_tags f left join ${tags} t on text_key(t.name) = f.key group by f.key, t.id`);
  const add = options.addUnknown.includes("tag") && can(ctx, "tags.create");
  const addable = sql`${add} and char_length(n.name) <= 40`;
  await find(
    ctx,
    sql`select f.row_no, 'tags', 'unknown_tag', jsonb_build_object('value', f.name)
      from file_tags f join tag_names n on n.key = f.key where n.id is null and not (${addable})`,
  );
  if (purpose === "preview") return;
  const { rows } = await db.execute<{ key: string; name: string }>(sql`
    select n.key, n.name from tag_names n where n.id is null and ${addable} order by n.key`);
  for (const { key, name } of rows) {
    const { id } = await createTag(ctx, { name, colour: "neutral" });
    await db.execute(sql`update tag_names set id = ${id} where key = ${key}`);
  }
}

/** `tag_news`: the tags that the file brings to customers who do not carry them yet. A cell never takes a tag away. */
export async function compareTags({ db }: StaffContext): Promise<void> {
  await db.execute(sql`
    create temp table tag_news on commit drop as
    select distinct l.row_no as leader_no, l.id as customer_id, l.matched_id, n.name, n.id as tag_id
    from file_tags f join file_rows r on r.row_no = f.row_no join leaders l on l.row_no = r.first_no join tag_names n on n.key = f.key
    where not exists (select from ${customerTags} ct where ct.customer_id = l.matched_id and ct.tag_id = n.id)`);
}

const present = (customer: ReturnType<typeof sql>) => sql`
  select t.name from ${tags} t join ${customerTags} ct on ct.tag_id = t.id where ct.customer_id = ${customer}`;

/** New tags as notes of their rows: the tags that the customer carries now. */
export const tagNotes = () => sql`
  select leader_no as row_no, 'tags' as field,
    (select string_agg(name, '、' order by name) from (${present(sql`w.matched_id`)}) p) as before
  from tag_news w where matched_id is not null group by leader_no, matched_id`;

/** The tags that a row brings, for the note of a change. */
export const tagsBrought = (row: ReturnType<typeof sql>) =>
  sql`(select string_agg(w.name, '、' order by w.name) from tag_news w where w.leader_no = ${row})`;

/** Puts the tags of the file on its customers; their history tells it under the act of the import. */
export async function writeTags(ctx: StaffContext, eventId: string): Promise<void> {
  await auditNames(
    ctx,
    customerEntity,
    eventId,
    "tags",
    sql`select w.customer_id as id, w.customer_id, array(${present(sql`w.customer_id`)} order by t.name) as before,
        array(select name from (${present(sql`w.customer_id`)} union select n.name from tag_news n where n.customer_id = w.customer_id) a order by name) as after
      from tag_news w group by w.customer_id`,
  );
  await ctx.db.execute(sql`
    insert into ${customerTags} (customer_id, tag_id) select customer_id, tag_id from tag_news on conflict do nothing`);
}

/**
 * Takes off again what an import put on customers that were there before (I10), as `undo_records` tells: tags that they carry
 * still. New customers keep theirs in the bin.
 */
export async function takeOffImported(ctx: StaffContext, eventId: string): Promise<void> {
  await ctx.db.execute(sql`
    create temp table undo_tags on commit drop as
    select ct.customer_id, ct.tag_id, t.name
    from undo_records r join ${customerTags} ct on ct.customer_id = r.id join ${tags} t on t.id = ct.tag_id
    where r.entity = 'customer' and not r.is_new and (r.outcome is null or r.reason is null)
      and r.tags -> 1 ? t.name and not (r.tags -> 0 ? t.name)`);
  await auditNames(
    ctx,
    customerEntity,
    eventId,
    "tags",
    sql`select u.customer_id as id, u.customer_id, array(${present(sql`u.customer_id`)} order by t.name) as before,
        array(${present(sql`u.customer_id`)} and t.id not in (select x.tag_id from undo_tags x where x.customer_id = u.customer_id)
          order by t.name) as after
      from undo_tags u group by u.customer_id`,
  );
  await ctx.db.execute(sql`
    delete from ${customerTags} where (customer_id, tag_id) in (select customer_id, tag_id from undo_tags)`);
}
