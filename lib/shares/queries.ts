import "server-only";
import { and, desc, eq, isNull } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { departments, shares, users } from "@/db/schema";
import type { StaffContext } from "@/lib/core/context";
import { scope } from "@/lib/core/scope";
import { shareEntity } from "./entity";

const sharer = alias(users, "sharer");
/** More receivers than a customer sensibly has. */
export const MAX_SHARES = 200;

/** With whom a customer is shared: the open shares, those that ran out included, the latest first (SHA-01, CUS-06). */
export async function listShares(ctx: StaffContext, customerId: string) {
  const rows = await ctx.db
    .select({
      id: shares.id,
      version: shares.version,
      person: users.name,
      department: departments.name,
      by: sharer.name,
      until: shares.until,
      since: shares.createdAt,
    })
    .from(shares)
    .innerJoin(sharer, eq(sharer.id, shares.sharedBy))
    .leftJoin(users, eq(users.id, shares.userId))
    .leftJoin(departments, eq(departments.id, shares.departmentId))
    .where(and(eq(shares.customerId, customerId), isNull(shares.endedAt), scope(ctx, shareEntity, "view")))
    .orderBy(desc(shares.id))
    .limit(MAX_SHARES);
  return rows.map((row) => ({ ...row, isOver: row.until !== null && row.until < ctx.today }));
}
export type ShareView = Awaited<ReturnType<typeof listShares>>[number];
