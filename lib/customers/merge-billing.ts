import "server-only";
import { eq, sql } from "drizzle-orm";
import { type CustomerBilling, customerBilling } from "@/db/schema";
import type { StaffContext } from "@/lib/core/context";
import { addRecord, removeRecord, saveRecord } from "@/lib/core/records";
import type { Merge, MergeFollower } from "@/lib/merges/define";
import { keepRows, keptRows } from "@/lib/merges/rows";
import { billingEntity } from "./entity";

const KIND = "billing";

async function billingOf({ db }: StaffContext, id: string) {
  const [row] = await db.select().from(customerBilling).where(eq(customerBilling.id, id));
  return row;
}

function valuesOf({ id: _id, version: _version, createdAt: _at, updatedAt: _then, ...values }: CustomerBilling) {
  return values;
}
type Values = ReturnType<typeof valuesOf>;

/**
 * The billing information (CUS-07): the survivor's stays unless it has none or the loser's was chosen, as a whole. The loser
 * keeps its own row for coming back.
 */
export const billingFollower: MergeFollower = {
  name: KIND,
  keys: [customerBilling.id],
  async move(ctx, merge, take) {
    const [mine, theirs] = [await billingOf(ctx, merge.survivorId), await billingOf(ctx, merge.loserId)];
    if (!theirs || (mine && !take.includes(KIND))) return;
    const after = mine
      ? await saveRecord(ctx, billingEntity, "customer.merged", mine, valuesOf(theirs))
      : await addRecord(ctx, billingEntity, "customer.merged", { id: merge.survivorId, ...valuesOf(theirs) });
    const kept = { before: mine ? valuesOf(mine) : {}, after: { version: after.version } };
    await keepRows(
      ctx,
      merge,
      KIND,
      sql`select ${merge.survivorId}::uuid as row_id, ${JSON.stringify(kept.before)}::jsonb as before, ${JSON.stringify(kept.after)}::jsonb as after`,
    );
  },
  async moveBack(ctx, merge) {
    const { row, untouched } = await present(ctx, merge);
    if (!row) return 0;
    if (!untouched) return 1;
    if (Object.keys(row.before).length > 0)
      await saveRecord(ctx, billingEntity, "customer.merge_undone", untouched, row.before);
    else await removeRecord(ctx, billingEntity, "customer.merge_undone", untouched);
    return 0;
  },
  async countKept(ctx, merge) {
    const { row, untouched } = await present(ctx, merge);
    return row && !untouched ? 1 : 0;
  },
};

/** What was kept of it, and the survivor's row where nobody has saved it since. */
async function present(ctx: StaffContext, merge: Pick<Merge, "id" | "survivorId">) {
  const { rows } = await ctx.db.execute<{ before: Partial<Values>; after: { version: number } }>(keptRows(merge, KIND));
  const row = rows[0];
  const now = row && (await billingOf(ctx, merge.survivorId));
  return { row, untouched: now && now.version === row.after.version ? now : undefined };
}
