import { cleanText, type SearchParams } from "./list-text";

/** What to change in the parameters of a list; null and empty take the parameter out. */
export type SearchPatch = Record<string, string | readonly string[] | null | undefined>;

const PAGING = ["page", "after", "before"];
const KEEPS_ROWS = new Set(["panel", "columns"]);

/**
 * The address of the same list with something changed. Everything else is kept, but what a change makes meaningless is
 * dropped: the page when the rows change, and an open panel when anything but the panel changes.
 */
export function listHref(search: SearchParams | string, patch: SearchPatch): string {
  const changed = Object.keys(patch);
  const dropped = new Set(changed);
  if (changed.some((name) => !KEEPS_ROWS.has(name))) PAGING.forEach((name) => dropped.add(name));
  dropped.add("panel");
  const pairs = pairsOf(search).filter(([name]) => !dropped.has(name));
  const query = new URLSearchParams([...pairs, ...pairsOf(patch)]).toString();
  return query ? `?${query}` : "?";
}

/** The search parameters as the text of an address, without the question mark: compact to hand to the browser. */
export const searchText = (search: SearchParams) => new URLSearchParams(pairsOf(search)).toString();

function pairsOf(search: SearchPatch | string): [string, string][] {
  if (typeof search === "string") return [...new URLSearchParams(search)].filter(([, value]) => value !== "");
  return Object.entries(search).flatMap(([name, value]) =>
    (typeof value === "string" ? [value] : (value ?? []))
      .map((text): [string, string] => [name, cleanText(text)])
      .filter(([, text]) => text !== ""),
  );
}
