import "server-only";
import { drizzle, type NodePgQueryResultHKT } from "drizzle-orm/node-postgres";
import type { SQL } from "drizzle-orm";
import { type PgDatabase, PgDialect } from "drizzle-orm/pg-core";
import pg from "pg";
import { databaseRole, type RoleName } from "./roles";

/** A connection or an open transaction: callers never need to know which. */
export type Db = PgDatabase<NodePgQueryResultHKT, Record<string, never>>;

// Calendar dates and bigint stay what PostgreSQL says; node-postgres would make local midnights and floats of them.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

const LIMITS: Record<RoleName, string> = {
  app: "-c statement_timeout=15000 -c lock_timeout=3000 -c idle_in_transaction_session_timeout=10000",
  auth: "-c statement_timeout=5000 -c lock_timeout=3000 -c idle_in_transaction_session_timeout=10000",
  job: "-c statement_timeout=300000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000",
  portal: "-c statement_timeout=5000 -c lock_timeout=3000 -c idle_in_transaction_session_timeout=10000",
};
const SIZE: Record<RoleName, number> = { app: 10, auth: 4, job: 4, portal: 4 };

type Pools = Partial<Record<RoleName, pg.Pool>>;
// Next loads this module once for each bundle; the pools belong to the process.
const pools: Pools = ((globalThis as { kehuPools?: Pools }).kehuPools ??= {});

/** The pool whose connections act as one database role from their first statement on (reliability 4.4). */
export function pool(role: RoleName): pg.Pool {
  return (pools[role] ??= openPool(role));
}

/** The name of a query that shall be parsed and planned once a connection: it stands for one of its own (`byText`). */
export const PREPARED = "prepared";
const MOST_PREPARED = 200;
const prepared = new Map<string, string>();

/** A name for a statement's text; none any more when so many have one that the connections would be full of them. */
function byText(text: string): string | undefined {
  let name = prepared.get(text);
  if (!name && prepared.size < MOST_PREPARED) prepared.set(text, (name = `kehu_${prepared.size}`));
  return name;
}

class Client extends pg.Client {
  override query(config: unknown, ...rest: unknown[]): never {
    const named = config as { name?: string; text: string };
    const own = named?.name === PREPARED ? { ...named, name: byText(named.text) } : config;
    return super.query(own as string, ...(rest as [])) as never;
  }
}

function openPool(role: RoleName): pg.Pool {
  const opened = new pg.Pool({
    connectionString: process.env.DATABASE_URL,
    options: `-c role=${databaseRole(role)} -c timezone=UTC ${LIMITS[role]}`,
    application_name: `kehu-${role}`,
    max: SIZE[role],
    Client: Client as never,
    connectionTimeoutMillis: 3_000,
  });
  // An idle connection that breaks (a restart of the database) is replaced by the pool; without a listener it would end the process.
  opened.on("error", () => undefined);
  return opened;
}

/** A Drizzle database on a pool or on one connection of it. */
export const database = (client: pg.Pool | pg.PoolClient): Db =>
  drizzle({ client, casing: "snake_case" }) as unknown as Db;

const dialect = new PgDialect({ casing: "snake_case" });

/** Runs a statement that each connection parses and plans once, under a name of its own: for the few that every request runs. */
export async function executePrepared<Row extends pg.QueryResultRow>(
  db: Db,
  name: string,
  statement: SQL,
): Promise<Row[]> {
  const { sql: text, params } = dialect.sqlToQuery(statement);
  const client = (db as unknown as { $client: pg.Pool | pg.PoolClient }).$client;
  const { rows } = await client.query<Row>({ name, text, values: params });
  return rows;
}

/** Closes every pool: scripts and tests end with it. */
export async function closePools(): Promise<void> {
  const open = Object.entries(pools) as [RoleName, pg.Pool][];
  for (const [role] of open) delete pools[role];
  await Promise.all(open.map(([, one]) => one.end()));
}
