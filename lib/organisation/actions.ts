"use server";

import { action } from "@/lib/core/action";
import {
  createDepartments,
  createInstitution,
  createPosition,
  deleteDepartment,
  deleteInstitution,
  deletePosition,
  editDepartment,
  editInstitution,
  editPosition,
} from "./commands";
import {
  departmentEdit,
  institutionEdit,
  newDepartments,
  newInstitution,
  newPosition,
  positionEdit,
  recordId,
} from "./schema";

export const createInstitutionAction = action("organisation.create", newInstitution, createInstitution, {
  example: () => ({ name: "华东分公司" }),
});
export const editInstitutionAction = action("organisation.edit", institutionEdit, editInstitution, {
  example: ({ institution, version }) => ({ id: institution!, version: Number(version), name: "华北分公司" }),
});
export const deleteInstitutionAction = action("organisation.delete", recordId, deleteInstitution, {
  example: ({ emptyInstitution }) => ({ id: emptyInstitution! }),
});

export const createDepartmentsAction = action("organisation.create", newDepartments, createDepartments, {
  example: ({ institution, department }) => ({
    institutionId: institution!,
    rows: [{ key: "r1", parentId: department!, name: "售后部", sort: "1" }],
  }),
});
export const editDepartmentAction = action("organisation.edit", departmentEdit, editDepartment, {
  example: ({ department, institution, version }) => ({
    id: department!,
    version: Number(version),
    institutionId: institution!,
    name: "市场部",
    sort: "2",
  }),
});
export const deleteDepartmentAction = action("organisation.delete", recordId, deleteDepartment, {
  example: ({ emptyDepartment }) => ({ id: emptyDepartment! }),
});

export const createPositionAction = action("organisation.create", newPosition, createPosition, {
  example: ({ department }) => ({ departmentId: department!, name: "区域经理", isManagement: true }),
});
export const editPositionAction = action("organisation.edit", positionEdit, editPosition, {
  example: ({ position, department, version }) => ({
    id: position!,
    version: Number(version),
    departmentId: department!,
    name: "大区经理",
    isManagement: false,
  }),
});
export const deletePositionAction = action("organisation.delete", recordId, deletePosition, {
  example: ({ emptyPosition }) => ({ id: emptyPosition! }),
});
