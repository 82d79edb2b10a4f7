import "server-only";
import { and, eq, isNull, ne } from "drizzle-orm";
import { userSessions } from "@/db/schema";
import type { Transaction } from "./context";

type Now = Pick<Transaction, "db" | "now">;

/**
 * Ends every session of a user from their next request on, but for the one in which they act: after a change of the
 * password, "sign out everywhere" (AU-04). Returns how many were open.
 */
export async function endSessions(ctx: Now, userId: string, exceptSessionId?: string): Promise<number> {
  const others = exceptSessionId ? ne(userSessions.id, exceptSessionId) : undefined;
  const ended = await ctx.db
    .update(userSessions)
    .set({ endedAt: ctx.now })
    .where(and(eq(userSessions.userId, userId), isNull(userSessions.endedAt), others))
    .returning({ id: userSessions.id });
  return ended.length;
}

/** Ends one session. Returns whose it was, or nothing when it had ended before. */
export async function endSession(ctx: Now, sessionId: string): Promise<string | undefined> {
  const [ended] = await ctx.db
    .update(userSessions)
    .set({ endedAt: ctx.now })
    .where(and(eq(userSessions.id, sessionId), isNull(userSessions.endedAt)))
    .returning({ userId: userSessions.userId });
  return ended?.userId;
}
