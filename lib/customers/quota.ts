import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/core/context";
import { refuse } from "@/lib/core/errors";

export type Room = { name: string; quota: number; owned: number };

/**
 * The private quota of a person and how many private customers they own (SCP-04); nothing for somebody without a quota. Their
 * row is held until the transaction ends, so that what is judged by the number is still true when it is written.
 */
export async function holdRoom(ctx: Context, ownerId: string): Promise<Room | undefined> {
  const { rows } = await ctx.db.execute<{ name: string; quota: number | null; owned: number }>(sql`
    select u.name, q.quota, q.owned from users u, hold_private_quota(u.id) q where u.id = ${ownerId}`);
  const row = rows[0];
  return row && row.quota !== null ? { ...row, quota: row.quota } : undefined;
}

/** Refuses, with the numbers, what would give somebody more private customers than they may own (SCP-04). */
export async function assertRoom(ctx: Context, ownerId: string, gained = 1): Promise<void> {
  const room = await holdRoom(ctx, ownerId);
  if (room && room.owned + gained > room.quota) refuse("shares.error.quota", { ...room, gained }, "ownerId");
}

/** How many private customers these people own, for the warning at a quota (SCP-04); nobody who owns none. Numbers, no names. */
export async function privateCounts(ctx: Context, ownerIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await ctx.db.execute<{ id: string; owned: number }>(sql`
    select owner_id as id, count(*)::int as owned from customers
    where owner_id = any(${sql.param([...ownerIds])}::uuid[]) and ownership = 'private' and deleted_at is null group by owner_id`);
  return new Map(rows.map(({ id, owned }) => [id, owned]));
}
