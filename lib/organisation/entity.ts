import "server-only";
import { departments, institutions, positions } from "@/db/schema";
import { defineEntity } from "@/lib/core/entity";

export const institutionEntity = defineEntity({
  name: "institution",
  module: "organisation",
  table: institutions,
  audited: { name: "open", shortName: "open", code: "open", phone: "open", address: "open" },
  constraints: {
    institutions_name_key: { key: "organisation.error.institution_name_taken", field: "name" },
    institutions_code_key: { key: "organisation.error.institution_code_taken", field: "code" },
  },
});

export const departmentEntity = defineEntity({
  name: "department",
  module: "organisation",
  table: departments,
  audited: { institutionId: "open", parentId: "open", name: "open", code: "open", sort: "open" },
  constraints: {
    departments_institution_id_institutions_id_fk: {
      key: "organisation.error.institution_gone",
      field: "institutionId",
    },
    departments_one_top_key: { key: "organisation.error.one_top", field: "parentId" },
    departments_sibling_name_key: { key: "organisation.error.sibling_name_taken", field: "name" },
    departments_parent_fkey: { key: "organisation.error.parent_elsewhere", field: "parentId" },
    departments_no_cycle: { key: "organisation.error.parent_cycle", field: "parentId" },
    departments_depth: { key: "organisation.error.parent_depth", field: "parentId" },
  },
});

export const positionEntity = defineEntity({
  name: "position",
  module: "organisation",
  table: positions,
  audited: { departmentId: "open", superiorId: "open", name: "open", isManagement: "open" },
  constraints: {
    positions_department_id_departments_id_fk: { key: "organisation.error.department_gone", field: "departmentId" },
    positions_department_name_key: { key: "organisation.error.position_name_taken", field: "name" },
    positions_superior_fkey: { key: "organisation.error.superior_gone", field: "superiorId" },
    positions_superior_institution: { key: "organisation.error.superior_elsewhere", field: "superiorId" },
    positions_no_cycle: { key: "organisation.error.superior_cycle", field: "superiorId" },
  },
});
