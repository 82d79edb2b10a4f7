import "server-only";
import { sql } from "drizzle-orm";
import { contacts, customers, importRows } from "@/db/schema";
import type { StaffContext } from "@/lib/core/context";
import { scope } from "@/lib/core/scope";
import { customerEntity } from "@/lib/customers/entity";
import { findSecondPrimaries } from "@/lib/customers/import/contact-rows";
import { beyondShares } from "@/lib/customers/scope";
import type { ImportRun } from "@/lib/imports/define";
import { beginFindings, find } from "@/lib/imports/findings";
import { contactEntity } from "../entity";
import { matchPeople } from "../import";

/**
 * Judges the rows of an import of contacts that are not bad already: what is wrong stands in `findings`, what would be written
 * in `people`. The write judges again, with the customers held, so that it never trusts what the preview saw.
 */
export async function judge(ctx: StaffContext, run: ImportRun, purpose: "preview" | "write"): Promise<void> {
  await beginFindings(ctx);
  if (purpose === "write") await holdCustomers(ctx, run);
  await readPeople(ctx, run);
  await findUnknownCustomers(ctx);
  await findRepeated(ctx);
  await ctx.db.execute(sql`delete from people where row_no in (select row_no from findings)`);
  await findSecondPrimaries(ctx);
  await matchPeople(ctx);
  await judgeMode(ctx, run);
}

/** Changes of a customer's contacts take turns by its row, as they do in the form. */
async function holdCustomers({ db }: StaffContext, run: ImportRun): Promise<void> {
  await db.execute(sql`
    select from ${customers} where lower(number) in (
      select lower(data ->> 'number') from ${importRows} where import_id = ${run.id} and action is distinct from 'bad')
    order by id for no key update`);
}

/** `people`: the rows with the customer of their number, where the actor may add to it. */
async function readPeople(ctx: StaffContext, run: ImportRun): Promise<void> {
  const mine = sql`${scope(ctx, customerEntity, "view") ?? sql`true`} and ${beyondShares(ctx) ?? sql`true`}`;
  await ctx.db.execute(sql`
    create temp table people on commit drop as
    select uuid_v7() as id, r.row_no, r.line_no, r.record_id as previewed_id, cell.number, ${customers.id} as customer_id,
      cell."contact.name" as name, cell."contact.salutation"::salutation as salutation, cell."contact.department" as department,
      cell."contact.position" as position, cell."contact.mobile" as mobile, cell."contact.phone" as phone,
      cell."contact.email" as email, cell."contact.wechat" as wechat, cell."contact.qq" as qq,
      cell."contact.birthday"::date as birthday, cell."contact.decisionRole"::decision_role as decision_role,
      cell."contact.primary" = 'yes' as wants_primary, null::uuid as known_id, null::jsonb as changes
    from ${importRows} r cross join lateral jsonb_to_record(r.data) as cell (number text, "contact.name" text,
        "contact.salutation" text, "contact.department" text, "contact.position" text, "contact.mobile" text,
        "contact.phone" text, "contact.email" text, "contact.wechat" text, "contact.qq" text, "contact.birthday" text,
        "contact.decisionRole" text, "contact.primary" text)
      left join ${customers} on lower(${customers.number}) = lower(cell.number) and ${mine}
    where r.import_id = ${run.id} and r.action is distinct from 'bad' and r.problems = '[]'`);
  await ctx.db.execute(sql`analyze people (row_no, customer_id)`);
}

/** A customer that the actor may not see, or sees only by a share, is like none (D-10, IM-12). */
async function findUnknownCustomers(ctx: StaffContext): Promise<void> {
  await find(ctx, sql`select row_no, 'number', 'required', '{}'::jsonb from people where number is null`);
  await find(ctx, sql`select row_no, 'contact.name', 'required', '{}'::jsonb from people where name is null`);
  await find(
    ctx,
    sql`select row_no, 'number', 'unknown_customer', jsonb_build_object('value', number) from people
      where number is not null and customer_id is null`,
  );
}

/** The same contact of the same customer again: the first one counts, the later is refused with its line (IM-09). */
async function findRepeated(ctx: StaffContext): Promise<void> {
  await find(
    ctx,
    sql`select row_no, 'contact.name', 'duplicate_contact', jsonb_build_object('line', line)
      from (select row_no, first_value(line_no) over one as line, row_number() over one as place from people
        where customer_id is not null and name is not null
        window one as (partition by customer_id, text_key(name) order by row_no)) p where place > 1`,
  );
}

/** Judges by the mode what is known already; a known one must be the actor's to edit. */
async function judgeMode(ctx: StaffContext, { mode }: ImportRun): Promise<void> {
  const known = sql`jsonb_build_object('value', p.name)`;
  if (mode === "add")
    await find(
      ctx,
      sql`select p.row_no, 'contact.name', 'contact_exists', ${known} from people p where p.known_id is not null`,
    );
  else {
    const mine = scope(ctx, contactEntity, "edit") ?? sql`true`;
    await find(
      ctx,
      sql`select p.row_no, 'contact.name', 'contact_closed', ${known}
        from people p join ${contacts} on ${contacts.id} = p.known_id where (${mine}) is not true`,
    );
  }
  if (mode === "update")
    await find(
      ctx,
      sql`select p.row_no, 'contact.name', 'contact_missing', ${known} from people p where p.known_id is null`,
    );
}
