import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { customers } from "@/db/schema";
import { auditRecord } from "@/lib/core/audit";
import { auditSet } from "@/lib/core/audit-set";
import type { Actor, StaffContext, Transaction } from "@/lib/core/context";
import { customerEntity } from "./entity";
import { assertRoom } from "./quota";

type Acting = Pick<Transaction, "db" | "now" | "origin"> & { readonly actor: Actor };
/** One act of deleting and the event of the log under which its changes stand. */
type Move = { deletionId: string; eventId: string };

/** The lock of the company tree, which the database's own rules of the tree take too. */
export const holdTree = ({ db }: Pick<Transaction, "db">) => db.execute(sql`select pg_advisory_xact_lock(7103)`);

/** A customer and the companies below it that live: nothing living stands below something deleted. */
export const treeOf = (id: string): SQL => sql`
  with recursive tree as (
    select id from ${customers} where id = ${id} and deleted_at is null
    union all select c.id from ${customers} c join tree on c.parent_id = tree.id where c.deleted_at is null)
  select id from tree`;

/** Those of a deletion with all that were merged into them: what is removed for good takes them along. */
export const erasedBy = (deletionId: string): SQL => sql`
  with recursive gone as (
    select id from ${customers} where deletion_id = ${deletionId}
    union select c.id from ${customers} c join gone on c.merged_into = gone.id)
  select id from gone`;

const inBin = (deletionId: string) => sql`select id from ${customers} where deletion_id = ${deletionId}`;

async function keepBefore({ db }: Pick<Transaction, "db">, ids: SQL): Promise<void> {
  await db.execute(sql`
    create temp table bin_customers on commit drop as
    select * from ${customers} where id in (${ids}) order by id for no key update`);
}

/** Puts the customers kept in `bin_customers` into the bin. Version and time stamps stay: they come back as they were. */
export async function binCustomers(ctx: Acting, { deletionId, eventId }: Move): Promise<void> {
  await ctx.db.execute(sql`
    update ${customers} set deleted_at = ${ctx.now.toISOString()}, deletion_id = ${deletionId}
    where id in (select id from bin_customers)`);
  await auditSet(ctx, customerEntity, eventId, { ids: inBin(deletionId), before: sql`bin_customers` });
}

/** The same where each customer goes by an act of its own: the table `bin_moves` names them (customer_id, deletion_id). */
export async function binCustomersApart(ctx: Acting, eventId: string): Promise<void> {
  await ctx.db.execute(sql`
    update ${customers} c set deleted_at = ${ctx.now.toISOString()}, deletion_id = m.deletion_id
    from bin_moves m where c.id = m.customer_id`);
  const ids = sql`select customer_id from bin_moves`;
  await auditSet(ctx, customerEntity, eventId, { ids, before: sql`bin_customers` });
}

/** Holds customers and keeps their rows as they are in `bin_customers`, for the log. */
export const keepCustomers = keepBefore;

/** Holds a company tree and keeps its rows as they are in `bin_customers`, for the log. */
export const keepTree = (ctx: Acting, id: string) => keepBefore(ctx, treeOf(id));

/**
 * Brings the customers of a deletion back. Where a private one's owner has left meanwhile, whoever restores it takes it over:
 * it would be nobody's otherwise (CUS-09).
 */
export async function returnCustomers(ctx: Acting, { deletionId, eventId }: Move): Promise<void> {
  const me = ctx.actor.kind === "staff" ? ctx.actor.id : null;
  await keepBefore(ctx, inBin(deletionId));
  await ctx.db.execute(sql`
    update ${customers} c set deleted_at = null, deletion_id = null,
      owner_id = case when c.id in (${ownerless(deletionId)}) then coalesce(${me}::uuid, c.owner_id) else c.owner_id end
    where c.deletion_id = ${deletionId}`);
  const ids = sql`select id from bin_customers`;
  await auditSet(ctx, customerEntity, eventId, { ids, before: sql`bin_customers` });
}

/** Refuses, with the numbers, a return that would give an owner more private customers than they may own (SCP-04). */
export async function assertRoomToReturn(ctx: StaffContext, deletionId: string): Promise<void> {
  const { rows } = await ctx.db.execute<{ owner: string; gained: number }>(sql`
    select case when id in (${ownerless(deletionId)}) then ${ctx.actor.id}::uuid else owner_id end as owner, count(*)::int as gained
    from ${customers} where deletion_id = ${deletionId} and ownership = 'private' group by 1 order by 1`);
  for (const { owner, gained } of rows) await assertRoom(ctx, owner, gained);
}

/** The private customers of a deletion whose owner no longer works here. */
export const ownerless = (deletionId: string): SQL => sql`
  select o.id from ${customers} o join users u on u.id = o.owner_id
  where o.deletion_id = ${deletionId} and o.ownership = 'private' and (u.deleted_at is not null or u.state <> 'employed')`;

/**
 * Makes stubs of the customers of a deletion: of each nothing stays but its number, which is never used again (D-10), and in
 * the log the number with the last name. Other deleted companies that stood below lose their parent.
 */
export async function eraseCustomers(ctx: Acting, deletionId: string, keeper: string): Promise<void> {
  const { rows } = await ctx.db.execute<{ id: string; number: string; name: string }>(sql`
    select id, number, name from ${customers} where id in (${erasedBy(deletionId)}) order by id for no key update`);
  for (const row of rows) await auditRecord(ctx, customerEntity, "customer.purged", row, null);
  await ctx.db.execute(sql`
    update ${customers} set parent_id = null
    where parent_id in (${erasedBy(deletionId)}) and deletion_id is distinct from ${deletionId}`);
  await ctx.db.execute(sql`delete from customer_billing where id in (${erasedBy(deletionId)})`);
  await ctx.db.execute(sql`
    update ${customers} set name = number, short_name = null, type_id = null, industry_id = null, source_id = null, level_id = null,
      credit_rating_id = null, registration_number = null, domain = null, microsoft_id = null, phone = null, fax = null,
      email = null, website = null, region_id = null, country = null, province = null, city = null, address = null,
      postcode = null, parent_id = null, ownership = 'private', owner_id = ${keeper}, department_id = null, notes = null,
      created_by = null, version = version + 1, updated_at = ${ctx.now.toISOString()}
    where id in (${erasedBy(deletionId)})`);
}
