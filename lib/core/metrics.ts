import "server-only";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { database, type Db, pool } from "@/db/client";
import { roleNames } from "@/db/roles";
import { log } from "./log";

// Next loads this module once for each bundle; what is counted belongs to the process.
const shared = globalThis as { kehuMetrics?: Metrics };
type Metrics = ReturnType<typeof create>;

function create() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "kehu_request_duration_seconds",
    help: "Time from the request to the last byte of its answer.",
    labelNames: ["method", "place", "status"],
    buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30],
    registers,
  });
  const jobs = new Histogram({
    name: "kehu_job_duration_seconds",
    help: "Time that background jobs took in this process.",
    labelNames: ["queue", "outcome"],
    buckets: [0.1, 0.3, 1, 3, 10, 30, 100, 300],
    registers,
  });
  const connections = new Gauge({
    name: "kehu_database_connections",
    help: "Connections of this process to the database.",
    labelNames: ["role", "state"],
    registers,
    collect() {
      for (const role of roleNames) {
        const { totalCount, idleCount, waitingCount } = pool(role);
        this.set({ role, state: "busy" }, totalCount - idleCount);
        this.set({ role, state: "idle" }, idleCount);
        this.set({ role, state: "waited_for" }, waitingCount);
      }
    },
  });
  return { registry, requests, jobs, connections };
}

const metrics = () => (shared.kehuMetrics ??= create());

export const requestSeconds = () => metrics().requests;
export const jobSeconds = () => metrics().jobs;

/**
 * A number for each of some states that is asked of the database whenever somebody reads the metrics. While the database is
 * away the others are still told: this one is then absent.
 */
export function countedGauge(
  { name, help, labels }: { name: string; help: string; labels: readonly string[] },
  count: (db: Db) => Promise<{ labels: Record<string, string>; value: number }[]>,
): void {
  const { registry } = metrics();
  if (registry.getSingleMetric(name)) return;
  new Gauge({
    name,
    help,
    labelNames: labels,
    registers: [registry],
    async collect() {
      this.reset();
      try {
        for (const one of await count(database(pool("job")))) this.set(one.labels, one.value);
      } catch (error) {
        log.error({ err: error, metric: name }, "a metric could not be counted");
      }
    },
  });
}

/** Everything that is counted, in the text format of Prometheus. */
export async function metricsText(): Promise<{ text: string; contentType: string }> {
  const { registry } = metrics();
  return { text: await registry.metrics(), contentType: registry.contentType };
}
