import type { Instrumentation } from "next";

/** Runs once when the server starts: background work goes on in this process unless workers of its own do it (SCH-01). */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NEXT_PHASE === "phase-production-build") return;
  const { startWithServer } = await import("@/lib/background");
  await startWithServer();
}

/** A page that failed tells its reader that this was recorded: here it is. The route only, since an address may hold names. */
export const onRequestError: Instrumentation.onRequestError = async (error, _request, { routePath, routeType }) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { log } = await import("@/lib/core/log");
  log.error({ err: error, route: routePath, in: routeType }, "a request failed unexpectedly");
};
