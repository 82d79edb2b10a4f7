import "server-only";
import { inArray, sql } from "drizzle-orm";
import { contacts } from "@/db/schema";
import { auditRecord } from "@/lib/core/audit";
import { auditSet } from "@/lib/core/audit-set";
import type { StaffContext } from "@/lib/core/context";
import type { Merge, MergeFollower, Pair } from "@/lib/merges/define";
import { keepRows, keptRows, moveBy } from "@/lib/merges/rows";
import { contactEntity } from "./entity";

const REMOVED = "contacts_removed";
const PRIMARY = "contacts_primary";
const nothing = sql`'{}'::jsonb as before, '{}'::jsonb as after`;
/** What two entries of the same person may differ in: the rest is what somebody wrote down of them. */
const facts = (alias: "k" | "o") =>
  sql`to_jsonb(${sql.identifier(alias)}) - array['id', 'customer_id', 'is_primary', 'version', 'created_at', 'updated_at']`;
/** Columns that are stored; the others the database computes. */
const columns = sql`id, customer_id, person_id, name, salutation, department, position, mobile, phone, other_phone, email, wechat, qq,
  birthday, is_primary, decision_role, notes, version, created_at, updated_at`;

/**
 * Says exactly the same as a contact of the survivor, or is the same person, who is linked to both (CON-02). One with access to
 * the portal stays, whatever the other says: the account is its own.
 */
const identical = ({ survivorId }: Pair) => sql`not exists (select from portal_users p where p.contact_id = contacts.id)
  and exists (select from ${contacts} o, ${contacts} k where o.customer_id = ${survivorId} and k.id = contacts.id
    and (${facts("o")} = ${facts("k")} or o.person_id = k.person_id))`;
const moving = moveBy("contacts", contacts.customerId);

/**
 * Contacts move, those of the same name too; only one that says exactly what the survivor's says goes (CUS-10). The
 * survivor's primary contact stays it, or the loser's becomes it (CON-01).
 */
export const contactFollower: MergeFollower = {
  ...moving,
  name: "contacts",
  keys: [contacts.customerId],
  async move(ctx, merge) {
    const primary = sql`${contacts.customerId} = ${merge.loserId} and ${contacts.isPrimary}`;
    await keepRows(ctx, merge, PRIMARY, sql`select id as row_id, ${nothing} from ${contacts} where ${primary}`);
    await removeIdentical(ctx, merge);
    await untie(ctx, merge);
    await holdContacts(ctx, merge);
    await ctx.db.execute(sql`
      update ${contacts} set is_primary = false where ${primary} and exists (
        select from ${contacts} o where o.customer_id = ${merge.survivorId} and o.is_primary)`);
    await moving.move(ctx, merge);
    await record(ctx, merge);
  },
  async moveBack(ctx, merge) {
    await holdContacts(ctx, merge);
    await ctx.db.execute(sql`
      update ${contacts} set is_primary = false
      where customer_id = ${merge.survivorId} and is_primary and id in (select row_id from (${keptRows(merge, "contacts")}) r)`);
    const kept = await moving.moveBack(ctx, merge);
    await returnRemoved(ctx, merge);
    await ctx.db.execute(sql`
      update ${contacts} set is_primary = true
      where customer_id = ${merge.loserId} and id in (select row_id from (${keptRows(merge, PRIMARY)}) r)`);
    for (const customer of [merge.survivorId, merge.loserId]) await settlePrimary(ctx, customer);
    await record(ctx, merge);
    return kept;
  },
};

/** A person stands once at a customer (CON-02): who stays beside themselves is no longer tied to the one that was there. */
async function untie({ db }: StaffContext, { survivorId, loserId }: Pair): Promise<void> {
  await db.execute(sql`
    update ${contacts} set person_id = null where customer_id = ${loserId} and person_id in (
      select person_id from ${contacts} where customer_id = ${survivorId})`);
}

/** Holds the contacts of both, as they are now, for the log to compare with. */
async function holdContacts({ db }: StaffContext, { survivorId, loserId }: Pair): Promise<void> {
  await db.execute(sql`
    create temp table merge_contacts on commit drop as
    select * from ${contacts} where customer_id in (${survivorId}, ${loserId}) order by id for no key update`);
}

/** The log tells of contacts that became the primary one, or ceased to be it, and of those that came back. */
async function record(ctx: StaffContext, { eventId, ...pair }: Merge): Promise<void> {
  const ids = sql`select id from ${contacts} where customer_id in (${pair.survivorId}, ${pair.loserId})`;
  await auditSet(ctx, contactEntity, eventId, { ids, before: sql`merge_contacts` });
}

async function removeIdentical(ctx: StaffContext, merge: Merge): Promise<void> {
  const rows = await ctx.db
    .select()
    .from(contacts)
    .where(sql`${contacts.customerId} = ${merge.loserId} and ${identical(merge)}`);
  if (rows.length === 0) return;
  const ids = rows.map(({ id }) => id);
  const whole = sql`select k.id as row_id, to_jsonb(k) as before, '{}'::jsonb as after from ${contacts} k where k.id = any(${sql.param(ids)}::uuid[])`;
  await keepRows(ctx, merge, REMOVED, whole);
  await ctx.db.delete(contacts).where(inArray(contacts.id, ids));
  for (const row of rows) await auditRecord(ctx, contactEntity, "customer.merged", row, null);
}

/** Brings back what was the same as a contact of the survivor: who of them is the primary one is decided after. */
async function returnRemoved({ db }: StaffContext, merge: Merge): Promise<void> {
  const gone = sql`select r.* from (${keptRows(merge, REMOVED)}) k, jsonb_populate_record(null::contacts, k.before || '{"is_primary": false}') r`;
  await db.execute(sql`insert into ${contacts} (${columns}) select ${columns} from (${gone}) gone`);
}

/** Where a customer has contacts but lost its primary one, the oldest takes its place (CON-01). */
async function settlePrimary({ db }: StaffContext, customerId: string): Promise<void> {
  await db.execute(sql`
    update ${contacts} set is_primary = true where id = (
      select id from ${contacts} where customer_id = ${customerId} order by id limit 1)
    and not exists (select from ${contacts} where customer_id = ${customerId} and is_primary)`);
}
