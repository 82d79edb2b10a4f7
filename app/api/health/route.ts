import { publicRoute } from "@/lib/core/route";

/** Whether the process answers: a supervisor restarts one that does not. */
export const GET = publicRoute("supervisors ask without signing in", () => Response.json({ status: "ok" }));
