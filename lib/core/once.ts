import "server-only";
import { createHash } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { answeredRequests } from "@/db/schema";
import { auditEvent } from "./audit";
import type { AccountContext } from "./context";
import { refuse } from "./errors";

/**
 * Runs an act once for a key (D-56): the answer is kept in the transaction of the effect. The same key with the same input
 * gets the first answer again; with another input it is refused. A second try while the first runs waits for its end.
 */
export async function once<T>(
  ctx: AccountContext,
  name: string,
  key: string,
  input: unknown,
  run: () => Promise<T>,
): Promise<T> {
  const scope = `${ctx.actor.id}:${name}`;
  const requestHash = createHash("sha256").update(JSON.stringify(input)).digest("hex");
  await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${scope}:${key}`}, 7))`);
  const [answered] = await ctx.db
    .select()
    .from(answeredRequests)
    .where(and(eq(answeredRequests.scope, scope), eq(answeredRequests.key, key)));
  if (answered) {
    if (answered.requestHash !== requestHash) refuse("errors.key_reused");
    await auditEvent(ctx, "request.repeated", { name });
    return answered.answer as T;
  }
  const answer = await run();
  await ctx.db.insert(answeredRequests).values({ scope, key, requestHash, answer: answer ?? null, at: ctx.now });
  return answer;
}
