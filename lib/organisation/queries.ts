import "server-only";
import { and, count, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { departments, institutions, positions, userPosts, users } from "@/db/schema";
import type { Context } from "@/lib/core/context";
import { contains, is, type ListColumns, listPage, listWhere, sortValue } from "@/lib/core/list-query";
import { scope } from "@/lib/core/scope";
import { departmentsBelow } from "./department-tree";
import { departmentEntity, institutionEntity, positionEntity } from "./entity";
import type { institutionList, InstitutionListParams, positionList, PositionListParams } from "./list";

const institutionColumns: ListColumns<typeof institutionList> = {
  id: institutions.id,
  search: (text) =>
    or(contains(institutions.name)(text), contains(institutions.shortName)(text), contains(institutions.code)(text)),
  sort: { name: institutions.name, code: institutions.code, created: institutions.createdAt },
  filters: {},
};

/** One page of the institutions with the number of their departments (ORG-01). */
export function listInstitutions(ctx: Context, params: InstitutionListParams) {
  const query = ctx.db
    .select({
      id: institutions.id,
      name: institutions.name,
      shortName: institutions.shortName,
      code: institutions.code,
      phone: institutions.phone,
      address: institutions.address,
      departments: sql<number>`(select count(*)::int from departments d where d.institution_id = institutions.id)`,
      sortValue: sortValue(institutionColumns, params),
    })
    .from(institutions)
    .$dynamic();
  const counted = ctx.db.select({ id: institutions.id }).from(institutions).$dynamic();
  const where = and(scope(ctx, institutionEntity, "view"), listWhere(institutionColumns, params));
  return listPage(ctx.db, institutionColumns, params, where, query, counted);
}
export type InstitutionRow = Awaited<ReturnType<typeof listInstitutions>>["rows"][number];

/** An institution for its form, or nothing. */
export async function findInstitution(ctx: Context, id: string) {
  const [institution] = await ctx.db
    .select()
    .from(institutions)
    .where(and(eq(institutions.id, id), scope(ctx, institutionEntity, "view")));
  return institution;
}

/** A department for its form, with the number of its sub-departments; nothing where there is none. */
export async function findDepartment(ctx: Context, id: string) {
  const [department] = await ctx.db
    .select()
    .from(departments)
    .where(and(eq(departments.id, id), scope(ctx, departmentEntity, "view")));
  if (!department) return undefined;
  const [below] = await ctx.db.select({ count: count() }).from(departments).where(eq(departments.parentId, id));
  return { ...department, children: below?.count ?? 0 };
}

const superiors = alias(positions, "superiors");
const positionColumns: ListColumns<typeof positionList> = {
  id: positions.id,
  search: contains(positions.name),
  sort: {
    name: positions.name,
    department: departments.name,
    institution: institutions.name,
    created: positions.createdAt,
  },
  filters: {
    institution: is(departments.institutionId),
    department: (id) => sql`${positions.departmentId} in ${departmentsBelow(id)}`,
    management: is(positions.isManagement),
  },
};

/** One page of the positions, each with its superior and the people who hold it (ORG-04). */
export async function listPositions(ctx: Context, params: PositionListParams) {
  const query = ctx.db
    .select({
      id: positions.id,
      name: positions.name,
      isManagement: positions.isManagement,
      department: departments.name,
      institution: institutions.name,
      superior: superiors.name,
      sortValue: sortValue(positionColumns, params),
    })
    .from(positions)
    .innerJoin(departments, eq(departments.id, positions.departmentId))
    .innerJoin(institutions, eq(institutions.id, departments.institutionId))
    .leftJoin(superiors, eq(superiors.id, positions.superiorId))
    .$dynamic();
  const counted = ctx.db
    .select({ id: positions.id })
    .from(positions)
    .innerJoin(departments, eq(departments.id, positions.departmentId))
    .$dynamic();
  const where = and(scope(ctx, positionEntity, "view"), listWhere(positionColumns, params));
  const page = await listPage(ctx.db, positionColumns, params, where, query, counted);
  const holders = await holdersOf(
    ctx,
    page.rows.map(({ id }) => id),
  );
  return { ...page, rows: page.rows.map((row) => ({ ...row, holders: holders.get(row.id) ?? [] })) };
}
export type PositionRow = Awaited<ReturnType<typeof listPositions>>["rows"][number];

/** The names of the people in each position; deleted accounts are left out. */
async function holdersOf(ctx: Context, ids: string[]): Promise<Map<string, string[]>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .select({
      position: userPosts.positionId,
      names: sql<string[]>`array_agg(${users.name} order by ${users.name}, ${users.id})`,
    })
    .from(userPosts)
    .innerJoin(users, eq(users.id, userPosts.userId))
    .where(and(inArray(userPosts.positionId, ids), isNull(users.deletedAt)))
    .groupBy(userPosts.positionId);
  return new Map(rows.map(({ position, names }) => [position, names]));
}

/** A position for its form, with its institution, or nothing. */
export async function findPosition(ctx: Context, id: string) {
  const [found] = await ctx.db
    .select({ position: positions, institutionId: departments.institutionId })
    .from(positions)
    .innerJoin(departments, eq(departments.id, positions.departmentId))
    .where(and(eq(positions.id, id), scope(ctx, positionEntity, "view")));
  return found && { ...found.position, institutionId: found.institutionId };
}
