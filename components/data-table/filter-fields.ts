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
export type FilterField = FilterLabel & {
  name: string;
  kind: string;
  /** What the address holds for the parameters of the filter; those it does not name are left out. */
  values?: Record<string, string[]>;
};

/** The fields of a filter bar, in the order in which they are labelled. Filters without a label are not shown. */
export function filterFields<L extends List>(
  list: L,
  labels: { [K in keyof L["filters"]]?: FilterLabel },
  search: SearchParams,
): FilterField[] {
  return Object.entries<FilterLabel | undefined>(labels).flatMap(([name, label]) => {
    const filter = list.filters[name];
    if (!filter || !label) return [];
    const held = filter.names(name).map((field) => [field, textsIn(search[field])] as const);
    const values = held.filter(([, texts]) => texts.length > 0);
    return [{ ...label, name, kind: filter.kind, ...(values.length > 0 && { values: Object.fromEntries(values) }) }];
  });
}

const textsIn = (value: string | string[] | undefined) =>
  (typeof value === "string" ? [value] : (value ?? [])).filter((text) => text !== "");

/** The parameters of a filter in the address: a range has two. */
export const namesOf = ({ name, kind }: FilterField) =>
  kind === "dateRange" || kind === "numberRange" ? [`${name}_from`, `${name}_to`] : [name];

/** The problem that belongs to a filter or one of its parameters. */
export const problemOf = (field: FilterField, problems: readonly Problem[]) =>
  problems.find(({ name }) => namesOf(field).includes(name));
