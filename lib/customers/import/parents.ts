import "server-only";
import { sql } from "drizzle-orm";
import { customers } from "@/db/schema";
import type { StaffContext } from "@/lib/core/context";
import { scope } from "@/lib/core/scope";
import { find } from "@/lib/imports/findings";
import { customerEntity } from "../entity";

const DEPTH = 20;

/** Finds parents by their number: a customer of the same file, or one that the actor may see (AZ-04). */
export async function findParents(ctx: StaffContext): Promise<void> {
  const visible = scope(ctx, customerEntity, "view") ?? sql`true`;
  await ctx.db.execute(sql`
    update leaders l set parent_id = coalesce(
      (select p.id from leaders p where lower(p.number) = lower(l.parent) order by p.row_no limit 1),
      (select ${customers.id} from ${customers} where lower(${customers.number}) = lower(l.parent) and ${visible}))
    where l.parent is not null`);
  await find(
    ctx,
    sql`select row_no, 'parent', 'unknown_parent', jsonb_build_object('value', parent)
      from leaders where parent is not null and parent_id is null`,
  );
}

/** Says where a company would stand above itself, or deeper than a tree may be (CUS-11); the file's parents count before those known. */
export async function judgeTrees(ctx: StaffContext): Promise<void> {
  await find(
    ctx,
    sql`with recursive up (row_no, origin, at, depth) as (
        select row_no, id, parent_id, 1 from leaders where parent_id is not null
        union all
        select u.row_no, u.origin, case when l.parent_id is not null then l.parent_id else k.parent_id end, u.depth + 1
        from up u left join leaders l on l.id = u.at left join ${customers} k on k.id = u.at
        where u.at is not null and u.at <> u.origin and u.depth <= ${DEPTH})
      select row_no, 'parent', case when bool_or(at = origin) then 'parent_cycle' else 'parent_depth' end, '{}'::jsonb
      from up where at = origin or (at is not null and depth >= ${DEPTH}) group by row_no`,
  );
}

/** A new customer whose parent would only come with a faulty row cannot come without it. */
export async function findOrphans(ctx: StaffContext): Promise<void> {
  await find(
    ctx,
    sql`with recursive missing as (
        select id, line_no from leaders where matched_id is null
          and (not sound or row_no in (select row_no from findings) or row_no in (select row_no from held))
        union
        select l.id, m.line_no from leaders l join missing m on l.parent_id = m.id where l.matched_id is null)
      select l.row_no, 'parent', 'parent_faulty', jsonb_build_object('value', l.parent, 'line', min(m.line_no))
      from leaders l join missing m on m.id = l.parent_id
      where l.row_no not in (select row_no from findings) group by l.row_no, l.parent`,
  );
}
