import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { contacts } from "@/db/schema";
import { auditSet } from "@/lib/core/audit-set";
import type { Transaction } from "@/lib/core/context";
import { contactEntity } from "./entity";

type Acting = Pick<Transaction, "db" | "now">;
type Move = { deletionId: string; eventId: string };

async function move({ db }: Acting, eventId: string, which: SQL, patch: SQL): Promise<number> {
  await db.execute(sql`
    create temp table bin_contacts on commit drop as
    select * from ${contacts} where ${which} order by id for no key update`);
  const moved = await db.execute(sql`update ${contacts} set ${patch} where id in (select id from bin_contacts)`);
  await auditSet({ db }, contactEntity, eventId, { ids: sql`select id from bin_contacts`, before: sql`bin_contacts` });
  return moved.rowCount ?? 0;
}

/** Puts the contacts of customers into the bin with them (CUS-08); returns how many. */
export const binContacts = (ctx: Acting, { deletionId, eventId }: Move, ofCustomers: SQL) =>
  move(
    ctx,
    eventId,
    sql`customer_id in (${ofCustomers}) and deleted_at is null`,
    sql`deleted_at = ${ctx.now.toISOString()}, deletion_id = ${deletionId}`,
  );

/** The same where each customer goes by an act of its own: the table `bin_moves` names them (customer_id, deletion_id). */
export const binContactsApart = (ctx: Acting, eventId: string) =>
  move(
    ctx,
    eventId,
    sql`customer_id in (select customer_id from bin_moves) and deleted_at is null`,
    sql`deleted_at = ${ctx.now.toISOString()},
      deletion_id = (select m.deletion_id from bin_moves m where m.customer_id = contacts.customer_id)`,
  );

/** Brings the contacts of a deletion back with their customers (CUS-09). */
export const returnContacts = (ctx: Acting, { deletionId, eventId }: Move) =>
  move(ctx, eventId, sql`deletion_id = ${deletionId}`, sql`deleted_at = null, deletion_id = null`);

/** Removes the contacts of a deletion for good: nothing refers to them. */
export async function eraseContacts({ db }: Acting, deletionId: string): Promise<void> {
  await db.execute(sql`delete from ${contacts} where deletion_id = ${deletionId}`);
}
