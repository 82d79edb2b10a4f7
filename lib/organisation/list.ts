import { defineList, flag, type ListParams, reference, tree } from "@/lib/core/list";

/** 机构 (ORG-01). */
export const institutionList = defineList({
  filters: {},
  sort: { name: "text", code: "text", created: "instant" },
  defaultSort: { by: "name", direction: "asc" },
});
export type InstitutionListParams = ListParams<typeof institutionList>;

/** 部门 (ORG-02): always in the order of the tree, so pages are long. */
export const departmentList = defineList({
  filters: { institution: reference() },
  sort: { tree: "text" },
  defaultSort: { by: "tree", direction: "asc" },
  pageSizes: [100, 200, 500],
  defaultPageSize: 200,
});
export type DepartmentListParams = ListParams<typeof departmentList>;

/** 职位 (ORG-04). `department` includes those below it. */
export const positionList = defineList({
  filters: { institution: reference(), department: tree(), management: flag() },
  sort: { name: "text", department: "text", institution: "text", created: "instant" },
  defaultSort: { by: "department", direction: "asc" },
});
export type PositionListParams = ListParams<typeof positionList>;
