import "server-only";
import { sql } from "drizzle-orm";
import { customers } from "@/db/schema";
import type { ImportMode } from "@/db/enums";
import type { StaffContext } from "@/lib/core/context";
import { scope } from "@/lib/core/scope";
import { find } from "@/lib/imports/findings";
import { customerEntity } from "../entity";

const byKeys = sql`lower(${customers.number}) in (select lower(number) from file_rows where number is not null)
  or upper(${customers.registrationNumber}) in (select registration_number from file_rows where registration_number is not null)
    and ${customers.deletedAt} is null`;

/** Holds the customers that the file may change until the transaction ends, so that what is judged is what is written. */
export async function holdMatches({ db }: StaffContext): Promise<void> {
  await db.execute(sql`select from ${customers} where ${byKeys} order by ${customers.id} for no key update`);
}

/**
 * `leaders`: the first row of every customer in the file with the customer that it matches, by number or else by
 * registration number, never by name (D-42), and with the id under which it will be kept.
 * A deleted one still has its number, which is never used again, but no longer its registration number (D-10).
 */
export async function matchCustomers(ctx: StaffContext): Promise<void> {
  const mine = scope(ctx, customerEntity, "edit") ?? sql`true`;
  const known = (key: "number" | "registration_number", column: ReturnType<typeof sql>) => sql`
    select f.row_no, ${key} as by, ${customers.id} as id, ${customers.number} as known_number, coalesce(${mine}, false) as mine
    from file_rows f join ${customers} on ${column} = ${key === "number" ? sql`lower(f.number)` : sql`f.registration_number`}
    where f.keyed and f.row_no = f.first_no ${key === "number" ? sql`` : sql`and ${customers.deletedAt} is null`}`;
  await ctx.db.execute(sql`
    create temp table known on commit drop as
    ${known("number", sql`lower(${customers.number})`)} union all
    ${known("registration_number", sql`upper(${customers.registrationNumber})`)}`);
  await ctx.db.execute(sql`
    create temp table leaders on commit drop as
    select *, coalesce(matched_id, uuid_v7()) as id from (
      select f.*, null::uuid as parent_id, null::jsonb as changes,
        case when n.mine then n.id when f.number is null and r.mine then r.id end as matched_id
      from file_rows f
        left join known n on n.row_no = f.row_no and n.by = 'number'
        left join known r on r.row_no = f.row_no and r.by = 'registration_number'
      where f.keyed and f.row_no = f.first_no) l`);
  await ctx.db.execute(sql`create index on leaders (row_no)`);
  await ctx.db.execute(sql`analyze leaders (row_no, id, matched_id)`);
}

/**
 * Judges the matches by the mode. Of a customer that the actor may not edit nothing is said but that it exists; where only
 * updates are asked for, not even that (D-10, IM-12).
 */
export async function judgeMatches(ctx: StaffContext, mode: ImportMode): Promise<void> {
  const hidden = mode === "update" ? "not_found" : "exists_elsewhere";
  await find(
    ctx,
    sql`select l.row_no, 'number', ${hidden}, jsonb_build_object('value', l.number)
      from leaders l join known n on n.row_no = l.row_no and n.by = 'number' and not n.mine`,
  );
  await find(
    ctx,
    sql`select l.row_no, 'registrationNumber',
        case when not r.mine then ${hidden} else 'registration_taken' end,
        jsonb_build_object('value', l.registration_number) || case when r.mine then jsonb_build_object('number', r.known_number) else '{}' end
      from leaders l join known r on r.row_no = l.row_no and r.by = 'registration_number' and r.id is distinct from l.matched_id`,
  );
  if (mode === "add")
    await find(
      ctx,
      sql`select l.row_no, case when l.number is null then 'registrationNumber' else 'number' end, 'already_exists',
          jsonb_build_object('value', coalesce(l.number, l.registration_number), 'number', k.number)
        from leaders l join ${customers} k on k.id = l.matched_id`,
    );
  if (mode === "update")
    await find(
      ctx,
      sql`select l.row_no, case when l.number is null and l.registration_number is not null then 'registrationNumber' else 'number' end,
          case when num_nonnulls(l.number, l.registration_number) = 0 then 'key_missing' else 'not_found' end,
          jsonb_build_object('value', coalesce(l.number, l.registration_number))
        from leaders l where l.matched_id is null and not exists (select from known k where k.row_no = l.row_no)`,
    );
}
