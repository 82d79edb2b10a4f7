import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { countedGauge, requestSeconds } from "./core/metrics";
import { placeOf } from "./navigation";
import { mailsByState } from "./notifications/queries";

type Answer = { method: string; path: string; status: number; seconds: number };

/** The HTTP server in front of the application tells these functions of every answer. */
const observers = Symbol.for("kehu.observers");

/** Starts counting what this server answers, and what waits in the database for whichever process (OPS-01). */
export function startMetrics(): void {
  const watching = (globalThis as { [observers]?: Set<(answer: Answer) => void> })[observers];
  watching?.add(({ method, path, status, seconds }) =>
    requestSeconds().observe(
      { method: known(method), place: placeFor(path), status: `${String(status)[0]}xx` },
      seconds,
    ),
  );
  countedGauge(
    { name: "kehu_queue_jobs", help: "Jobs that wait, run or have failed for good.", labels: ["queue", "state"] },
    queuedJobs,
  );
  countedGauge(
    { name: "kehu_outbox_mails", help: "Mails that are not sent yet, or could not be.", labels: ["state"] },
    async (db) => (await mailsByState(db)).map(({ state, mails }) => ({ labels: { state }, value: mails })),
  );
}

/** Anything can be asked for: what is not a page of the menu must not make a line of its own. */
function placeFor(path: string): string {
  if (path.startsWith("/_next/")) return "/_next";
  if (path.startsWith("/api/")) return "/api";
  return placeOf(path)?.path ?? "other";
}
const known = (method: string) => (["GET", "HEAD", "POST"].includes(method) ? method : "other");

async function queuedJobs(db: Db) {
  const { rows } = await db.execute<{ queue: string; state: string; jobs: number }>(sql`
    select name as queue, state::text as state, count(*)::int as jobs from pgboss.job
    where state in ('created', 'retry', 'active', 'failed') group by 1, 2`);
  return rows.map(({ queue, state, jobs }) => ({ labels: { queue, state }, value: jobs }));
}
