import "server-only";
import { and, eq, isNotNull, ne, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { departments, positions } from "@/db/schema";
import type { StaffContext } from "@/lib/core/context";
import { DomainError, refuse, reject } from "@/lib/core/errors";
import { addRecord, lockRecord, removeRecord, saveRecord } from "@/lib/core/records";
import { fromDatabase } from "@/lib/core/refusal";
import { assertDepartmentFree, assertInstitutionFree, assertPositionFree } from "./blockers";
import { departmentEntity, institutionEntity, positionEntity } from "./entity";
import type {
  DepartmentEdit,
  DepartmentRow,
  InstitutionEdit,
  NewDepartments,
  NewInstitution,
  NewPosition,
  PositionEdit,
} from "./schema";

/** Opens an institution (ORG-01). */
export async function createInstitution(ctx: StaffContext, input: NewInstitution) {
  const { id } = await addRecord(ctx, institutionEntity, "institution.created", input);
  return { id };
}

export async function editInstitution(ctx: StaffContext, { id, version, ...patch }: InstitutionEdit) {
  const institution = await lockRecord(ctx, institutionEntity, id, "edit");
  const saved = await saveRecord(ctx, institutionEntity, "institution.edited", institution, patch, version);
  return { id, version: saved.version };
}

/** Removes an institution that nothing belongs to any more. */
export async function deleteInstitution(ctx: StaffContext, { id }: { id: string }) {
  const institution = await lockRecord(ctx, institutionEntity, id, "delete");
  await assertInstitutionFree(ctx, institution);
  await removeRecord(ctx, institutionEntity, "institution.deleted", institution);
  return { id };
}

/** Adds several departments to an institution: all or none (ORG-03). A refusal stands at its row. */
export async function createDepartments(ctx: StaffContext, { institutionId, rows }: NewDepartments) {
  const made = new Map<string, string>();
  for (const [at, { key, parentId, ...row }] of rows.entries()) {
    const values = { ...row, institutionId, parentId: parentOf(parentId, made, at) };
    const added = await addRecord(ctx, departmentEntity, "department.created", values).catch((error: unknown) =>
      refuseAtRow(error, at),
    );
    made.set(key, added.id);
  }
  return { ids: [...made.values()] };
}

/** The parent that a row names: a department, a row above it, or none for the top department. */
function parentOf(parentId: DepartmentRow["parentId"], made: Map<string, string>, at: number): string | null {
  if (!parentId) return null;
  if (!parentId.startsWith("r")) return parentId;
  return made.get(parentId) ?? reject({ [`rows.${at}.parentId`]: { key: "organisation.error.parent_row" } });
}

/** The database has refused a row: the sentence moves to the row's field. What belongs to all rows, or is a bug, stays as it is. */
function refuseAtRow(error: unknown, at: number): never {
  const told = fromDatabase(error);
  const fields = Object.entries(told?.fields ?? {});
  if (!told || fields.some(([field]) => field === "institutionId")) throw error;
  const moved = fields.map(([field, sentence]) => [`rows.${at}.${field}`, sentence]);
  throw new DomainError(told.code, told.sentence, Object.fromEntries(moved));
}

/** Changes a department. Its institution changes only while nothing else hangs on it (ORG-02). */
export async function editDepartment(ctx: StaffContext, { id, version, ...patch }: DepartmentEdit) {
  const department = await lockRecord(ctx, departmentEntity, id, "edit");
  if (patch.institutionId !== department.institutionId) await assertMayLeave(ctx, id);
  const saved = await saveRecord(ctx, departmentEntity, "department.edited", department, patch, version);
  return { id, version: saved.version };
}

/** A department takes its positions along to another institution, but no sub-departments and no line of superiors. */
async function assertMayLeave(ctx: StaffContext, id: string) {
  const children = await ctx.db.$count(departments, eq(departments.parentId, id));
  if (children > 0) refuse("organisation.error.institution_fixed", { count: children }, "institutionId");
  await holdSuperiors(ctx);
  const superiors = alias(positions, "superiors");
  const [crossing] = await ctx.db
    .select({ position: positions.name, superior: superiors.name })
    .from(positions)
    .innerJoin(superiors, eq(superiors.id, positions.superiorId))
    .where(
      and(
        or(eq(positions.departmentId, id), eq(superiors.departmentId, id)),
        ne(positions.departmentId, superiors.departmentId),
      ),
    )
    .limit(1);
  if (crossing) refuse("organisation.error.superiors_cross", crossing, "institutionId");
}

export async function deleteDepartment(ctx: StaffContext, { id }: { id: string }) {
  const department = await lockRecord(ctx, departmentEntity, id, "delete");
  await assertDepartmentFree(ctx, department);
  await removeRecord(ctx, departmentEntity, "department.deleted", department);
  return { id };
}

/** Adds a position to a department (ORG-04). */
export async function createPosition(ctx: StaffContext, input: NewPosition) {
  const { id } = await addRecord(ctx, positionEntity, "position.created", input);
  return { id };
}

export async function editPosition(ctx: StaffContext, { id, version, ...patch }: PositionEdit) {
  const position = await lockRecord(ctx, positionEntity, id, "edit");
  if (patch.departmentId !== position.departmentId) await assertSubordinatesStay(ctx, id, patch.departmentId);
  const saved = await saveRecord(ctx, positionEntity, "position.edited", position, patch, version);
  return { id, version: saved.version };
}

/** The database looks upwards, at the superior; this looks downwards: those below must lie in the new institution too. */
async function assertSubordinatesStay(ctx: StaffContext, id: string, departmentId: string) {
  await holdSuperiors(ctx);
  const target = ctx.db
    .select({ id: departments.institutionId })
    .from(departments)
    .where(eq(departments.id, departmentId));
  const [left] = await ctx.db
    .select({ name: positions.name })
    .from(positions)
    .innerJoin(departments, eq(departments.id, positions.departmentId))
    .where(and(eq(positions.superiorId, id), isNotNull(target), ne(departments.institutionId, target)))
    .limit(1);
  if (left) refuse("organisation.error.subordinates_left", { name: left.name }, "departmentId");
}

export async function deletePosition(ctx: StaffContext, { id }: { id: string }) {
  const position = await lockRecord(ctx, positionEntity, id, "delete");
  await assertPositionFree(ctx, position);
  await removeRecord(ctx, positionEntity, "position.deleted", position);
  return { id };
}

/** The lock that the database itself takes for every change of a line of superiors: nobody else draws one meanwhile. */
const holdSuperiors = (ctx: StaffContext) => ctx.db.execute(sql`select pg_advisory_xact_lock(7102)`);
