import type { FilterLabel } from "@/components/data-table/filter-fields";
import type { Context } from "@/lib/core/context";
import type { PositionListParams } from "@/lib/organisation/list";
import { departmentOptions, institutionOptions } from "@/lib/organisation/options";

type Texts = (key: string, values?: Record<string, string>) => string;

/** What the filter bar of the positions shows. Departments are those of the chosen institution, indented as a tree. */
export async function positionFilters(ctx: Context, { filters }: PositionListParams, t: Texts) {
  const [institutions, departments] = await Promise.all([institutionOptions(ctx), departmentOptions(ctx)]);
  const chosen = filters.institution;
  const several = institutions.length > 1 && !chosen;
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
          label: several && depth === 0 ? t("positions.top_of", { department: label, institution }) : label,
          depth,
        })),
    },
    management: { label: t("field.isManagement") },
  } satisfies Record<string, FilterLabel>;
}
