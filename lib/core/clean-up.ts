import "server-only";
import { lt } from "drizzle-orm";
import { answeredRequests, rateLimits } from "@/db/schema";
import type { Context } from "./context";

/** Removes counters whose time was over before a moment; they count nothing any more. */
export async function removeOldCounters({ db }: Pick<Context, "db">, before: Date): Promise<number> {
  return (await db.delete(rateLimits).where(lt(rateLimits.expire, before.getTime()))).rowCount ?? 0;
}

/** Removes kept answers (D-56) of before a moment: nobody repeats a request after so long. */
export async function removeOldAnswers({ db }: Pick<Context, "db">, before: Date): Promise<number> {
  return (await db.delete(answeredRequests).where(lt(answeredRequests.at, before))).rowCount ?? 0;
}
