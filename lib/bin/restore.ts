import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { customers, deletions } from "@/db/schema";
import type { StaffContext } from "@/lib/core/context";
import { refuse } from "@/lib/core/errors";
import { scope } from "@/lib/core/scope";
import { assertRoomToReturn, ownerless } from "@/lib/customers/bin";
import { customerEntity } from "@/lib/customers/entity";
import { deletionEntity } from "./entity";

/**
 * Refuses what cannot come back as it was (CUS-09): below a parent that lies in the bin itself, or with a registration number
 * that somebody living has by now, or above the private quota of its owner (SCP-04). Whoever may not see the other customer is told only that there is one (D-10).
 */
export async function judgeRestore(ctx: StaffContext, id: string): Promise<void> {
  const { rows: parents } = await ctx.db.execute<{ name: string; parent: string; deletionId: string }>(sql`
    select c.name, p.name as parent, p.deletion_id as "deletionId" from ${customers} c join ${customers} p on p.id = c.parent_id
    where c.deletion_id = ${id} and p.deletion_id <> ${id} limit 1`);
  if (parents[0]) {
    const { name, parent, deletionId } = parents[0];
    if (await maySee(ctx, deletionId)) refuse("bin.error.parent_deleted", { name, parent });
    refuse("bin.error.parent_hidden", { name });
  }
  const visible = scope(ctx, customerEntity, "view") ?? sql`true`;
  const { rows: taken } = await ctx.db.execute<{ name: string; value: string; holder: string | null }>(sql`
    select gone.name, gone.registration_number as value, case when (${visible}) then ${customers.name} end as holder
    from ${customers} gone join ${customers} on upper(${customers.registrationNumber}) = upper(gone.registration_number)
      and ${customers.deletedAt} is null
    where gone.deletion_id = ${id} order by gone.number limit 1`);
  if (!taken[0]) return assertRoomToReturn(ctx, id);
  const { holder, ...values } = taken[0];
  if (holder === null) refuse("bin.error.registration_hidden", values);
  refuse("bin.error.registration_taken", { ...values, holder });
}

async function maySee(ctx: StaffContext, id: string): Promise<boolean> {
  const rows = await ctx.db
    .select({ id: deletions.id })
    .from(deletions)
    .where(and(eq(deletions.id, id), scope(ctx, deletionEntity, "delete")));
  return rows.length > 0;
}

/** How many customers the restoring person would take over, their owner having left. */
export async function countOwnerless(ctx: StaffContext, id: string): Promise<number> {
  const { rows } = await ctx.db.execute<{ count: number }>(sql`
    select count(*)::int as count from (${ownerless(id)}) gone`);
  return rows[0]!.count;
}
