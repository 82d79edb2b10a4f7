import { AsyncLocalStorage } from "node:async_hooks";

/** The request or the job that the running code works for: every log line names it (OPS-01). */
type Current = { request: string } | { job: string };

// Next loads this module once for each bundle, and the HTTP server in front of it is not bundled: the store is the process's.
const key = Symbol.for("kehu.current");
const shared = globalThis as { [key]?: AsyncLocalStorage<Current> };
export const current = (shared[key] ??= new AsyncLocalStorage<Current>());
