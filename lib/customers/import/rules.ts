import "server-only";
import { sql } from "drizzle-orm";
import { customers } from "@/db/schema";
import { can, type StaffContext } from "@/lib/core/context";
import type { ImportRun } from "@/lib/imports/define";
import { find } from "@/lib/imports/findings";
import { isRegistrationNumber } from "../registration-number";

/** A new customer needs a name; its kind is the one chosen for the whole file where the row does not say it (D-40). */
export async function requireNames(ctx: StaffContext, { options }: ImportRun): Promise<void> {
  await ctx.db.execute(sql`
    update leaders set kind = ${options.customerKind}::customer_kind where kind is null and matched_id is null`);
  await find(
    ctx,
    sql`select row_no, 'name', 'required', '{}'::jsonb from leaders where matched_id is null and name is null`,
  );
}

/** The same rule as in the form: a unified social credit code has a check character. */
export async function judgeRegistrationNumbers(ctx: StaffContext): Promise<void> {
  const { rows } = await ctx.db.execute<{ text: string }>(sql`
    select distinct registration_number as text from file_rows where registration_number is not null`);
  const wrong = rows.map(({ text }) => text).filter((text) => !isRegistrationNumber(text));
  if (wrong.length === 0) return;
  await find(
    ctx,
    sql`select row_no, 'registrationNumber', 'registration_number', jsonb_build_object('value', registration_number)
      from file_rows where registration_number = any(${sql.param(wrong)}::text[])`,
  );
}

/** Whoever is limited to customer types can neither file a customer outside of them nor move one there (SCP-02). */
export async function judgeTypes(ctx: StaffContext): Promise<void> {
  const allowed = ctx.actor.access.customerTypes;
  if (!allowed) return;
  await find(
    ctx,
    sql`select l.row_no, 'type', 'type_not_allowed', '{}'::jsonb from leaders l
      where not coalesce(l.type_id = any(${sql.param([...allowed])}::uuid[]), l.matched_id is not null)
        and l.row_no not in (select row_no from findings where field = 'type')`,
  );
}

/**
 * 私有 / 公共, owner and department: a new customer is private and its importer's; anybody else's takes the right to assign,
 * and so does every change of the three (CUS-03). A private customer needs an owner, a public one a department.
 */
export async function judgeOwnership(ctx: StaffContext): Promise<void> {
  const { id: me, access } = ctx.actor;
  await ctx.db.execute(sql`
    update leaders set ownership = coalesce(ownership, 'private'), owner_id = coalesce(owner_id, ${me}) where matched_id is null`);
  await find(
    ctx,
    sql`select l.row_no, 'department', 'department_needed', '{}'::jsonb
      from leaders l left join ${customers} k on k.id = l.matched_id
      where coalesce(l.ownership, k.ownership) = 'public' and coalesce(l.department_id, k.department_id) is null
        and l.row_no not in (select row_no from findings where field = 'department')`,
  );
  await find(
    ctx,
    sql`select l.row_no, 'owner', 'owner_needed', '{}'::jsonb from leaders l join ${customers} k on k.id = l.matched_id
      where coalesce(l.ownership, k.ownership) = 'private' and coalesce(l.owner_id, k.owner_id) is null
        and l.row_no not in (select row_no from findings where field = 'owner')`,
  );
  if (can(ctx, "customers.assign")) return;
  const departments = sql.param([...access.departments]);
  await find(
    ctx,
    sql`select l.row_no, v.field, 'assign_needed', '{}'::jsonb
      from leaders l left join ${customers} k on k.id = l.matched_id
        cross join lateral (values
          ('ownership', l.matched_id is not null and l.ownership <> k.ownership),
          ('owner', l.owner_id is distinct from coalesce(k.owner_id, ${me}) and l.owner_id is not null),
          ('department', case when l.matched_id is null then l.department_id is not null and not l.department_id = any(${departments}::uuid[])
            else l.department_id is distinct from k.department_id and l.department_id is not null end)) v (field, refused)
      where v.refused`,
  );
}
