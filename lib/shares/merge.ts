import "server-only";
import { sql } from "drizzle-orm";
import { customers, shares } from "@/db/schema";
import { auditSet } from "@/lib/core/audit-set";
import type { StaffContext } from "@/lib/core/context";
import type { Merge, MergeFollower, Pair } from "@/lib/merges/define";
import { keepRows, keptRows, moveBy } from "@/lib/merges/rows";
import { shareEntity } from "./entity";

const LONGER = "shares_longer";
const receiver = (alias: "s" | "l") =>
  sql`coalesce(${sql.identifier(alias)}.user_id, ${sql.identifier(alias)}.department_id)`;

/** A share stays behind where the receiver has one of the survivor already, or owns the survivor (SHA-01). */
const following = ({ survivorId }: Pair) => sql`shares.ended_at is not null or not exists (
    select from ${shares} s where s.customer_id = ${survivorId} and s.ended_at is null
      and ${receiver("s")} = coalesce(shares.user_id, shares.department_id))
  and not exists (select from ${customers} c where c.id = ${survivorId} and c.owner_id = shares.user_id)`;
const moving = moveBy("shares", shares.customerId, following);

/** Shares move; where both customers are shared with somebody, the longer of the two holds. */
export const shareFollower: MergeFollower = {
  ...moving,
  name: "shares",
  keys: [shares.customerId],
  async move(ctx, merge) {
    await holdShares(ctx, merge);
    await keepRows(
      ctx,
      merge,
      LONGER,
      sql`select s.id as row_id, jsonb_build_object('until', s.until) as before, jsonb_build_object('until', l.until) as after
        from ${shares} s join ${shares} l on ${receiver("l")} = ${receiver("s")}
        where s.customer_id = ${merge.survivorId} and l.customer_id = ${merge.loserId} and s.ended_at is null and l.ended_at is null
          and s.until is not null and (l.until is null or l.until > s.until)`,
    );
    await extend(ctx, merge, sql`r.after`, sql`true`);
    await moving.move(ctx, merge);
    await record(ctx, merge);
  },
  async moveBack(ctx, merge) {
    await holdShares(ctx, merge);
    const untouched = sql`s.ended_at is null and s.until is not distinct from (r.after ->> 'until')::date`;
    await extend(ctx, merge, sql`r.before`, untouched);
    const kept = await moving.moveBack(ctx, merge);
    await record(ctx, merge);
    return kept;
  },
};

async function extend(ctx: StaffContext, merge: Merge, to: ReturnType<typeof sql>, where: ReturnType<typeof sql>) {
  await ctx.db.execute(sql`
    update ${shares} s set until = (${to} ->> 'until')::date, version = s.version + 1, updated_at = ${ctx.now.toISOString()}
    from (${keptRows(merge, LONGER)}) r where r.row_id = s.id and (${where})`);
}

/** Holds the shares of both, as they are now, for the log to compare with. */
async function holdShares({ db }: StaffContext, { survivorId, loserId }: Pair): Promise<void> {
  await db.execute(sql`
    create temp table merge_shares on commit drop as
    select * from ${shares} where customer_id in (${survivorId}, ${loserId}) order by id for no key update`);
}

async function record(ctx: StaffContext, { eventId }: Merge): Promise<void> {
  const before = sql`merge_shares`;
  await auditSet(ctx, shareEntity, eventId, { ids: sql`select id from ${before}`, before });
}
