import type { FilterLabel } from "@/components/data-table/filter-fields";
import { customerKinds, type DictionaryKind, ownerships } from "@/db/enums";
import type { Context } from "@/lib/core/context";
import type { CustomerListParams } from "@/lib/customers/list";
import { dictionaryNames } from "@/lib/dictionaries/queries";
import { departmentName, institutionName } from "@/lib/organisation/options";
import { tagNames } from "@/lib/tags/queries";
import { userName } from "@/lib/users/queries";

type Texts = (key: string) => string;

/** What the filter bar of the customer list shows: labels, choices, and the names of what the address holds. */
export async function customerFilters(ctx: Context, { filters }: CustomerListParams, t: Texts) {
  const { type, level = [], region, industry, source, institution, tag = [], tag_all: allOf = [] } = filters;
  const [entries, institutionLabel, department, owner, tags] = await Promise.all([
    dictionaryNames(
      ctx,
      [type, ...level, region, industry, source].filter((id) => id !== undefined),
    ),
    institution ? institutionName(ctx, institution) : undefined,
    filters.department ? departmentName(ctx, filters.department) : undefined,
    filters.owner ? userName(ctx, filters.owner) : undefined,
    tagNames(ctx, [...tag, ...allOf]),
  ]);
  const chosen = (id: string | undefined, label: string | undefined) =>
    id && label ? { selected: [{ id, label }] } : undefined;
  /** Entries are searched for when they are wanted; sent along, they would be the longest part of the page. */
  const entry = (kind: DictionaryKind, id: string | undefined) => ({
    endpoint: `/api/dictionaries?kind=${kind}`,
    ...chosen(id, id && entries.get(id)?.path),
  });
  /** A tag that is gone by now is said to be gone. */
  const tagged = (ids: readonly string[]) => ({
    endpoint: "/api/tags",
    selected: ids.map((id) => ({ id, label: tags.get(id) ?? t("tag_gone") })),
  });
  return {
    type: { label: t("field.typeId"), ...entry("customer_type", type) },
    owner: { label: t("field.ownerId"), endpoint: "/api/users", ...chosen(filters.owner, owner) },
    ownership: {
      label: t("field.ownership"),
      options: ownerships.map((value) => ({ value, label: t(`ownership.${value}`) })),
    },
    region: { label: t("field.regionId"), ...entry("region", region) },
    kind: { label: t("field.kind"), options: customerKinds.map((value) => ({ value, label: t(`kind.${value}`) })) },
    level: {
      label: t("field.levelId"),
      endpoint: "/api/dictionaries?kind=level",
      selected: level.map((id) => ({ id, label: entries.get(id)?.label ?? id })),
    },
    industry: { label: t("field.industryId"), ...entry("industry", industry) },
    source: { label: t("field.sourceId"), ...entry("source", source) },
    institution: {
      label: t("field.institution"),
      endpoint: "/api/institutions",
      ...chosen(institution, institutionLabel),
    },
    department: {
      label: t("field.department"),
      endpoint: "/api/departments",
      ...chosen(filters.department, department),
    },
    created: { label: t("field.created") },
    tag: { label: t("field.tag"), ...tagged(tag) },
    tag_all: { label: t("field.tag_all"), ...tagged(allOf) },
  } satisfies Record<string, FilterLabel>;
}
