import "server-only";
import type pg from "pg";
import { type Db, database, pool } from "@/db/client";
import type { RoleName } from "@/db/roles";

/** Serialisation failure, deadlock, lock time-out: the database asks to try again. */
const RETRIED = new Set(["40001", "40P01", "55P03"]);
const TRIES = 3;

/**
 * Runs one business act as one transaction and tries the whole again where the database asks for it. Ends with `SELECT 1`,
 * which fails where an error was swallowed inside, and checks that the COMMIT committed (MC-12): success is never reported
 * for a transaction that was rolled back. Nothing but SQL belongs inside.
 */
export async function transaction<T>(role: RoleName, run: (db: Db) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(role, run);
    } catch (error) {
      if (attempt >= TRIES || !RETRIED.has(sqlState(error) ?? "")) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20 * attempt + Math.random() * 50));
    }
  }
}

async function once<T>(role: RoleName, run: (db: Db) => Promise<T>): Promise<T> {
  const client = await pool(role).connect();
  let broken = true;
  try {
    await client.query("begin");
    const result = await run(database(client));
    await client.query("select 1");
    const end = await client.query("commit");
    if (end.command !== "COMMIT") throw new Error(`The transaction ended with ${end.command}.`);
    broken = false;
    return result;
  } catch (error) {
    broken = !(await rolledBack(client));
    throw error;
  } finally {
    client.release(broken);
  }
}

async function rolledBack(client: pg.PoolClient): Promise<boolean> {
  return client.query("rollback").then(
    () => true,
    () => false,
  );
}

/** PostgreSQL's code of an error, also where Drizzle wrapped it. */
export function sqlState(error: unknown): string | undefined {
  return databaseError(error)?.code;
}

export function databaseError(error: unknown): pg.DatabaseError | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if ("severity" in cause && "code" in cause) return cause as pg.DatabaseError;
  return undefined;
}
