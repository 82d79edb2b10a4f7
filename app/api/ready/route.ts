import { log } from "@/lib/core/log";
import { isReady } from "@/lib/core/ready";
import { publicRoute } from "@/lib/core/route";

/** Whether requests should be sent here: 503 while the database is away or not yet up to date. */
export const GET = publicRoute("load balancers ask without signing in", async () => {
  const ready = await isReady().catch((error: unknown) => {
    log.error({ err: error }, "not ready");
    return false;
  });
  return Response.json({ status: ready ? "ready" : "not ready" }, { status: ready ? 200 : 503 });
});
