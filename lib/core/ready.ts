import "server-only";
import { getTableName, is, sql } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { database, pool } from "@/db/client";
import * as schema from "@/db/schema";

let migrated = false;

/**
 * Whether this process can work: the database answers, and has every table and column that this version of Kehu was
 * written for. A database that is newer than the code is fine: that is how several servers are brought up to date in turn.
 */
export async function isReady(): Promise<boolean> {
  const db = database(pool("app"));
  if (migrated) return (await db.execute(sql`select 1`)).rowCount === 1;
  const { rows } = await db.execute<{ column: string }>(sql`
    select c.relname || '.' || a.attname as column from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped`);
  const found = new Set(rows.map((row) => row.column));
  return (migrated = expected().every((column) => found.has(column)));
}

function expected(): string[] {
  const tables = (Object.values(schema) as unknown[]).filter((value): value is PgTable => is(value, PgTable));
  return tables.flatMap((table) =>
    getTableConfig(table).columns.map(
      ({ name, keyAsName }) => `${getTableName(table)}.${keyAsName ? toSnakeCase(name) : name}`,
    ),
  );
}
