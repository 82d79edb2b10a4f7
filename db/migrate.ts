import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as runMigrations } from "drizzle-orm/node-postgres/migrator";
import { join } from "node:path";
import pg from "pg";
import PgBoss from "pg-boss";
import { queues } from "./queues";
import { keepPortalRows } from "./portal-rows";
import { databaseRole, grants, queueRoles, type RoleName, roleNames, trustedFunctions } from "./roles";
import { seedRequired } from "./seed/required";

/** One lock for everything that changes the shape of the database: two starts at once take turns (JB-09). */
const MIGRATION_LOCK = 7100;

/**
 * Brings a database up to date: tables, queues, roles and rights, required rows. Runs as the owner; the application never
 * does. Safe to run again and at the same time as another run.
 */
export async function migrate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await client.query("set client_min_messages = warning");
    await runMigrations(drizzle({ client }), { migrationsFolder: join(process.cwd(), "db/migrations") });
    await makeQueues(url);
    await makeRoles(client);
    await seedRequired(drizzle({ client, casing: "snake_case" }), new Date());
  } finally {
    await client.end(); // gives the lock back
  }
}

async function makeQueues(url: string): Promise<void> {
  const boss = new PgBoss({ connectionString: url, schema: "pgboss", supervise: false, schedule: false });
  await boss.start();
  for (const [name, queue] of Object.entries(queues)) {
    const options = {
      name,
      retryLimit: queue.retryLimit,
      retryDelay: queue.retryDelaySeconds,
      retryBackoff: true,
      expireInSeconds: queue.expireInSeconds,
    };
    await boss.createQueue(name, options);
    await boss.updateQueue(name, options);
  }
  await boss.stop({ graceful: false });
}

/** Roles belong to the cluster: they may exist already, made for another database. The lock keeps two clusters' users apart. */
async function makeRoles(client: pg.Client): Promise<void> {
  await client.query("begin");
  await client.query("select pg_advisory_xact_lock($1)", [MIGRATION_LOCK + 1]);
  for (const role of roleNames) {
    const name = databaseRole(role);
    const known = await client.query("select from pg_roles where rolname = $1", [name]);
    if (known.rowCount === 0) await client.query(`create role ${name} nologin`).catch(ignoreExisting);
    await client.query(`grant ${name} to current_user`);
    await client.query(`revoke all on all tables in schema public from ${name}`);
    await client.query(`grant usage on schema public to ${name}`);
  }
  await client.query("revoke all on all tables in schema public from public");
  for (const [table, rights] of Object.entries(grants))
    for (const [role, list] of Object.entries(rights))
      if (list.length > 0)
        await client.query(`grant ${list.join(", ")} on ${table} to ${databaseRole(role as RoleName)}`);
  for (const [name, callers] of Object.entries(trustedFunctions)) {
    const all = ["public", ...roleNames.map(databaseRole)];
    await client.query(`revoke all on function ${name} from ${all.join(", ")}`);
    for (const role of callers) await client.query(`grant execute on function ${name} to ${databaseRole(role)}`);
  }
  await keepPortalRows(client);
  for (const role of queueRoles) {
    await client.query(`grant usage on schema pgboss to ${databaseRole(role)}`);
    await client.query(`grant select, insert, update, delete on all tables in schema pgboss to ${databaseRole(role)}`);
  }
  await client.query("commit");
}

function ignoreExisting(error: unknown): void {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code !== "42710" && code !== "23505") throw error;
}
