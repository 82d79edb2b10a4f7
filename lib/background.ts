import "server-only";
import { closePools } from "@/db/client";
import { env } from "./core/env";
import { work } from "./core/jobs";
import { log } from "./core/log";
import { closeQueue } from "./core/queue";
import { resumeImports } from "./imports/jobs";
import { sweepUploads } from "./imports/sweep";
import { jobs } from "./registry";

/** The server runs these functions after its last request and before its database goes away. */
const shutdown = Symbol.for("kehu.shutdown");

const SWEEP_EVERY_MS = 60 * 60 * 1000;

/** Checks the configuration and works off the queues, unless KEHU_WORKER=separate leaves them to `npm run worker`. */
export async function startBackgroundWork(): Promise<void> {
  env();
  (globalThis as { [shutdown]?: Set<() => Promise<void>> })[shutdown]?.add(stopBackgroundWork);
  if (process.env.KEHU_WORKER === "separate") return;
  await work(jobs);
  await resumeImports();
  const sweep = () => void sweepUploads(new Date()).catch((error: unknown) => log.error({ err: error }, "sweep"));
  sweep();
  setInterval(sweep, SWEEP_EVERY_MS).unref();
  log.info({ queues: jobs.map(({ name }) => name) }, "working off the queues");
}

/** Lets running jobs finish and closes the connections. */
export async function stopBackgroundWork(): Promise<void> {
  await closeQueue();
  await closePools();
}
