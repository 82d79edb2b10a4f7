import "server-only";
import type pg from "pg";
import PgBoss from "pg-boss";
import { pool } from "@/db/client";
import type { QueueName } from "@/db/queues";
import type { Transaction } from "./context";
import { log } from "./log";

const shared = globalThis as { kehuQueue?: Promise<PgBoss> };

/** The queue in PostgreSQL (SCH-01), opened once for the process. Its tables are made by `migrate`. */
export function queue(): Promise<PgBoss> {
  return (shared.kehuQueue ??= open());
}

async function open(): Promise<PgBoss> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool("job").query(text, values as unknown[]) },
    schema: "pgboss",
    migrate: false,
    schedule: false,
    // Finished jobs stay for two days: "once a day" is known by yesterday's.
    archiveCompletedAfterSeconds: 2 * 24 * 60 * 60,
  });
  boss.on("error", (error) => log.error({ err: error }, "queue"));
  return boss.start();
}

/** Ends the work of this process: running jobs may finish. */
export async function closeQueue(): Promise<void> {
  const open = await shared.kehuQueue?.catch(() => undefined);
  delete shared.kehuQueue;
  await open?.stop({ graceful: true, timeout: 20_000 });
}

/** Puts a job into the queue unless the same one was put there within so many seconds, by whichever process. */
export async function enqueueOncePer(seconds: number, name: QueueName): Promise<void> {
  await (await queue()).send(name, {}, { singletonKey: name, singletonSeconds: seconds });
}

/** Puts a job into the queue in the transaction of the act that wants it: both happen, or neither. */
export async function enqueue(
  ctx: Pick<Transaction, "db">,
  name: QueueName,
  data: object,
  singletonKey?: string,
): Promise<void> {
  const client = (ctx.db as unknown as { $client: pg.PoolClient }).$client;
  const boss = await queue();
  await boss.send(name, data, {
    db: { executeSql: (text, values) => client.query(text, values as unknown[]) },
    singletonKey,
  });
}
