import "server-only";
import { and, count, eq } from "drizzle-orm";
import { departments, institutions, positions } from "@/db/schema";
import type { Context } from "@/lib/core/context";
import { scope } from "@/lib/core/scope";
import { departmentEntity, institutionEntity, positionEntity } from "./entity";

/** An institution for its form, or nothing. */
export async function findInstitution(ctx: Context, id: string) {
  const { name, shortName, code, phone, address, version } = institutions;
  const [institution] = await ctx.db
    .select({ id: institutions.id, version, name, shortName, code, phone, address })
    .from(institutions)
    .where(and(eq(institutions.id, id), scope(ctx, institutionEntity, "view")));
  return institution;
}
export type InstitutionFound = NonNullable<Awaited<ReturnType<typeof findInstitution>>>;

/** A department for its form, with the number of its sub-departments; nothing where there is none. */
export async function findDepartment(ctx: Context, id: string) {
  const { institutionId, parentId, name, code, sort, version } = departments;
  const [department] = await ctx.db
    .select({ id: departments.id, version, institutionId, parentId, name, code, sort })
    .from(departments)
    .where(and(eq(departments.id, id), scope(ctx, departmentEntity, "view")));
  if (!department) return undefined;
  const [below] = await ctx.db.select({ count: count() }).from(departments).where(eq(departments.parentId, id));
  return { ...department, children: below?.count ?? 0 };
}
export type DepartmentFound = NonNullable<Awaited<ReturnType<typeof findDepartment>>>;

/** A position for its form, with its institution, or nothing. */
export async function findPosition(ctx: Context, id: string) {
  const { departmentId, superiorId, name, isManagement, version } = positions;
  const { institutionId } = departments;
  const [position] = await ctx.db
    .select({ id: positions.id, version, institutionId, departmentId, superiorId, name, isManagement })
    .from(positions)
    .innerJoin(departments, eq(departments.id, positions.departmentId))
    .where(and(eq(positions.id, id), scope(ctx, positionEntity, "view")));
  return position;
}
export type PositionFound = NonNullable<Awaited<ReturnType<typeof findPosition>>>;
