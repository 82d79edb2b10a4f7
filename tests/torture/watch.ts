import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const MB = 1024;
const EVERY_MS = 100;

/** Resident memory of a process in megabytes; 0 when it is gone or the system does not tell. */
export function megabytesOf(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / MB;
  } catch {
    return 0;
  }
}

/** The processes that a process started and that live still; none where the system does not tell. */
export function childrenOf(pid: number): number[] {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const lists = threads.map((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8"));
    return lists.flatMap((list) => list.split(" ").filter(Boolean).map(Number));
  } catch {
    return [];
  }
}

export type Watched = {
  /** Milliseconds of each answer of GET /api/health. */
  pings: number[];
  /** Pings without an answer of 200. */
  lost: number;
  /** The most memory of the server alone, and together with the processes that read files for it (D-55). */
  peak: number;
  peakWithReaders: number;
};

/** Asks the server how it is, and how much memory it holds, ten times a second until told to stop. */
export function watch(base: string, pid: number): { stop: () => Promise<Watched> } {
  const seen: Watched = { pings: [], lost: 0, peak: 0, peakWithReaders: 0 };
  let watching = true;
  const loop = (async () => {
    while (watching) {
      const started = performance.now();
      const answer = await fetch(`${base}/api/health`).catch(() => undefined);
      await answer?.arrayBuffer();
      seen.pings.push(performance.now() - started);
      if (answer?.status !== 200) seen.lost += 1;
      const own = megabytesOf(pid);
      const readers = childrenOf(pid).reduce((sum, child) => sum + megabytesOf(child), 0);
      seen.peak = Math.max(seen.peak, own);
      seen.peakWithReaders = Math.max(seen.peakWithReaders, own + readers);
      await sleep(EVERY_MS);
    }
  })();
  return {
    async stop() {
      watching = false;
      await loop;
      return seen;
    },
  };
}

/** The value that 95 of 100 do not exceed. */
export function p95(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * 0.95) - 1)] ?? 0;
}
