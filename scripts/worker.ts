import { startBackgroundWork, stopBackgroundWork } from "@/lib/background";
import { env } from "@/lib/core/env";

// npm run worker: background work in a process of its own, beside servers that run with KEHU_WORKER=separate.
env();
await startBackgroundWork();
console.log("The worker is ready.");
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void stopBackgroundWork().then(() => process.exit(0)));
