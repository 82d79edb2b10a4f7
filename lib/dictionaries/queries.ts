import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { DictionaryKind } from "@/db/enums";
import type { Transaction } from "@/lib/core/context";
import { escapeLike } from "@/lib/core/list-query";
import type { OptionsInput } from "./schema";

/** An entry as a picker offers it; `path` names it with all that stands above it: "中国 / 广东省 / 深圳市". */
export type DictionaryOption = { id: string; parentId: string | null; label: string; path: string };

const MOST_OPTIONS = 2_000;
const MOST_FOUND = 50;

/**
 * The entries of a kind from the roots down. `active` is the entry's own switch; `offered` says that nothing above it is
 * switched off either; `places` sorts the tree as it is shown.
 */
export const treeOf = (kind: DictionaryKind): SQL => sql`
  tree (id, parent_id, name, path, level, places, is_default, active, offered, version) as (
    select id, parent_id, name, name, 1, array[lpad(sort::text, 8, '0') || name || id], is_default, active, active, version
      from dictionary_entries where kind = ${kind} and parent_id is null
    union all
    select e.id, e.parent_id, e.name, tree.path || ' / ' || e.name, tree.level + 1,
      tree.places || (lpad(e.sort::text, 8, '0') || e.name || e.id), e.is_default, e.active, tree.offered and e.active, e.version
      from dictionary_entries e join tree on e.parent_id = tree.id)`;

/** Whether a name contains a text, width and case apart. */
export const named = (column: SQL, text: string): SQL =>
  sql`text_key(${column}) like '%' || text_key(${escapeLike(text)}) || '%'`;

/**
 * What a form offers of a kind, in the order of its tree: all that is switched on, and the entry that the record has already
 * (`keep`) though it may be off. `isDefault` marks the one to begin with.
 */
export async function dictionaryOptions(ctx: Transaction, kind: DictionaryKind, keep: string | null = null) {
  const { rows } = await ctx.db.execute<DictionaryOption & { isDefault: boolean; active: boolean }>(sql`
    with recursive ${treeOf(kind)}
    select id, parent_id as "parentId", name as label, path, is_default as "isDefault", offered as active
    from tree where offered or id = ${keep}::uuid order by places limit ${MOST_OPTIONS}`);
  return rows;
}

/** The names of entries by their id, also of those switched off: the plain one and the whole path. */
export async function dictionaryNames(ctx: Transaction, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { label: string; path: string }>();
  const { rows } = await ctx.db.execute<{ id: string; label: string; path: string }>(sql`
    with recursive up (id, label, path, parent_id) as (
      select id, name, name, parent_id from dictionary_entries where id = any(${sql.param([...new Set(ids)])}::uuid[])
      union all
      select up.id, up.label, e.name || ' / ' || up.path, e.parent_id from up join dictionary_entries e on e.id = up.parent_id)
    select id, label, path from up where parent_id is null`);
  return new Map(rows.map(({ id, label, path }) => [id, { label, path }]));
}

/**
 * What a picker finds among the entries that are switched on: those whose name contains `q` (names that begin with it
 * first); without it those directly below `parent`, or the whole tree where it is small, or its roots. `depth` indents a tree.
 */
export async function findOptions(ctx: Transaction, { kind, q, parent }: OptionsInput) {
  const below = parent
    ? sql`parent_id = ${parent}`
    : sql`(parent_id is null or (select count(*) from tree where offered) <= ${MOST_FOUND})`;
  const found = q ? named(sql`name`, q) : below;
  const first = q ? sql`text_key(name) like text_key(${escapeLike(q)}) || '%' desc, level,` : sql``;
  const depth = q || parent ? sql`0` : sql`level - 1`;
  const { rows } = await ctx.db.execute<DictionaryOption & { depth: number }>(sql`
    with recursive ${treeOf(kind)}
    select id, parent_id as "parentId", name as label, path, ${depth} as depth
    from tree where offered and ${found} order by ${first} places limit ${MOST_FOUND}`);
  return rows;
}

/** On which level of its tree an entry stands; a root stands on the first. */
export async function levelOf(ctx: Transaction, id: string): Promise<number> {
  const { rows } = await ctx.db.execute<{ level: number }>(sql`
    with recursive up (parent_id) as (
      select parent_id from dictionary_entries where id = ${id}
      union all
      select e.parent_id from dictionary_entries e join up on e.id = up.parent_id)
    select count(*)::int as level from up`);
  return rows[0]!.level;
}
