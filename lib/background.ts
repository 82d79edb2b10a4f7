import "server-only";
import { closePools } from "@/db/client";
import { sweepAttachments } from "./attachments/sweep";
import { purgeExpired } from "./bin/purge";
import { env } from "./core/env";
import { work } from "./core/jobs";
import { log } from "./core/log";
import { closeQueue } from "./core/queue";
import { resumeImports } from "./imports/jobs";
import { sweepRows, sweepUploads } from "./imports/sweep";
import { wakeCleanUp } from "./maintenance/jobs";
import { startMetrics } from "./metrics";
import { wakeMails } from "./notifications/jobs";
import { jobs, systemJobs } from "./registry";

/** The server runs these functions after its last request and before its database goes away. */
const shutdown = Symbol.for("kehu.shutdown");

const SWEEP_EVERY_MS = 60 * 60 * 1000;
const MAILS_EVERY_MS = 30 * 1000;

/** What a server does beside answering: all background work, unless KEHU_WORKER=separate leaves it to `npm run worker`. */
export async function startWithServer(): Promise<void> {
  env();
  (globalThis as { [shutdown]?: Set<() => Promise<void>> })[shutdown]?.add(stopBackgroundWork);
  startMetrics();
  if (process.env.KEHU_WORKER !== "separate") await startBackgroundWork();
}

/** Works off the queues, takes up again what a stopped process left, and removes what is of no more use: files, and what lay in the bin too long. */
export async function startBackgroundWork(): Promise<void> {
  await work([...jobs, ...systemJobs]);
  await resumeImports();
  const sweep = () => {
    for (const tidy of [sweepUploads, sweepRows, sweepAttachments, purgeExpired])
      void tidy(new Date()).catch((error: unknown) => log.error({ err: error, tidy: tidy.name }, "sweep"));
  };
  sweep();
  setInterval(sweep, SWEEP_EVERY_MS).unref();
  const told = (error: unknown) => log.error({ err: error }, "waking the queues");
  const wake = (once: () => Promise<void>, every: number) => {
    void once().catch(told);
    setInterval(() => void once().catch(told), every).unref();
  };
  wake(wakeMails, MAILS_EVERY_MS);
  wake(wakeCleanUp, SWEEP_EVERY_MS);
  log.info({ queues: [...jobs, ...systemJobs].map(({ name }) => name) }, "working off the queues");
}

/** Lets running jobs finish and closes the connections. */
export async function stopBackgroundWork(): Promise<void> {
  await closeQueue();
  await closePools();
}
