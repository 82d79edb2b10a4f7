import "server-only";
import { sql } from "drizzle-orm";
import { customers, departments, dictionaryEntries, users } from "@/db/schema";
import { can, type StaffContext } from "@/lib/core/context";
import { judgeFields } from "@/lib/imports/undo-set";

const dictionaryFields = ["typeId", "industryId", "sourceId", "levelId", "creditRatingId", "regionId"];

/** Judges the values from before the import: whether each may stand again today. */
export async function judgeOldValues(ctx: StaffContext): Promise<void> {
  const judge = (reason: string, condition: Parameters<typeof judgeFields>[4]) =>
    judgeFields(ctx, "customer", "impossible", reason, sql`f.before <> 'null' and ${condition}`);
  const id = sql`(f.before #>> '{}')`;
  await judge(
    "gone",
    sql`(f.field = any(${sql.param(dictionaryFields)}::text[]) and not exists (select from ${dictionaryEntries} e where e.id::text = ${id})
      or f.field = 'departmentId' and not exists (select from ${departments} d where d.id::text = ${id}))`,
  );
  await judge(
    "owner_gone",
    sql`f.field = 'ownerId' and not exists (
      select from ${users} u where u.id::text = ${id} and u.state = 'employed' and u.deleted_at is null)`,
  );
  await judge(
    "taken",
    sql`f.field = 'registrationNumber' and exists (select from ${customers} k
      where upper(k.registration_number) = upper(${id}) and k.deleted_at is null and k.id <> f.id)`,
  );
  await judge(
    "parent",
    sql`f.field = 'parentId' and (
      not exists (select from ${customers} p where p.id::text = ${id} and p.deleted_at is null)
      or exists (with recursive up as (
          select p.id, p.parent_id, 1 as depth from ${customers} p where p.id::text = ${id}
          union all select p.id, p.parent_id, up.depth + 1 from ${customers} p join up on p.id = up.parent_id where up.depth < 25)
        select from up where up.id = f.id))`,
  );
  const allowed = ctx.actor.access.customerTypes;
  if (allowed)
    await judgeFields(
      ctx,
      "customer",
      "impossible",
      "right",
      sql`f.field = 'typeId' and not coalesce(${id} = any(${sql.param([...allowed])}::text[]), false)`,
    );
  if (!can(ctx, "customers.assign"))
    await judgeFields(ctx, "customer", "impossible", "right", sql`f.part_of = 'ownership'`);
  await keepOwned(ctx);
}

/** A private customer needs an owner, a public one a department: somebody may have taken the old one away since. */
async function keepOwned(ctx: StaffContext): Promise<void> {
  const old = (field: string) =>
    sql`(select o.before #>> '{}' from undo_fields o where o.id = f.id and o.field = ${field})`;
  const kept = (field: string) => sql`exists (select from undo_fields o where o.id = f.id and o.field = ${field})`;
  await judgeFields(
    ctx,
    "customer",
    "kept",
    "changed",
    sql`f.part_of = 'ownership' and exists (select from ${customers} k where k.id = f.id and
      case case when ${kept("ownership")} then ${old("ownership")} else k.ownership::text end
        when 'private' then case when ${kept("ownerId")} then ${old("ownerId")} else k.owner_id::text end
        else case when ${kept("departmentId")} then ${old("departmentId")} else k.department_id::text end end is null)`,
  );
}
