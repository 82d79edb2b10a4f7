import "server-only";
import { and, asc, eq, ilike, inArray, type SQL, sql } from "drizzle-orm";
import { customers, customerTags, tags } from "@/db/schema";
import type { Context } from "@/lib/core/context";
import { escapeLike, type ListColumns, listOf, listWhere, oneOf } from "@/lib/core/list-query";
import { scope } from "@/lib/core/scope";
import { customerEntity } from "@/lib/customers/entity";
import { tagEntity } from "./entity";
import type { tagList, TagListParams } from "./list";
import type { TagSearch } from "./schema";

/** How many customers carry a tag, whoever may see them: who deletes it has to know. The column is written out with its table. */
const carried = sql<number>`(select count(*)::int from customer_tags ct where ct.tag_id = tags.id)`;

const columns: ListColumns<typeof tagList> = {
  id: tags.id,
  search: (text) => ilike(tags.name, `%${escapeLike(text)}%`),
  sort: { name: tags.name, created: tags.createdAt },
  filters: {
    colour: oneOf(tags.colour),
    unused: (unused): SQL =>
      sql`${unused ? sql`not` : sql``} exists (select from customer_tags ct where ct.tag_id = tags.id)`,
  },
};

/** One page of the tags, each with how many customers carry it (TAG-01). */
export function listTags(ctx: Context, params: TagListParams) {
  const where = and(scope(ctx, tagEntity, "view"), listWhere(columns, params));
  const bare = ctx.db.select({ id: tags.id }).from(tags).$dynamic();
  const list = listOf(ctx.db, columns, params, where, bare);
  return list.page(
    ctx.db
      .select({ id: tags.id, name: tags.name, colour: tags.colour, customers: carried, ...list.fields })
      .from(tags)
      .$dynamic(),
  );
}
export type TagRow = Awaited<ReturnType<typeof listTags>>["rows"][number];

/** One tag for its form. */
export async function findTag(ctx: Context, id: string) {
  const [tag] = await ctx.db
    .select({ id: tags.id, name: tags.name, colour: tags.colour, version: tags.version, customers: carried })
    .from(tags)
    .where(and(eq(tags.id, id), scope(ctx, tagEntity, "view")));
  return tag;
}
export type TagDetails = NonNullable<Awaited<ReturnType<typeof findTag>>>;

const MOST_FOUND = 50;

/** Tags for a picker: those whose name contains the text, names that begin with it first. Tags are no secret among the staff. */
export function pickTags(ctx: Context, { q = "" }: TagSearch) {
  const part = escapeLike(q);
  return ctx.db
    .select({ id: tags.id, label: tags.name })
    .from(tags)
    .where(q ? sql`text_key(${tags.name}) like '%' || text_key(${part}) || '%'` : undefined)
    .orderBy(sql`text_key(${tags.name}) like text_key(${part}) || '%' desc`, asc(tags.name), asc(tags.id))
    .limit(MOST_FOUND);
}

/** The names of tags by their id, for what an address names. */
export async function tagNames(ctx: Context, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: tags.id, name: tags.name })
    .from(tags)
    .where(inArray(tags.id, [...new Set(ids)]));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The tags of a customer that the actor may see, by name (CUS-06). */
export function tagsOf(ctx: Context, customerId: string) {
  return ctx.db
    .select({ id: tags.id, name: tags.name, colour: tags.colour })
    .from(customerTags)
    .innerJoin(tags, eq(tags.id, customerTags.tagId))
    .innerJoin(customers, eq(customers.id, customerTags.customerId))
    .where(and(eq(customerTags.customerId, customerId), scope(ctx, customerEntity, "view")))
    .orderBy(asc(tags.name), asc(tags.id));
}
export type CustomerTag = Awaited<ReturnType<typeof tagsOf>>[number];
