import "server-only";
import { and, asc, desc, eq, gte, ilike, inArray, lt, or, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn, PgSelect } from "drizzle-orm/pg-core";
import { type Db, PREPARED } from "@/db/client";
import type { PlainDate } from "@/db/scalars";
import { addDays } from "./dates";
import { COUNTED_BOUND, type Cursor, encodeCursor, type List, type ListParams } from "./list";

type Value<L extends List, K extends keyof L["filters"]> = NonNullable<ListParams<L>["filters"][K]>;
/** The SQL behind every name that the address may use: complete by type, so nothing else is reachable. */
export type ListColumns<L extends List> = {
  id: AnyPgColumn;
  search?: (text: string) => SQL | undefined;
  sort: Record<keyof L["sort"] & string, AnyPgColumn>;
  filters: { [K in keyof L["filters"]]: (value: Value<L, K>) => SQL | undefined };
};

/** How many rows match: exact up to the bound, "more than" above it. */
export type Total = { count: number; more: boolean };
/** One page of a list and the cursors of its neighbours. */
export type ListPage<Row> = {
  rows: Row[];
  total: Total;
  page: number;
  pageSize: number;
  after?: string;
  before?: string;
};

/** Conditions for the common kinds of filter. */
export const oneOf =
  (column: AnyPgColumn) =>
  (values: readonly string[]): SQL | undefined =>
    values.length ? inArray(column, values as string[]) : undefined;
export const is =
  (column: AnyPgColumn) =>
  (value: string | boolean): SQL =>
    eq(column, value);
export const contains =
  (column: AnyPgColumn) =>
  (text: string): SQL =>
    ilike(column, `%${escapeLike(text)}%`);
/** Days of the operator's zone as moments: from the first instant of `from` to before the day after `to`. */
export const onDays =
  (column: AnyPgColumn, zone: string) =>
  ({ from, to }: { from?: string; to?: string }): SQL | undefined =>
    and(
      from ? gte(column, midnight(from, zone)) : undefined,
      to ? lt(column, midnight(addDays(to as PlainDate, 1), zone)) : undefined,
    );

const midnight = (day: string, zone: string) => sql`(${day}::date)::timestamp at time zone ${zone}`;
export const escapeLike = (text: string) => text.replace(/[\\%_]/g, "\\$&");

/** The conditions of search and filters. The caller adds the scope; nothing here can widen it (AZ-06). */
export function listWhere<L extends List>(columns: ListColumns<L>, params: ListParams<L>): SQL | undefined {
  const filters = Object.entries(params.filters).map(([name, value]) =>
    value === undefined ? undefined : columns.filters[name]!(value as never),
  );
  return and(params.q ? columns.search?.(params.q) : undefined, ...filters);
}

/**
 * A list as its address asks for it: `where` narrows it (scope, search, filters), `bare` is its query without fields. Select
 * the id, the row's own fields and `fields` (the value that the list is sorted by, for the cursor, and the total), and hand
 * that query to `page`: rows and total come in one statement.
 */
export function listOf<L extends List>(
  db: Db,
  columns: ListColumns<L>,
  params: ListParams<L>,
  where: SQL | undefined,
  bare: PgSelect,
) {
  const sorted = columns.sort[params.sort.by];
  const count = sql<number>`(select count(*)::int from ${bare.where(where).limit(COUNTED_BOUND + 1)} bounded)`;
  const fields = { sortValue: sql<string | null>`${sorted}`.mapWith(textOf), total: count };
  async function page<Q extends PgSelect>(query: Q): Promise<ListPage<Awaited<Q>[number]>> {
    const { page: at, pageSize, after, before } = params;
    const backwards = before !== undefined;
    const cursor = after ?? before;
    const descending = (params.sort.direction === "desc") !== backwards;
    const order = descending ? desc : asc;
    const offset = cursor ? 0 : (at - 1) * pageSize;
    const asked = query
      .where(and(where, cursor && beyond(sorted, columns.id, cursor, descending)))
      .orderBy(
        ...(sorted.notNull ? [] : [sql`${sorted} is null ${sql.raw(backwards ? "desc" : "asc")}`]),
        order(sorted),
        order(columns.id),
      )
      .limit(pageSize + 1)
      .offset(offset);
    const found = (await (params.q ? asked : asked.prepare(PREPARED).execute())) as Record<string, unknown>[];
    // Beyond the last page there is no row that could carry the total.
    const total = found[0]?.total ?? (cursor || offset > 0 ? await counted(db, count) : 0);
    const more = found.length > pageSize;
    const rows = found.slice(0, pageSize);
    if (backwards) rows.reverse();
    const cursorAt = (row: Record<string, unknown> | undefined) => row && encodeCursor(cursorOf(params.sort.by, row));
    const hasNext = backwards || more;
    const hasPrevious = backwards ? more : cursor !== undefined || at > 1;
    return {
      rows: rows as Awaited<Q>,
      total: totalOf(total as number),
      page: at,
      pageSize,
      after: hasNext ? cursorAt(rows.at(-1)) : undefined,
      before: hasPrevious ? cursorAt(rows[0]) : undefined,
    };
  }
  return { fields, page };
}

const textOf = (value: string | number | Date | null) =>
  value === null ? null : value instanceof Date ? value.toISOString() : String(value);

const cursorOf = (by: string, row: Record<string, unknown>): Cursor => ({
  by,
  value: row.sortValue as string | null,
  id: row.id as string,
});

/** An exact count of a large list costs as much as the page itself: it ends at the bound. */
const totalOf = (count: number): Total => ({ count: Math.min(count, COUNTED_BOUND), more: count > COUNTED_BOUND });

async function counted(db: Db, count: SQL<number>): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(sql`select ${count} as count`);
  return rows[0]!.count;
}

/** Rows after the cursor in the direction of reading; rows without a value stand last. */
function beyond(column: AnyPgColumn, id: AnyPgColumn, cursor: Cursor, descending: boolean): SQL | undefined {
  const sign = sql.raw(descending ? "<" : ">");
  const type = sql.raw(column.getSQLType());
  if (column.notNull) return sql`(${column}, ${id}) ${sign} (${cursor.value}::${type}, ${cursor.id}::uuid)`;
  if (cursor.value === null) return sql`${column} is null and ${id} ${sign} ${cursor.id}::uuid`;
  return or(sql`(${column}, ${id}) ${sign} (${cursor.value}::${type}, ${cursor.id}::uuid)`, sql`${column} is null`);
}
