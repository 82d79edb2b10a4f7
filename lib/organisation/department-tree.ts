import "server-only";
import { type SQL, sql } from "drizzle-orm";

/**
 * The departments of all institutions, or of one, as a common table expression `tree`: each with its depth, the names above
 * it (`path`) and its place. `TREE_ORDER` puts parents before their children and siblings into their order.
 */
export const departmentTree = (institutionId?: string): SQL => sql`with recursive tree as (
    select d.id, d.parent_id, d.name, d.code, d.sort, d.version, d.institution_id, i.name as institution,
      0 as depth, array[]::text[] as path, array[${place}] as place
    from departments d join institutions i on i.id = d.institution_id
    where d.parent_id is null ${institutionId ? sql`and d.institution_id = ${institutionId}` : sql``}
  union all
    select d.id, d.parent_id, d.name, d.code, d.sort, d.version, d.institution_id, tree.institution,
      tree.depth + 1, tree.path || tree.name, tree.place || ${place}
    from departments d join tree on d.parent_id = tree.id
  )`;

/** Among siblings: the given order, then the name, then the id, so that the order is always the same. */
const place = sql.raw(`(lpad(d.sort::text, 6, '0') || ' ' || d.name || ' ' || d.id)`);
export const TREE_ORDER = sql.raw("institution, institution_id, place");

/** A department and all below it: a sub-query of ids. */
export const departmentsBelow = (id: string): SQL => sql`(
  with recursive below as (
    select id from departments where id = ${id}
    union all
    select d.id from departments d join below on d.parent_id = below.id
  ) select id from below)`;
