import { z } from "zod";
import { code, optionalId, optionalText, phone, requiredId, requiredText, seenVersion } from "@/lib/core/fields";

const institution = {
  name: requiredText(60),
  shortName: optionalText(30),
  code: code(),
  phone: phone(),
  address: optionalText(200),
};
/** 机构 (ORG-01). */
export const newInstitution = z.strictObject(institution);
export type NewInstitution = z.output<typeof newInstitution>;
export const institutionEdit = z.strictObject({ ...institution, id: requiredId(), version: seenVersion() });
export type InstitutionEdit = z.output<typeof institutionEdit>;

/** The place among the siblings; a form sends it as text, and empty means first. */
const order = z.preprocess(
  (value) => (value === "" || value === undefined || value === null ? 0 : value),
  z.coerce.number({ error: "errors.number" }).int({ error: "errors.number" }).min(0).max(9999),
);
const department = { name: requiredText(60), code: code(), sort: order };

/**
 * One row of the form for several departments (ORG-03). The parent is a department that exists, an earlier row of the same
 * form by its key, or nothing for the top department.
 */
const departmentRow = z.strictObject({
  ...department,
  key: z.string().regex(/^r\d{1,4}$/, { error: "errors.unreadable" }),
  parentId: z.union([z.literal(""), z.null(), z.uuid(), z.string().regex(/^r\d{1,4}$/)], {
    error: "errors.unreadable",
  }),
});
export type DepartmentRow = z.output<typeof departmentRow>;
export const MAX_DEPARTMENT_ROWS = 50;
const rowsOf = { error: "organisation.error.rows" };
/** Several departments of one institution at once: all are saved or none. */
export const newDepartments = z.strictObject({
  institutionId: requiredId(),
  rows: z.array(departmentRow).min(1, rowsOf).max(MAX_DEPARTMENT_ROWS, rowsOf),
});
export type NewDepartments = z.output<typeof newDepartments>;

/** 部门 (ORG-02). */
export const departmentEdit = z.strictObject({
  ...department,
  id: requiredId(),
  version: seenVersion(),
  institutionId: requiredId(),
  parentId: optionalId(),
});
export type DepartmentEdit = z.output<typeof departmentEdit>;

const position = {
  departmentId: requiredId(),
  superiorId: optionalId(),
  name: requiredText(40),
  isManagement: z.boolean(),
};
/** 职位 (ORG-04). */
export const newPosition = z.strictObject(position);
export type NewPosition = z.output<typeof newPosition>;
export const positionEdit = z.strictObject({ ...position, id: requiredId(), version: seenVersion() });
export type PositionEdit = z.output<typeof positionEdit>;

export const recordId = z.strictObject({ id: requiredId() });

/** What `GET /api/departments` is asked. */
export const institutionSearch = z.object({ q: z.string().max(100).optional() });
export type InstitutionSearch = z.output<typeof institutionSearch>;

export const departmentSearch = z.object({
  institution: z.uuid({ error: "errors.unreadable" }).optional(),
  q: z.string().max(100).optional(),
});
export type DepartmentSearch = z.output<typeof departmentSearch>;
