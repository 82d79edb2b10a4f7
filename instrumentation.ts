/** Runs once when the server starts: background work goes on in this process unless workers of its own do it (SCH-01). */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NEXT_PHASE === "phase-production-build") return;
  const { startBackgroundWork } = await import("@/lib/background");
  await startBackgroundWork();
}
