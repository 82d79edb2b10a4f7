import "server-only";
import { getTableColumns, type SQL, sql } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { customerMergeRows } from "@/db/schema";
import type { Transaction } from "@/lib/core/context";
import type { MergeFollower, Pair } from "./define";

type Acting = Pick<Transaction, "db" | "now">;
type Which = { id: string };

/** Keeps what a merge changes, for undoing it: the query selects `row_id` and, as jsonb, `before` and `after`. */
export async function keepRows(
  { db }: Pick<Transaction, "db">,
  merge: Which,
  kind: string,
  rows: SQL,
): Promise<number> {
  const kept = await db.execute(sql`
    insert into ${customerMergeRows} (merge_id, kind, row_id, before, after)
    select ${merge.id}, ${kind}::text, row_id, before, after from (${rows}) kept`);
  return kept.rowCount ?? 0;
}

/** The kept rows of one kind: `row_id`, `before`, `after`. */
export const keptRows = ({ id }: Which, kind: string): SQL =>
  sql`select row_id, before, after from ${customerMergeRows} where merge_id = ${id} and kind = ${kind}`;

async function countOf({ db }: Pick<Transaction, "db">, rows: SQL): Promise<number> {
  const { rows: found } = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from (${rows}) counted`,
  );
  return found[0]!.count;
}

/**
 * The part of a follower that is the same wherever records belong to a customer by one column: they are moved, and moved back
 * where they are still the survivor's. `which` narrows what moves, `also` is set besides. The table has id and updatedAt.
 */
export function moveBy(kind: string, column: AnyPgColumn, which?: (pair: Pair) => SQL) {
  const { table } = column;
  const name = sql.identifier(toSnakeCase(column.name));
  const moving = (pair: Pair) =>
    sql`select id from ${table} where ${column} = ${pair.loserId} and (${which?.(pair) ?? sql`true`})`;
  const kept = (merge: Which) => sql`select row_id from (${keptRows(merge, kind)}) r`;
  const raised = "version" in getTableColumns(table) ? sql`version = version + 1,` : sql``;
  const set = (ctx: Acting, to: string) => sql`${name} = ${to}, ${raised} updated_at = ${ctx.now.toISOString()}`;
  return {
    count: (ctx, pair) => countOf(ctx, moving(pair)),
    move: async (ctx, merge) => {
      const rows = sql`select id as row_id, '{}'::jsonb as before, '{}'::jsonb as after from (${moving(merge)}) m`;
      await keepRows(ctx, merge, kind, rows);
      await ctx.db.execute(sql`update ${table} set ${set(ctx, merge.survivorId)} where id in (${kept(merge)})`);
    },
    moveBack: async (ctx, merge) => {
      const moved = await ctx.db.execute(sql`
        update ${table} set ${set(ctx, merge.loserId)} where id in (${kept(merge)}) and ${column} = ${merge.survivorId}`);
      return (await countOf(ctx, kept(merge))) - (moved.rowCount ?? 0);
    },
    countKept: (ctx, merge) =>
      countOf(
        ctx,
        sql`${kept(merge)} except select id from ${table} where ${column} = ${merge.survivorId} and id in (${kept(merge)})`,
      ),
  } satisfies Partial<MergeFollower>;
}
