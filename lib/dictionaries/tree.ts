import "server-only";
import { eq, sql } from "drizzle-orm";
import type { DictionaryKind } from "@/db/enums";
import { dictionaryEntries } from "@/db/schema";
import type { Transaction } from "@/lib/core/context";
import { named, treeOf } from "./queries";

/** One line of the dictionary screen. */
export type EntryRow = {
  id: string;
  parentId: string | null;
  name: string;
  /** The names above it, for a line that was found and stands alone; empty at a root. */
  above: string;
  level: number;
  /** Its place among its siblings, from 1, and how many they are. */
  position: number;
  siblings: number;
  below: number;
  open: boolean;
  isDefault: boolean;
  active: boolean;
  /** Nothing above it is switched off. */
  offered: boolean;
  version: number;
};
/** `whole`: the tree is short enough to stand open. `more`: not all lines are shown. */
export type EntryList = { rows: EntryRow[]; total: number; whole: boolean; more: boolean };

/** Up to here a tree is shown whole; above it, branches open one at a time. */
const SHOWN_WHOLE = 100;
const MOST_SHOWN = 500;

/**
 * The lines of the dictionary screen: with `q` the entries that are found, each with its path; otherwise the roots and what
 * is below `open` and its ancestors, so that the whole country list need not be sent to look at one province.
 */
export async function listEntries(
  ctx: Transaction,
  kind: DictionaryKind,
  asked: { q?: string; open?: string } = {},
): Promise<EntryList> {
  const total = await ctx.db.$count(dictionaryEntries, eq(dictionaryEntries.kind, kind));
  const whole = total <= SHOWN_WHOLE;
  const shown = asked.q
    ? named(sql`name`, asked.q)
    : whole
      ? sql`true`
      : sql`parent_id is null or parent_id in (select id from opened)`;
  const { rows } = await ctx.db.execute<EntryRow>(sql`
    with recursive ${treeOf(kind)},
    opened (id, parent_id) as (
      select id, parent_id from dictionary_entries where id = ${asked.open ?? null}::uuid and kind = ${kind}
      union all
      select e.id, e.parent_id from dictionary_entries e join opened on e.id = opened.parent_id),
    line as (
      select *, row_number() over siblings as position, count(*) over (partition by parent_id) as siblings
      from tree window siblings as (partition by parent_id order by places))
    select id, parent_id as "parentId", name, left(path, greatest(length(path) - length(name) - 3, 0)) as above, level,
      position::int, siblings::int, is_default as "isDefault", active, offered, version,
      (select count(*)::int from dictionary_entries b where b.parent_id = line.id) as below,
      (${whole} or id in (select id from opened)) as open
    from line where ${shown} order by places limit ${MOST_SHOWN + 1}`);
  return { rows: rows.slice(0, MOST_SHOWN), total, whole, more: rows.length > MOST_SHOWN };
}

/** One entry for its form; nothing where the id names none of this kind. */
export async function findEntry(ctx: Transaction, kind: DictionaryKind, id: string) {
  const [entry] = await ctx.db.select().from(dictionaryEntries).where(eq(dictionaryEntries.id, id));
  return entry?.kind === kind ? entry : undefined;
}
