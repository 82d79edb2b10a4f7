import "server-only";
import { sql } from "drizzle-orm";
import { contacts } from "@/db/schema";
import { auditRemovedSet, auditSet } from "@/lib/core/audit-set";
import type { StaffContext } from "@/lib/core/context";
import { scope } from "@/lib/core/scope";
import { judgeRecords, keepChanged, readFields, restoreFields } from "@/lib/imports/undo-set";
import { contactEntity } from "./entity";

/** The primary mark follows rules of its own: it goes back to whom it was taken from, where that is still possible. */
const APART = ["isPrimary"];

/**
 * Judges the contacts that an import wrote (I10), on the tables of `undo-set.ts`: one that people changed since stays, with
 * the values that they gave it. A new contact that is gone already needs no undoing.
 */
export async function keepContacts(ctx: StaffContext): Promise<void> {
  const mine = scope(ctx, contactEntity, "edit") ?? sql`true`;
  await ctx.db.execute(sql`
    create temp table undo_hidden on commit drop as
    select ${contacts.id} as id from ${contacts}
    where ${contacts.id} in (select id from undo_records where entity = 'contact') and (${mine}) is not true`);
  await judgeRecords(ctx, "contact", "impossible", "hidden", sql`r.id in (select id from undo_hidden)`);
  await judgeRecords(
    ctx,
    "contact",
    "kept",
    "removed",
    sql`not r.is_new and not exists (select from ${contacts} k where k.id = r.id)`,
  );
  await keepChanged(ctx, contactEntity, APART);
  await readFields(ctx, contactEntity, { except: APART });
}

/** Removes new contacts of customers that stay, and gives the others their old values and the primary mark back. */
export async function takeBackContacts(ctx: StaffContext, eventId: string): Promise<void> {
  const { db } = ctx;
  const touched = sql`select customer_id from undo_records where entity = 'contact' and outcome is distinct from 'impossible'
    and customer_id not in (select id from undo_records where entity = 'customer' and is_new)`;
  const going = sql`select id from undo_records where entity = 'contact' and is_new and outcome is null
    and customer_id in (${touched})`;
  await db.execute(sql`
    create temp table undo_contacts_before on commit drop as
    select * from ${contacts} where customer_id in (${touched}) order by id for no key update`);
  const before = sql`undo_contacts_before`;
  await auditRemovedSet(ctx, contactEntity, eventId, sql`select * from ${before} where id in (${going})`);
  await db.execute(sql`delete from ${contacts} where id in (${going})`);
  await restoreFields(ctx, contactEntity, sql`undo_contacts_restored`, APART);
  await givePrimaryBack(ctx, touched);
  await auditSet(ctx, contactEntity, eventId, { ids: sql`select id from ${before}`, before });
}

/** Where nobody chose another primary contact since, the former one is it again; whoever lost theirs gets the oldest (CON-01). */
async function givePrimaryBack({ db, now }: StaffContext, touched: ReturnType<typeof sql>): Promise<void> {
  const at = now.toISOString();
  const former = sql`select id, customer_id from undo_records where entity = 'contact' and changes -> 'isPrimary' = '[true, false]'`;
  const chosen = sql`select id from undo_records where entity = 'contact' and changes -> 'isPrimary' -> 1 = 'true' and not is_new`;
  const mark = (isPrimary: boolean) =>
    sql`update ${contacts} set is_primary = ${isPrimary}, version = version + 1, updated_at = ${at}`;
  await db.execute(sql`
    ${mark(false)} where is_primary and id in (${chosen}) and customer_id in (${touched})
      and customer_id in (select f.customer_id from (${former}) f join ${contacts} k on k.id = f.id)`);
  const without = sql`customer_id in (${touched}) and not exists (
    select from ${contacts} p where p.customer_id = contacts.customer_id and p.is_primary)`;
  await db.execute(sql`${mark(true)} where id in (select id from (${former}) f) and ${without}`);
  await db.execute(sql`
    ${mark(true)} where ${without}
      and id = (select k.id from ${contacts} k where k.customer_id = contacts.customer_id order by k.id limit 1)`);
}
