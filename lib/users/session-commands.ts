import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { userSessions } from "@/db/schema";
import { auditEvent } from "@/lib/core/audit";
import type { AccountContext } from "@/lib/core/context";
import { missing, refuse } from "@/lib/core/errors";
import { endSessions } from "@/lib/core/session-end";

/** Signs one of one's own sessions out, from its next request on (ACC-06). Somebody else's is not there. */
export async function endOwnSession(ctx: AccountContext, { id }: { id: string }) {
  if (id === ctx.actor.sessionId) refuse("account.error.this_session");
  const [ended] = await ctx.db
    .update(userSessions)
    .set({ endedAt: ctx.now })
    .where(and(eq(userSessions.id, id), eq(userSessions.userId, ctx.actor.id), isNull(userSessions.endedAt)))
    .returning({ address: userSessions.address });
  if (!ended) missing();
  await auditEvent(ctx, "session.ended", { address: ended.address });
  return { id };
}

/** Signs every other session of one's own out. */
export async function endOtherSessions(ctx: AccountContext) {
  const ended = await endSessions(ctx, ctx.actor.id, ctx.actor.sessionId);
  await auditEvent(ctx, "session.others_ended", { ended });
  return { ended };
}
