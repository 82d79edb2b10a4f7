import { env } from "@/lib/core/env";
import { work } from "@/lib/core/jobs";
import { stopBackgroundWork } from "@/lib/background";
import { jobs } from "@/lib/registry";

env();
await work(jobs);
console.log("The worker is ready.");
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void stopBackgroundWork().then(() => process.exit(0)));
