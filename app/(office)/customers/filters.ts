import type { FilterLabel } from "@/components/data-table/filter-fields";
import { customerKinds, type DictionaryKind, ownerships } from "@/db/enums";
import type { Context } from "@/lib/core/context";
import type { CustomerListParams } from "@/lib/customers/list";
import { dictionaryNames, dictionaryOptions } from "@/lib/dictionaries/queries";
import { departmentName, institutionOptions } from "@/lib/organisation/options";
import { userName } from "@/lib/users/queries";

type Texts = (key: string) => string;

/** What the filter bar of the customer list shows: labels, choices, and the names of what the address holds. */
export async function customerFilters(ctx: Context, { filters }: CustomerListParams, t: Texts) {
  const { region, industry, source } = filters;
  const [types, levels, institutions, entries, department, owner] = await Promise.all([
    dictionaryOptions(ctx, "customer_type"),
    dictionaryOptions(ctx, "level"),
    institutionOptions(ctx),
    dictionaryNames(
      ctx,
      [region, industry, source].filter((id) => id !== undefined),
    ),
    filters.department ? departmentName(ctx, filters.department) : undefined,
    filters.owner ? userName(ctx, filters.owner) : undefined,
  ]);
  const chosen = (id: string | undefined, label: string | undefined) =>
    id && label ? { selected: [{ id, label }] } : undefined;
  /** Entries are searched for when they are wanted; sent along, they would be the longest part of the page. */
  const entry = (kind: DictionaryKind, id: string | undefined) => ({
    endpoint: `/api/dictionaries?kind=${kind}`,
    ...chosen(id, id && entries.get(id)?.path),
  });
  const values = (list: readonly { id: string; label: string; parentId?: string | null }[]) =>
    list.map(({ id, label, parentId }) => ({ value: id, label, ...(parentId && { depth: 1 }) }));
  return {
    type: { label: t("field.typeId"), options: values(types) },
    owner: { label: t("field.ownerId"), endpoint: "/api/users", ...chosen(filters.owner, owner) },
    region: { label: t("field.regionId"), ...entry("region", region) },
    kind: { label: t("field.kind"), options: customerKinds.map((value) => ({ value, label: t(`kind.${value}`) })) },
    level: { label: t("field.levelId"), options: values(levels) },
    industry: { label: t("field.industryId"), ...entry("industry", industry) },
    source: { label: t("field.sourceId"), ...entry("source", source) },
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
      ...chosen(filters.department, department),
    },
    created: { label: t("field.created") },
  } satisfies Record<string, FilterLabel>;
}
