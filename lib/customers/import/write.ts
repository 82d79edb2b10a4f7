import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { customers } from "@/db/schema";
import { writePeople } from "@/lib/contacts/import";
import { auditEvent } from "@/lib/core/audit";
import { auditSet } from "@/lib/core/audit-set";
import type { StaffContext } from "@/lib/core/context";
import { ImportFault, type ImportRun, type Written } from "@/lib/imports/define";
import { refuseFindings } from "@/lib/imports/findings";
import { writeTags } from "@/lib/tags/import";
import { takeNumbers } from "@/lib/numbering/commands";
import { customerEntity } from "../entity";
import { customerColumns, regionColumns } from "./columns";
import { assertRoom } from "../quota";
import { judge } from "./judge";

const EVENT = "customer.imported";

/**
 * Writes the good rows: customers, their contacts and the log, in the transaction of the caller. A row that is no longer what
 * the preview showed (somebody took its number, or changed whose customer it is) ends the whole import.
 */
export async function writeCustomers(ctx: StaffContext, run: ImportRun): Promise<Written> {
  await judge(ctx, run, "write");
  await run.goOn();
  await refuseFindings(ctx, run);
  await refuseOtherMatches(ctx);
  const eventId = await auditEvent(ctx, EVENT, { import: run.id, file: run.fileName });
  await ctx.db.execute(sql`
    create temp table customers_before on commit drop as
    select k.* from ${customers} k join leaders l on l.matched_id = k.id`);
  await assertRooms(ctx);
  await updateCustomers(ctx);
  // Those with a number of their own first: the rule then passes over what the file has taken.
  await insertCustomers(ctx, sql`l.number is not null`);
  await run.goOn();
  await giveNumbers(ctx);
  await insertCustomers(ctx, sql`true`);
  await run.goOn();
  await auditSet(ctx, customerEntity, eventId, { ids: sql`select id from leaders`, before: sql`customers_before` });
  await run.goOn();
  await writePeople(ctx, eventId);
  await writeTags(ctx, eventId);
  return { eventId };
}

async function refuseOtherMatches({ db }: StaffContext): Promise<void> {
  const { rows } = await db.execute<{ line: number; rows: number }>(sql`
    select min(line_no) as line, count(*)::int as rows from leaders where matched_id is distinct from previewed_id having count(*) > 0`);
  if (rows[0]) throw new ImportFault("row_changed", rows[0]);
}

/** The quota of everybody who gets private customers by the file (SCP-04), before the database refuses without the numbers. */
async function assertRooms(ctx: StaffContext): Promise<void> {
  const { rows } = await ctx.db.execute<{ owner: string; gained: number }>(sql`
    select l.owner_id as owner, count(*)::int as gained from leaders l left join customers_before b on b.id = l.matched_id
    where coalesce(l.ownership, b.ownership) = 'private' and l.owner_id is not null
      and (b.id is null or b.ownership <> 'private' or b.owner_id is distinct from l.owner_id)
    group by l.owner_id order by l.owner_id`);
  for (const { owner, gained } of rows) await assertRoom(ctx, owner, gained);
}

const written = [...Object.keys(customerColumns), ...regionColumns];

async function insertCustomers({ db, actor, now }: StaffContext, which: SQL): Promise<void> {
  const at = now.toISOString();
  await db.execute(sql`
    insert into ${customers} (id, ${sql.raw(written.join(", "))}, created_by, created_at, updated_at)
    select l.id, ${sql.raw(written.map((column) => `l.${column}`).join(", "))}, ${actor.id}, ${at}, ${at}
    from leaders l where l.matched_id is null and ${which} and not exists (select from ${customers} k where k.id = l.id) order by l.row_no`);
}

/** The rest gets a block of numbers by the rule, in the order of the file (D-34). */
async function giveNumbers(ctx: StaffContext): Promise<void> {
  const { rows } = await ctx.db.execute<{ count: number }>(sql`
    select count(*)::int as count from leaders where number is null and matched_id is null`);
  const numbers = await takeNumbers(ctx, "customer", rows[0]!.count);
  await ctx.db.execute(sql`
    update leaders l set number = given.number
    from (select row_no, row_number() over (order by row_no) as place from leaders where number is null and matched_id is null) waiting
      join unnest(${sql.param(numbers)}::text[]) with ordinality given (number, place) on given.place = waiting.place
    where l.row_no = waiting.row_no`);
}

async function updateCustomers({ db, now }: StaffContext): Promise<void> {
  const given = sql.raw(`num_nonnulls(${regionColumns.map((column) => `l.${column}`).join(", ")}) > 0`);
  const values = [
    ...Object.keys(customerColumns).map((column) => sql.raw(`${column} = coalesce(l.${column}, k.${column})`)),
    ...regionColumns.map(
      (column) => sql`${sql.raw(column)} = case when ${given} then l.${sql.raw(column)} else k.${sql.raw(column)} end`,
    ),
  ];
  await db.execute(sql`
    update ${customers} k set ${sql.join(values, sql`, `)}, version = k.version + 1, updated_at = ${now.toISOString()}
    from leaders l where l.matched_id = k.id and l.changes <> '{}'`);
}
