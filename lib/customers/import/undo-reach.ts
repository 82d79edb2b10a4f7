import "server-only";
import { sql } from "drizzle-orm";
import { customers } from "@/db/schema";
import type { StaffContext } from "@/lib/core/context";
import { deletedScope, scope } from "@/lib/core/scope";
import { judgeRecords } from "@/lib/imports/undo-set";
import { holdTree } from "../bin";
import { customerEntity } from "../entity";

/** Nobody changes the customers, hangs anything on them or moves them in the tree until the undo is done. */
export async function holdUndone(ctx: StaffContext): Promise<void> {
  await ctx.db.execute(sql`
    select from ${customers} where id in (select customer_id from undo_records) order by id for update`);
  await holdTree(ctx);
}

/** Of a customer that the actor may not edit now nothing is told but that it is out of reach (AZ-04). */
export async function judgeReach(ctx: StaffContext): Promise<void> {
  const mine = scope(ctx, customerEntity, "edit") ?? sql`true`;
  const gone = deletedScope(ctx, customerEntity, "edit") ?? sql`true`;
  // In a table of its own with its statistics: as a subquery the planner would walk all customers for each record.
  await ctx.db.execute(sql`
    create temp table undo_reach on commit drop as
    select ${customers.id} as id, case when ${mine} then null when ${gone} then 'in_bin' else 'hidden' end as reason
    from ${customers} where ${customers.id} in (select customer_id from undo_records)`);
  await ctx.db.execute(sql`create index on undo_reach (id)`);
  await ctx.db.execute(sql`analyze undo_reach`);
  for (const entity of ["customer", "contact"])
    await judgeRecords(
      ctx,
      entity,
      "impossible",
      sql`(select u.reason from undo_reach u where u.id = r.customer_id)`,
      sql`exists (select from undo_reach u where u.id = r.customer_id and u.reason is not null)`,
    );
}
