import type { StaffContext } from "@/lib/core/context";
import { departmentOptions, institutionOptions } from "@/lib/organisation/options";
import type { DepartmentFound } from "@/lib/organisation/queries";
import { outsideBranch } from "@/lib/organisation/tree";
import { DepartmentForm } from "./department-form";
import { DepartmentsForm } from "./departments-form";

/** Loads what the forms for departments offer: the same in the panel and on a page of its own. */
export async function NewDepartments({
  ctx,
  institution,
  parent,
}: {
  ctx: StaffContext;
  institution?: string;
  parent?: string;
}) {
  const [institutions, departments] = await Promise.all([institutionOptions(ctx), departmentOptions(ctx)]);
  const above = departments.find(({ id }) => id === parent);
  const wanted = above?.institutionId ?? institution;
  const chosen = institutions.find(({ id }) => id === wanted) ?? institutions[0];
  return (
    <DepartmentsForm
      institutions={institutions}
      departments={departments}
      institutionId={chosen?.id ?? ""}
      parentId={above?.id}
    />
  );
}

export async function EditDepartment({ ctx, department }: { ctx: StaffContext; department: DepartmentFound }) {
  const [institutions, departments] = await Promise.all([institutionOptions(ctx), departmentOptions(ctx)]);
  return (
    <DepartmentForm
      key={department.version}
      department={department}
      institutions={institutions}
      departments={outsideBranch(departments, department.id, ({ parentId }) => parentId)}
    />
  );
}
