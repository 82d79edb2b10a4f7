import "server-only";
import { and, asc, desc, eq, gte, ilike, inArray, lt, or, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn, PgSelect } from "drizzle-orm/pg-core";
import type { Db } from "@/db/client";
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
 * Runs a list: the rows of one page in a stable order that ends with the id, and the bounded total. `query` selects at least
 * the id and, under the name `sortValue`, what `sortValue()` gives, so that the neighbours' cursors can be made.
 */
export async function listPage<L extends List, Q extends PgSelect>(
  db: Db,
  columns: ListColumns<L>,
  params: ListParams<L>,
  where: SQL | undefined,
  query: Q,
  count: PgSelect,
): Promise<ListPage<Awaited<Q>[number]>> {
  const column = columns.sort[params.sort.by];
  const backwards = params.before !== undefined;
  const descending = (params.sort.direction === "desc") !== backwards;
  const cursor = params.after ?? params.before;
  const order = descending ? desc : asc;
  const offset = cursor ? 0 : (params.page - 1) * params.pageSize;
  const paged = query
    .where(and(where, cursor && beyond(column, columns.id, cursor, descending)))
    .orderBy(
      ...(column.notNull ? [] : [sql`${column} is null ${sql.raw(backwards ? "desc" : "asc")}`]),
      order(column),
      order(columns.id),
    )
    .limit(params.pageSize + 1)
    .offset(offset);
  const [found, total] = await Promise.all([
    paged as unknown as Promise<Record<string, unknown>[]>,
    boundedCount(db, count.where(where)),
  ]);
  const more = found.length > params.pageSize;
  const rows = found.slice(0, params.pageSize);
  if (backwards) rows.reverse();
  const at = (row: Record<string, unknown> | undefined) => row && encodeCursor(cursorOf(params.sort.by, row));
  const hasNext = backwards || more;
  const hasPrevious = backwards ? more : cursor !== undefined || params.page > 1;
  return {
    rows: rows as Awaited<Q>,
    total,
    page: params.page,
    pageSize: params.pageSize,
    after: hasNext ? at(rows.at(-1)) : undefined,
    before: hasPrevious ? at(rows[0]) : undefined,
  };
}

/** The value that the list is sorted by, as text: it goes into the cursor. */
export const sortValue = <L extends List>(columns: ListColumns<L>, params: ListParams<L>) =>
  sql<string | null>`${columns.sort[params.sort.by]}`.mapWith(textOf);
const textOf = (value: string | number | Date | null) =>
  value === null ? null : value instanceof Date ? value.toISOString() : String(value);

const cursorOf = (by: string, row: Record<string, unknown>): Cursor => ({
  by,
  value: row.sortValue as string | null,
  id: row.id as string,
});

/** Rows after the cursor in the direction of reading; rows without a value stand last. */
function beyond(column: AnyPgColumn, id: AnyPgColumn, cursor: Cursor, descending: boolean): SQL | undefined {
  const sign = sql.raw(descending ? "<" : ">");
  const type = sql.raw(column.getSQLType());
  if (column.notNull) return sql`(${column}, ${id}) ${sign} (${cursor.value}::${type}, ${cursor.id}::uuid)`;
  if (cursor.value === null) return sql`${column} is null and ${id} ${sign} ${cursor.id}::uuid`;
  return or(sql`(${column}, ${id}) ${sign} (${cursor.value}::${type}, ${cursor.id}::uuid)`, sql`${column} is null`);
}

/** Counts up to the bound: an exact count of a large list costs as much as the page itself. */
export async function boundedCount(db: Db, query: PgSelect): Promise<Total> {
  const bounded = query.limit(COUNTED_BOUND + 1).as("bounded");
  const [row] = await db.select({ count: sql<number>`count(*)::int` }).from(bounded);
  const count = row?.count ?? 0;
  return { count: Math.min(count, COUNTED_BOUND), more: count > COUNTED_BOUND };
}
