import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { contacts, deletions } from "@/db/schema";
import { binContactsApart } from "@/lib/contacts/bin";
import type { StaffContext } from "@/lib/core/context";
import { binCustomersApart, keepCustomers } from "@/lib/customers/bin";

/**
 * Moves many customers into the bin with their contacts, each as a deletion of its own: every one of them can be restored alone
 * (CUS-09). `ids` selects customers that the caller holds and has judged; nobody living may stand below them.
 */
export async function binEach(ctx: StaffContext, eventId: string, ids: SQL): Promise<void> {
  await keepCustomers(ctx, ids);
  await ctx.db.execute(sql`
    create temp table bin_moves on commit drop as
    select id as customer_id, uuid_v7() as deletion_id from bin_customers`);
  await ctx.db.execute(sql`create index on bin_moves (customer_id)`);
  await ctx.db.execute(sql`analyze bin_moves`);
  await ctx.db.execute(sql`
    insert into ${deletions} (id, customer_id, number, name, deleted_by, deleted_at, customer_count, contact_count)
    select m.deletion_id, c.id, c.number, c.name, ${ctx.actor.id}, ${ctx.now.toISOString()}, 1,
      (select count(*) from ${contacts} k where k.customer_id = c.id and k.deleted_at is null)
    from bin_moves m join bin_customers c on c.id = m.customer_id`);
  await binCustomersApart(ctx, eventId);
  await binContactsApart(ctx, eventId);
}
