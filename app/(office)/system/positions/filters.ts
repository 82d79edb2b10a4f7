import type { FilterLabel } from "@/components/data-table/filter-fields";
import type { Context } from "@/lib/core/context";
import type { PositionListParams } from "@/lib/organisation/list";
import { departmentOptions, institutionOptions } from "@/lib/organisation/options";

/** What the filter bar of the positions shows. Departments are those of the chosen institution, indented as a tree. */
export async function positionFilters(ctx: Context, { filters }: PositionListParams, t: (key: string) => string) {
  const [institutions, departments] = await Promise.all([institutionOptions(ctx), departmentOptions(ctx)]);
  const chosen = filters.institution;
  const several = institutions.length > 1 && !chosen;
  const name = (label: string, institution: string) => (several ? `${label}（${institution}）` : label);
  return {
    institution: {
      label: t("field.institution"),
      options: institutions.map(({ id, label }) => ({ value: id, label })),
    },
    department: {
      label: t("field.department"),
      options: departments
        .filter(({ institutionId }) => !chosen || institutionId === chosen)
        .map(({ id, label, depth, institution }) => ({
          value: id,
          label: depth === 0 ? name(label, institution) : label,
          depth,
        })),
    },
    management: { label: t("field.isManagement") },
  } satisfies Record<string, FilterLabel>;
}
