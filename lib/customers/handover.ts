import "server-only";
import { and, asc, count, eq, isNull, sql } from "drizzle-orm";
import { customers } from "@/db/schema";
import { auditSet } from "@/lib/core/audit-set";
import type { Context, StaffContext } from "@/lib/core/context";
import { refuse } from "@/lib/core/errors";
import { scope } from "@/lib/core/scope";
import type { HandoverPart } from "@/lib/handover/part";
import { customerEntity } from "./entity";
import { judgePerson } from "./receiver";
import { among, heldFields, keepBefore } from "./selection";

/** Customers of somebody who leaves (ORG-09): the private ones, and the public ones that they look after. The bin asks for an owner at a restore. */
export const customerHandover: HandoverPart = {
  key: "customers",
  columns: [customers.ownerId],
  count: countOwned,
  async reassign(ctx: StaffContext, { from, to, eventId, field }) {
    const rows = await ctx.db
      .select(heldFields)
      .from(customers)
      .where(and(eq(customers.ownerId, from), scope(ctx, customerEntity, "assign")))
      .orderBy(asc(customers.id))
      .for("no key update");
    const left = (await countOwned(ctx, from)) - rows.length;
    if (left > 0) refuse("handover.error.customers_out_of_reach", { count: left }, field);
    // A public customer takes no room: only its department decides who sees it.
    const gained = rows.filter(({ ownership }) => ownership === "private");
    await judgePerson(ctx, to, rows, { field, gained });
    const ids = rows.map(({ id }) => id);
    await keepBefore(ctx, ids);
    await ctx.db
      .update(customers)
      .set({ ownerId: to, version: sql`${customers.version} + 1`, updatedAt: ctx.now })
      .where(among(ids));
    const before = sql`customers_before`;
    await auditSet(ctx, customerEntity, eventId, { ids: sql`select id from ${before}`, before });
    return ids.length;
  },
};

async function countOwned(ctx: Context, userId: string): Promise<number> {
  const [row] = await ctx.db
    .select({ owned: count() })
    .from(customers)
    .where(and(eq(customers.ownerId, userId), isNull(customers.deletedAt)));
  return row!.owned;
}
