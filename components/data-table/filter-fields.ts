import type { List, Problem, SearchParams } from "@/lib/core/list";
import type { PickerOption } from "@/components/form/picker";

export type FilterOption = { value: string; label: string; depth?: number };

/** How one filter is shown: what the page says about it. */
export type FilterLabel = {
  label: string;
  /** For choices and trees. */
  options?: readonly FilterOption[];
  /** For references: the address that is asked with `?q=` and answers with options. */
  endpoint?: string;
  /** For references: the records that the address names now. */
  selected?: readonly PickerOption[];
  placeholder?: string;
};

/** One filter as the filter bar gets it: what the list declares, what the page says, what the address holds. */
export type FilterField = FilterLabel & { name: string; kind: string; values: Record<string, string[]> };

/** The fields of a filter bar, in the order in which they are labelled. Filters without a label are not shown. */
export function filterFields<L extends List>(
  list: L,
  labels: { [K in keyof L["filters"]]?: FilterLabel },
  search: SearchParams,
): FilterField[] {
  return Object.entries<FilterLabel | undefined>(labels).flatMap(([name, label]) => {
    const filter = list.filters[name];
    if (!filter || !label) return [];
    const values = Object.fromEntries(filter.names(name).map((field) => [field, textsIn(search[field])]));
    return [{ ...label, name, kind: filter.kind, values }];
  });
}

const textsIn = (value: string | string[] | undefined) =>
  (typeof value === "string" ? [value] : (value ?? [])).filter((text) => text !== "");

/** The problem that belongs to a filter or one of its fields. */
export const problemOf = ({ values }: FilterField, problems: readonly Problem[]) =>
  problems.find(({ name }) => Object.hasOwn(values, name));
