import "server-only";
import { and, desc, eq, gt, isNull } from "drizzle-orm";
import { userSessions } from "@/db/schema";
import type { AccountContext } from "@/lib/core/context";
import { type Agent, agentOf } from "./agents";

export type OwnSession = Agent & { id: string; address: string; createdAt: Date; lastSeenAt: Date; isThis: boolean };

/** The open sessions of whoever asks (ACC-06), this one first, then the one that was seen last. */
export async function listOwnSessions(ctx: AccountContext): Promise<OwnSession[]> {
  const { id, createdAt, lastSeenAt, address, agent, userId, endedAt, expiresAt } = userSessions;
  const rows = await ctx.db
    .select({ id, createdAt, lastSeenAt, address, agent })
    .from(userSessions)
    .where(and(eq(userId, ctx.actor.id), isNull(endedAt), gt(expiresAt, ctx.now)))
    .orderBy(desc(lastSeenAt), desc(id));
  return rows
    .map(({ agent: text, ...row }) => ({ ...row, ...agentOf(text), isThis: row.id === ctx.actor.sessionId }))
    .sort((one, other) => Number(other.isThis) - Number(one.isThis));
}
