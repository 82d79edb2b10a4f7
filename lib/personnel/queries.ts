import "server-only";
import { and, desc, eq, isNull } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { personnelPosts, personnelStates, users } from "@/db/schema";
import type { PlainDate } from "@/db/scalars";
import type { Context } from "@/lib/core/context";

const makers = alias(users, "makers");
const enders = alias(users, "enders");

/**
 * 人员档案 (ORG-08): the states and posts of somebody who was found before, latest first. A period holds from `since` until the day
 * before `until`; `madeBy` and `endedBy` name who brought it about, and nobody where a program did.
 */
export async function personnelRecord(ctx: Context, { id }: { id: string }) {
  const states = await ctx.db
    .select({
      id: personnelStates.id,
      state: personnelStates.state,
      since: personnelStates.since,
      until: personnelStates.until,
      madeAt: personnelStates.madeAt,
      madeBy: makers.name,
      endedAt: personnelStates.endedAt,
      endedBy: enders.name,
    })
    .from(personnelStates)
    .leftJoin(makers, eq(makers.id, personnelStates.madeBy))
    .leftJoin(enders, eq(enders.id, personnelStates.endedBy))
    .where(eq(personnelStates.userId, id))
    .orderBy(desc(personnelStates.since), desc(personnelStates.id));
  const posts = await ctx.db
    .select({
      id: personnelPosts.id,
      place: personnelPosts.place,
      isMain: personnelPosts.isMain,
      since: personnelPosts.since,
      until: personnelPosts.until,
      madeAt: personnelPosts.madeAt,
      madeBy: makers.name,
      endedAt: personnelPosts.endedAt,
      endedBy: enders.name,
    })
    .from(personnelPosts)
    .leftJoin(makers, eq(makers.id, personnelPosts.madeBy))
    .leftJoin(enders, eq(enders.id, personnelPosts.endedBy))
    .where(eq(personnelPosts.userId, id))
    .orderBy(desc(personnelPosts.since), desc(personnelPosts.isMain), desc(personnelPosts.id));
  return { states, posts };
}

/** The day since which the present state of somebody holds; nothing only within the transaction that makes the account. */
export async function stateSince(ctx: Context, userId: string): Promise<PlainDate | undefined> {
  const [present] = await ctx.db
    .select({ since: personnelStates.since })
    .from(personnelStates)
    .where(and(eq(personnelStates.userId, userId), isNull(personnelStates.until)));
  return present?.since;
}
