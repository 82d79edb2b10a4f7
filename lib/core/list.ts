import { type Cursor, decodeCursor, type SortKind } from "./list-cursor";
import type { Filter } from "./list-filters";
import { lengthOf, LIST_NAMES, type Problem, problemKey, type SearchParams, textsOf } from "./list-text";

export { type Cursor, encodeCursor, type SortKind } from "./list-cursor";
export { choice, dateRange, flag, numberRange, reference, references, text, tree } from "./list-filters";
export { listHref, searchText } from "./list-href";
export type { Problem, SearchParams } from "./list-text";

type Direction = "asc" | "desc";

/** What a list page accepts from its address. Pure: the filter bar reads it in the browser, the query on the server. */
export type List = {
  /** One entry for each filter; the name is the parameter in the address (ranges add `_from` and `_to`). */
  filters: Record<string, Filter<unknown>>;
  /** The keys a list can be sorted by, with the form of their values. */
  sort: Record<string, SortKind>;
  defaultSort: { by: string; direction: Direction };
  pageSizes: readonly number[];
  defaultPageSize: number;
  /** Whether the list has the free search `q`. */
  search: boolean;
  columns: readonly string[];
  defaultColumns: readonly string[];
};

/** What the address asks for, every part of it checked; `problems` says which parts could not be read. */
export type ListParams<L extends List> = {
  q?: string;
  filters: { [K in keyof L["filters"]]?: L["filters"][K] extends Filter<infer T> ? T : never };
  sort: { by: keyof L["sort"] & string; direction: Direction };
  pageSize: number;
  /** The number of the page from 1. Beyond the counted bound it is only shown: the rows come by cursor. */
  page: number;
  after?: Cursor;
  before?: Cursor;
  columns: L["columns"][number][];
  problems: Problem[];
};

/** Totals are exact up to here and "more than" above; pages can be jumped to by number only up to here. */
export const COUNTED_BOUND = 10_000;
const MAX_SEARCH = 100;
const MAX_PAGE = 1_000_000;

/** Declares a list: its filters, sort keys, page sizes and columns. Throws when a filter takes a reserved name. */
export function defineList<
  const F extends List["filters"],
  const S extends List["sort"],
  const C extends string = never,
>(list: {
  filters: F;
  sort: S;
  defaultSort: { by: keyof S & string; direction: Direction };
  pageSizes?: readonly number[];
  defaultPageSize?: number;
  search?: boolean;
  columns?: readonly C[];
  defaultColumns?: readonly NoInfer<C>[];
}) {
  const names = Object.entries(list.filters).flatMap(([name, filter]) => filter.names(name));
  const taken = names.find((name, at) => names.indexOf(name) !== at || LIST_NAMES.some((known) => known === name));
  if (taken) throw new Error(`The filter parameter "${taken}" is used twice or reserved.`);
  const columns = list.columns ?? [];
  const usual = { pageSizes: [20, 50, 100], defaultPageSize: 50, search: true, columns, defaultColumns: columns };
  return { ...usual, ...list };
}

/** Reads the address of a list. Never throws; what cannot be read is left out and reported in `problems` (LST-02). */
export function parseList<L extends List>(list: L, search: SearchParams): ListParams<L> {
  const problems: Problem[] = [];
  /** The single value of a parameter through `read`; undefined from `read` is a problem, absence is not. */
  const one = <T>(name: string, reason: Parameters<typeof problemKey>[0], read: (text: string) => T | undefined) => {
    const [text] = textsOf(search, name);
    if (text === undefined) return undefined;
    const value = read(text);
    if (value === undefined) problems.push({ name, key: problemKey(reason) });
    return value;
  };

  const q = list.search ? one("q", "too_long", (text) => (lengthOf(text) <= MAX_SEARCH ? text : undefined)) : undefined;
  const filters: Record<string, unknown> = {};
  for (const [name, filter] of Object.entries(list.filters)) {
    const { value, problem } = filter.read(name, search);
    if (value !== undefined) filters[name] = value;
    if (problem) problems.push(problem);
  }
  const sort = one("sort", "sort", (text) => readSort(list, text)) ?? list.defaultSort;
  const pageSize =
    one("size", "size", (text) => list.pageSizes.find((size) => String(size) === text)) ?? list.defaultPageSize;
  const kind = list.sort[sort.by] ?? "text";
  const cursor = (name: "after" | "before") => one(name, "cursor", (text) => decodeCursor(text, sort.by, kind));
  const after = cursor("after");
  const before = after ? undefined : cursor("before");
  const lastPage = after || before ? MAX_PAGE : Math.ceil(COUNTED_BOUND / pageSize);
  const page = one("page", "page", (text) => readPage(text, lastPage)) ?? 1;
  const columns = readColumns(list, search, problems);
  return {
    ...(q !== undefined && { q }),
    filters: filters as ListParams<L>["filters"],
    sort,
    pageSize,
    page,
    ...(after && { after }),
    ...(before && { before }),
    columns,
    problems,
  };
}

/** Whether the address narrows the list at all: decides between "nothing yet" and "nothing matches". */
export const isFiltered = ({ q, filters, problems }: Pick<ListParams<List>, "q" | "filters" | "problems">) =>
  q !== undefined || Object.keys(filters).length > 0 || problems.length > 0;

function readSort(list: List, text: string): { by: string; direction: Direction } | undefined {
  const by = text.replace(/^-/, "");
  return Object.hasOwn(list.sort, by) ? { by, direction: text.startsWith("-") ? "desc" : "asc" } : undefined;
}

function readPage(text: string, lastPage: number): number | undefined {
  const page = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  return page >= 1 && page <= lastPage ? page : undefined;
}

/** Chosen columns in their chosen order; a form sends `columns` repeatedly, a link joined by commas. */
function readColumns(list: List, search: SearchParams, problems: Problem[]): string[] {
  const asked = new Set(textsOf(search, "columns").flatMap((text) => text.split(",")));
  const known = [...asked].filter((name) => list.columns.includes(name));
  if (known.length < asked.size) problems.push({ name: "columns", key: problemKey("columns") });
  return known.length > 0 ? known : [...list.defaultColumns];
}
