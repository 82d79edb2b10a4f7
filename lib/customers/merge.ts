import "server-only";
import { eq, sql } from "drizzle-orm";
import { type Customer, customers } from "@/db/schema";
import { auditRecord } from "@/lib/core/audit";
import { auditNames, auditSet } from "@/lib/core/audit-set";
import type { StaffContext } from "@/lib/core/context";
import { saveRecord } from "@/lib/core/records";
import type { Merge, MergeFollower, Pair } from "@/lib/merges/define";
import { moveBy } from "@/lib/merges/rows";
import { customerEntity } from "./entity";

/** Everything above a customer, nearest first. */
async function above({ db }: StaffContext, id: string): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    with recursive up as (
      select parent_id as id, 1 as depth from ${customers} where id = ${id}
      union all select c.parent_id, up.depth + 1 from ${customers} c join up on c.id = up.id where up.depth < 25)
    select id from up where id is not null order by depth`);
  return rows.map((row) => row.id);
}

/**
 * Whose child the survivor is after the merge (CUS-11): where one of the two stands above the other it can only be the upper
 * one's parent, or the tree would close to a circle; otherwise the one that was chosen.
 */
export async function parentAfter(ctx: StaffContext, survivor: Customer, loser: Customer, takes: boolean) {
  const forced = await parentForced(ctx, survivor, loser);
  return forced === undefined ? (takes ? loser : survivor).parentId : forced;
}

type Placed = Pick<Customer, "id" | "parentId">;
/** The parent that the tree leaves no choice about; undefined: there is one. */
export async function parentForced(ctx: StaffContext, survivor: Placed, loser: Placed) {
  if ((await above(ctx, survivor.id)).includes(loser.id)) return loser.parentId;
  if ((await above(ctx, loser.id)).includes(survivor.id)) return survivor.parentId;
  return undefined;
}

/**
 * Writes values of the survivor ahead of its save, where the others depend on them: its new children would close a circle with
 * the old parent, and among the living only one may have a registration number (D-10).
 */
export async function setAhead({ db }: StaffContext, id: string, values: Partial<Customer>): Promise<void> {
  if (Object.keys(values).length > 0) await db.update(customers).set(values).where(eq(customers.id, id));
}

const companies = moveBy("companies", customers.parentId, ({ survivorId }: Pair) => sql`id <> ${survivorId}`);

/** The companies below, those in the recycle bin included: they come back below the survivor (CUS-09). */
export const companyFollower: MergeFollower = {
  ...companies,
  name: "companies",
  keys: [customers.parentId],
  move: (ctx, merge) => audited(ctx, merge, merge.loserId, () => companies.move(ctx, merge)),
  moveBack: (ctx, merge) => audited(ctx, merge, merge.survivorId, () => companies.moveBack(ctx, merge)),
};

/** Records in the log what an act does to the children of a customer. */
async function audited<T>(ctx: StaffContext, { eventId }: Merge, parentId: string, act: () => Promise<T>): Promise<T> {
  await ctx.db.execute(sql`
    create temp table merge_companies on commit drop as select * from ${customers} where parent_id = ${parentId} for no key update`);
  const done = await act();
  const before = sql`merge_companies`;
  await auditSet(ctx, customerEntity, eventId, { ids: sql`select id from ${before}`, before });
  return done;
}

/** Takes a customer out of sight, for the one that it went into (CUS-10). Nothing else of it changes, so that it can come back. */
export async function closeInto(ctx: StaffContext, loser: Customer, survivor: Customer, event: string): Promise<void> {
  const [after] = await ctx.db
    .update(customers)
    .set({ deletedAt: ctx.now, mergedInto: survivor.id })
    .where(eq(customers.id, loser.id))
    .returning();
  await auditRecord(ctx, customerEntity, event, loser, after!);
}

/** Brings a merged customer back; below its parent only where that one lives. Returns whether it does. */
export async function reopen(ctx: StaffContext, loser: Customer, event: string): Promise<boolean> {
  const { rows } = await ctx.db.execute(sql`
    select from ${customers} where id = ${loser.parentId}::uuid and deleted_at is null`);
  const parentLives = loser.parentId === null || rows.length > 0;
  const [after] = await ctx.db
    .update(customers)
    .set({ deletedAt: null, mergedInto: null, ...(!parentLives && { parentId: null }) })
    .where(eq(customers.id, loser.id))
    .returning();
  await auditRecord(ctx, customerEntity, event, loser, after!);
  return parentLives;
}

/** Saves what the survivor takes, or gives back; its version rises even where that is nothing, for whoever compares it just now. */
export const saveSurvivor = (ctx: StaffContext, survivor: Customer, values: Partial<Customer>, event: string) =>
  saveRecord(ctx, customerEntity, event, survivor, values);

/** Says in the history of the survivor which customer went into it, or left it again, by name and number. */
export async function noteMerged(ctx: StaffContext, { eventId, survivorId }: Merge, loser: Customer, back = false) {
  const who = sql`array[${`${loser.name} ${loser.number}`}::text]`;
  const none = sql`array[]::text[]`;
  const line = sql`
    select ${survivorId}::uuid as id, ${survivorId}::uuid as customer_id, ${back ? who : none} as before, ${back ? none : who} as after`;
  await auditNames(ctx, customerEntity, eventId, "mergedFrom", line);
}
