import "server-only";
import { asc, eq, ilike, sql } from "drizzle-orm";
import { departments, institutions, positions } from "@/db/schema";
import type { Context } from "@/lib/core/context";
import { escapeLike } from "@/lib/core/list-query";
import { departmentTree, TREE_ORDER } from "./department-tree";
import type { DepartmentSearch, InstitutionSearch } from "./schema";

/*
 * What forms of all domains choose from. The names of institutions, departments and positions are no secret to staff:
 * whoever is signed in may choose, the permission `organisation.view` opens the screens that manage them.
 */

/** More than a form can sensibly offer; a house of this size searches through the lookup. */
const MOST = 2_000;
/** What a lookup answers at most. */
const MOST_FOUND = 100;

/** All institutions by name; `label` is what a choice shows. */
export const institutionOptions = (ctx: Context) =>
  ctx.db
    .select({ id: institutions.id, name: institutions.name, label: sql<string>`${institutions.name}` })
    .from(institutions)
    .orderBy(asc(institutions.name), asc(institutions.id))
    .limit(MOST);
export type InstitutionOption = Awaited<ReturnType<typeof institutionOptions>>[number];

/** The institutions whose name contains `q`, by name. */
export const searchInstitutions = (ctx: Context, { q }: InstitutionSearch) =>
  ctx.db
    .select({ id: institutions.id, label: institutions.name })
    .from(institutions)
    .where(q?.trim() ? ilike(institutions.name, `%${escapeLike(q.trim())}%`) : undefined)
    .orderBy(asc(institutions.name), asc(institutions.id))
    .limit(MOST_FOUND);

export type DepartmentOption = {
  id: string;
  parentId: string | null;
  name: string;
  label: string;
  institutionId: string;
  institution: string;
  depth: number;
};

/** All departments in the order of the tree, parents before their children. */
export async function departmentOptions(ctx: Context): Promise<DepartmentOption[]> {
  const { rows } = await ctx.db.execute<DepartmentOption>(sql`${departmentTree()}
    select id, parent_id as "parentId", name, name as label, institution_id as "institutionId", institution, depth
    from tree order by ${TREE_ORDER} limit ${MOST}`);
  return rows;
}

/** A department as a picker shows it: `hint` names the institution and the departments above it. */
export type FoundDepartment = Omit<DepartmentOption, "depth"> & { hint: string };

/** The departments whose name contains `q`, of all institutions or of one, in the order of the tree. */
export async function searchDepartments(
  ctx: Context,
  { institution, q }: DepartmentSearch,
): Promise<FoundDepartment[]> {
  const wanted = q?.trim() ? sql`name ilike ${`%${escapeLike(q.trim())}%`}` : sql`true`;
  const { rows } = await ctx.db.execute<FoundDepartment>(sql`${departmentTree(institution)}
    select id, parent_id as "parentId", name, name as label, institution_id as "institutionId", institution,
      array_to_string(institution || path, ' / ') as hint
    from tree where ${wanted} order by ${TREE_ORDER} limit ${MOST_FOUND}`);
  return rows;
}

/** What a department is called, for a filter or a picker that holds its id. */
export async function departmentName(ctx: Context, id: string): Promise<string | undefined> {
  const [department] = await ctx.db.select({ name: departments.name }).from(departments).where(eq(departments.id, id));
  return department?.name;
}

/** The same for an institution. */
export async function institutionName(ctx: Context, id: string): Promise<string | undefined> {
  const [found] = await ctx.db.select({ name: institutions.name }).from(institutions).where(eq(institutions.id, id));
  return found?.name;
}

/** All positions with their department and institution, by department and name. */
export const positionOptions = (ctx: Context) =>
  ctx.db
    .select({
      id: positions.id,
      name: positions.name,
      label: sql<string>`${positions.name}`,
      superiorId: positions.superiorId,
      isManagement: positions.isManagement,
      departmentId: departments.id,
      department: departments.name,
      institutionId: institutions.id,
      institution: institutions.name,
    })
    .from(positions)
    .innerJoin(departments, eq(departments.id, positions.departmentId))
    .innerJoin(institutions, eq(institutions.id, departments.institutionId))
    .orderBy(asc(institutions.name), asc(departments.name), asc(positions.name), asc(positions.id))
    .limit(MOST);
export type PositionOption = Awaited<ReturnType<typeof positionOptions>>[number];
