import type { FilterLabel } from "@/components/data-table/filter-fields";
import { customerKinds, ownerships } from "@/db/enums";
import type { Context } from "@/lib/core/context";
import type { CustomerListParams } from "@/lib/customers/list";
import { dictionaryNames, dictionaryOptions } from "@/lib/dictionaries/queries";
import { departmentName, institutionOptions } from "@/lib/organisation/options";
import { userName } from "@/lib/users/queries";

type Texts = (key: string) => string;

/** What the filter bar of the customer list shows: labels, choices, and the names of what the address holds. */
export async function customerFilters(ctx: Context, { filters }: CustomerListParams, t: Texts) {
  const [types, levels, industries, sources, institutions, regions, department, owner] = await Promise.all([
    dictionaryOptions(ctx, "customer_type"),
    dictionaryOptions(ctx, "level"),
    dictionaryOptions(ctx, "industry"),
    dictionaryOptions(ctx, "source"),
    institutionOptions(ctx),
    dictionaryNames(ctx, filters.region ? [filters.region] : []),
    filters.department ? departmentName(ctx, filters.department) : undefined,
    filters.owner ? userName(ctx, filters.owner) : undefined,
  ]);
  const chosen = (id: string | undefined, label: string | undefined) => (id && label ? [{ id, label }] : []);
  const values = (list: readonly { id: string; label: string; parentId?: string | null }[]) =>
    list.map(({ id, label, parentId }) => ({ value: id, label, depth: parentId ? 1 : 0 }));
  return {
    type: { label: t("field.typeId"), options: values(types) },
    owner: { label: t("field.ownerId"), endpoint: "/api/users", selected: chosen(filters.owner, owner) },
    region: {
      label: t("field.regionId"),
      endpoint: "/api/dictionaries?kind=region",
      selected: chosen(filters.region, filters.region ? regions.get(filters.region)?.path : undefined),
    },
    kind: { label: t("field.kind"), options: customerKinds.map((value) => ({ value, label: t(`kind.${value}`) })) },
    level: { label: t("field.levelId"), options: values(levels) },
    industry: { label: t("field.industryId"), options: values(industries) },
    source: { label: t("field.sourceId"), options: values(sources) },
    ownership: {
      label: t("field.ownership"),
      options: ownerships.map((value) => ({ value, label: t(`ownership.${value}`) })),
    },
    institution: {
      label: t("field.institution"),
      options: institutions.map(({ id, name }) => ({ value: id, label: name })),
    },
    department: {
      label: t("field.department"),
      endpoint: "/api/departments",
      selected: chosen(filters.department, department),
    },
    created: { label: t("field.created") },
  } satisfies Record<string, FilterLabel>;
}
