import "server-only";
import type { z } from "zod";
import { database, type Db, pool } from "@/db/client";
import { type QueueName, queues } from "@/db/queues";
import { closedBecause, loadByUser, loadInstallation, staffOf } from "./access";
import { current } from "./current";
import { assertCan, type Context, type StaffContext, type SystemJob } from "./context";
import { dateIn } from "./dates";
import { asDoor, doorOf } from "./doors";
import { forbid } from "./errors";
import { log } from "./log";
import { jobSeconds } from "./metrics";
import type { Permission } from "./permissions";
import { queue } from "./queue";
import { transaction } from "./transaction";

/** A job acts for the user who asked for it, with their rights of this moment. */
export type JobContext = StaffContext & {
  readonly signal: AbortSignal;
  /** One transaction of the job. Before it commits, user and permission are looked at again (AU-05): nothing is done for somebody who lost the right. */
  transaction<T>(run: (ctx: StaffContext) => Promise<T>): Promise<T>;
};
export type JobInput = { userId: string };
export type Job = { name: QueueName; run: (data: unknown) => Promise<void> };

/** The door of background work: its queue, the permission that the asking user must hold, the shape of its data. */
export function job<I extends z.ZodType<JobInput>>(
  name: QueueName,
  permission: Permission,
  schema: I,
  run: (ctx: JobContext, input: z.output<I>) => Promise<void>,
): Job {
  const handler = async (data: unknown) => {
    const input = schema.parse(data);
    const ctx = await asUser(database(pool("job")), input.userId, permission, name);
    const signal = AbortSignal.timeout(queues[name].expireInSeconds * 1000);
    const inTransaction = <T>(act: (inner: StaffContext) => Promise<T>) =>
      transaction("job", async (db) => {
        const result = await act(await asUser(db, input.userId, permission, name));
        await asUser(db, input.userId, permission, name);
        return result;
      });
    await run({ ...ctx, signal, transaction: inTransaction }, input);
  };
  return { name, run: asDoor({ kind: "job", permission }, handler) };
}

/** What a job of the system itself gets: it acts for nobody, and holds the permissions that it declares. */
export type SystemContext = Context & {
  readonly actor: SystemJob;
  readonly signal: AbortSignal;
  /** One transaction of the job, with the time of its start. */
  transaction<T>(run: (ctx: Context) => Promise<T>): Promise<T>;
};

/** The door of work that nobody asked for: deliveries, clean-up. `why` says why no person's right is needed. */
export function systemJob(name: QueueName, why: string, run: (ctx: SystemContext) => Promise<void>): Job {
  const handler = async () => {
    const db = database(pool("job"));
    const installation = await loadInstallation(db);
    const actor: SystemJob = { kind: "system", name, grants: new Map() };
    const origin = { door: `job:${name}`, requestId: crypto.randomUUID(), address: null };
    const contextOn = (on: Db): Context & { actor: SystemJob } => {
      const now = new Date();
      return { db: on, now, today: dateIn(installation.timeZone, now), origin, installation, actor };
    };
    const signal = AbortSignal.timeout(queues[name].expireInSeconds * 1000);
    await run({
      ...contextOn(db),
      signal,
      transaction: (act) => transaction("job", (inner) => act(contextOn(inner))),
    });
  };
  return { name, run: asDoor({ kind: "job", permission: { open: why } }, handler) };
}

/** Loads the user fresh; refuses a closed account and a lost right. */
async function asUser(db: Db, userId: string, permission: Permission, name: string): Promise<StaffContext> {
  const loaded = (await loadByUser(db, userId)) ?? forbid();
  const { account, installation } = loaded;
  const now = new Date();
  const today = dateIn(installation.timeZone, now);
  if (account.audience !== "staff" || closedBecause(account, today)) forbid();
  const origin = { door: `job:${name}`, requestId: crypto.randomUUID(), address: null };
  const ctx: StaffContext = { db, now, today, origin, installation, actor: staffOf(account, "") };
  assertCan(ctx, permission);
  return ctx;
}

/** Starts working off the queues in this process. One job at a time for each queue, so that a failure fails only itself. */
export async function work(jobs: readonly Job[]): Promise<void> {
  const boss = await queue();
  for (const { name, run } of jobs)
    await boss.work(name, { batchSize: 1, pollingIntervalSeconds: 0.5 }, async ([one]) => {
      if (one) await current.run({ job: one.id }, () => worked(name, run, one.data));
    });
}

async function worked(queue: QueueName, run: Job["run"], data: unknown): Promise<void> {
  const started = performance.now();
  const took = () => (performance.now() - started) / 1000;
  try {
    await run(data);
    jobSeconds().observe({ queue, outcome: "done" }, took());
    log.info({ queue, ms: Math.round(took() * 1000) }, "job done");
  } catch (error) {
    jobSeconds().observe({ queue, outcome: "failed" }, took());
    log.error({ queue, err: error, door: doorOf(run)?.permission }, "job failed");
    throw error;
  }
}
