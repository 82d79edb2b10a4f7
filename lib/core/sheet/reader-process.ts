import { type ChildProcessByStdio, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { SheetError } from "./error";
import { CHILD_HEAP_MB, CHILD_MEMORY_MB, START_MS } from "./limits";
import type { ChildMessage, ChildTask } from "./protocol";

const WATCH_MS = 200;
const STDERR_CHARS = 4000;

export type ReaderProcess = {
  /** What the child writes; ends whether it succeeded or not. */
  output: Readable;
  /** Kept when the child has ended and all it wrote was taken; the last word that it said. */
  ended: Promise<ChildMessage>;
  kill: () => void;
};

/**
 * Starts the child with a task. It is killed when it takes longer than `limitMs` (counted from when it is ready: a
 * busy machine must not refuse a good file), takes too much memory, or `signal` says so.
 * `ended` is rejected with a SheetError, or with the signal's reason.
 */
export function startReader(
  task: ChildTask,
  limitMs: number,
  { signal, onMessage }: { signal?: AbortSignal | undefined; onMessage?: (message: ChildMessage) => void } = {},
): ReaderProcess {
  // From the working directory, which is the project's root: a bundler moves this module, but not the child's.
  const script = join(/* turbopackIgnore: true */ process.cwd(), "lib", "core", "sheet", "child.ts");
  const child = spawn(process.execPath, [`--max-old-space-size=${CHILD_HEAP_MB}`, "--import", "tsx", script], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: childEnvironment(),
  }) as ChildProcessByStdio<null, Readable, Readable>;
  let refusal: Error | null = null;
  let last: ChildMessage | null = null;
  let complaint = "";

  const stop = (why: Error) => {
    refusal ??= why;
    child.kill("SIGKILL");
    // Output that nobody takes would keep the end from being noticed.
    child.stdout.destroy();
  };
  const abort = () => stop(signal?.reason instanceof Error ? signal.reason : new Error("Reading was cancelled."));
  let timer = setTimeout(() => stop(new SheetError("too_slow")), START_MS);
  const watch = setInterval(() => {
    void memoryOf(child.pid).then((megabytes) => megabytes > CHILD_MEMORY_MB && stop(new SheetError("too_heavy")));
  }, WATCH_MS);
  watch.unref();

  child.on("message", (message: ChildMessage) => {
    if (message.type === "ready") {
      clearTimeout(timer);
      timer = setTimeout(() => stop(new SheetError("too_slow")), limitMs);
      child.send(task, () => {});
    } else if (message.type === "progress") onMessage?.(message);
    else if (message.type === "refused") stop(new SheetError(message.code, message.values));
    else last = message;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint = (complaint + text).slice(-STDERR_CHARS);
  });
  if (signal?.aborted) abort();
  signal?.addEventListener("abort", abort);

  const ended = new Promise<ChildMessage>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      if (refusal) reject(refusal);
      else if (last && code === 0) resolve(last);
      else reject(crash(complaint));
    });
  }).finally(() => {
    clearTimeout(timer);
    clearInterval(watch);
    signal?.removeEventListener("abort", abort);
  });
  // Whoever reads only the output learns of the failure there.
  ended.catch(() => {});
  return { output: child.stdout, ended, kill: () => stop(new Error("Reading was cancelled.")) };
}

/** Only what Node itself needs: nothing that a hostile file could make the child give away. */
function childEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, TEMP, TMP, SystemRoot } = process.env;
  return { PATH, HOME, TMPDIR, TEMP, TMP, SystemRoot, NODE_ENV: "production", TZ: "UTC" } as NodeJS.ProcessEnv;
}

/** A child that ran out of heap is the file's fault; any other crash is ours and keeps what the child complained of. */
function crash(complaint: string): Error {
  if (/heap out of memory|Reached heap limit|Allocation failed/i.test(complaint)) return new SheetError("too_heavy");
  return new SheetError("unreadable", {}, { cause: new Error(complaint.trim() || "The reading process was killed.") });
}

/** Resident memory in megabytes; 0 where the system does not tell, and there the heap limit must do. */
async function memoryOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024;
}
