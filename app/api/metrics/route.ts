import { createHash, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/core/env";
import { metricsText } from "@/lib/core/metrics";
import { publicRoute } from "@/lib/core/route";

/** What Prometheus reads (OPS-01). Without a METRICS_TOKEN there is nothing here; with one, only its holder is answered. */
export const GET = publicRoute("Prometheus asks with a token of its own", async (request: Request) => {
  const { METRICS_TOKEN } = env();
  if (!METRICS_TOKEN) return new Response(null, { status: 404 });
  if (!same(request.headers.get("authorization") ?? "", `Bearer ${METRICS_TOKEN}`))
    return new Response(null, { status: 401, headers: { "www-authenticate": "Bearer" } });
  const { text, contentType } = await metricsText();
  return new Response(text, { headers: { "content-type": contentType, "cache-control": "private, no-store" } });
});

/** Compared by digest, so that the time taken says nothing about where two tokens differ. */
function same(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}
