import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Context } from "@/lib/core/context";
import { encodeCursor } from "@/lib/core/list";
import { escapeLike, type ListPage } from "@/lib/core/list-query";
import { scope } from "@/lib/core/scope";
import { departmentTree, TREE_ORDER } from "./department-tree";
import { departmentEntity } from "./entity";
import type { DepartmentListParams } from "./list";

export type DepartmentTreeRow = {
  id: string;
  parentId: string | null;
  institutionId: string;
  institution: string;
  name: string;
  code: string | null;
  sort: number;
  depth: number;
  /** The names above it, from the top. */
  path: string[];
  positions: number;
  /** People with a post there, each counted once; deleted accounts are left out. */
  people: number;
};

/**
 * One page of the departments in the order of the tree (ORG-02). A cursor names the last department seen: its place is
 * looked up anew, so a page never repeats or skips what was not moved.
 */
export async function listDepartments(
  ctx: Context,
  params: DepartmentListParams,
): Promise<ListPage<DepartmentTreeRow>> {
  const { pageSize, page, after, before } = params;
  const numbered = sql`${departmentTree(params.filters.institution)}, numbered as (
    select *, row_number() over (order by ${TREE_ORDER}) as n from tree where ${matching(ctx, params)})`;
  const { rows } = await ctx.db.execute<DepartmentTreeRow>(sql`${numbered}
    select t.id, t.parent_id as "parentId", t.institution_id as "institutionId", t.institution, t.name, t.code, t.sort, t.depth, t.path,
      (select count(*)::int from positions p where p.department_id = t.id) as positions,
      (select count(distinct u.id)::int from positions p join user_posts up on up.position_id = p.id
        join users u on u.id = up.user_id where p.department_id = t.id and u.deleted_at is null) as people
    from numbered t where ${window(params)}
    order by t.n ${before ? sql`desc` : sql``} limit ${pageSize + 1}`);
  const counted = await ctx.db.execute<{ count: number }>(sql`${numbered} select count(*)::int as count from numbered`);
  const more = rows.length > pageSize;
  const shown = rows.slice(0, pageSize);
  if (before) shown.reverse();
  const hasNext = before ? true : more;
  const hasPrevious = before ? more : after !== undefined || page > 1;
  return {
    rows: shown,
    total: { count: counted.rows[0]?.count ?? 0, more: false },
    page,
    pageSize,
    after: hasNext ? cursorAt(shown.at(-1)) : undefined,
    before: hasPrevious ? cursorAt(shown[0]) : undefined,
  };
}

/** Which places the page covers. Where the cursor's department is gone, the number of the page decides. */
function window({ after, before, page, pageSize }: DepartmentListParams): SQL {
  const first = (page - 1) * pageSize;
  const placeOf = (id: string, otherwise: number) =>
    sql`coalesce((select n from numbered where id = ${id}), ${otherwise})`;
  if (after) return sql`t.n > ${placeOf(after.id, first)}`;
  if (before) return sql`t.n < ${placeOf(before.id, first + pageSize + 1)}`;
  return sql`t.n > ${first}`;
}

function matching(ctx: Context, { q }: DepartmentListParams): SQL {
  const seen = scope(ctx, departmentEntity, "view");
  const pattern = q && `%${escapeLike(q)}%`;
  const text = pattern ? sql`(name ilike ${pattern} or code ilike ${pattern})` : sql`true`;
  return seen ? sql`${text} and ${seen}` : text;
}

const cursorAt = (row: DepartmentTreeRow | undefined) => row && encodeCursor({ by: "tree", value: null, id: row.id });
