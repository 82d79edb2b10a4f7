/** Names of the address parameters that belong to every list; filters may not use them. */
export const LIST_NAMES = ["q", "sort", "size", "page", "after", "before", "columns", "panel", "view"] as const;

/** The search parameters of a page as Next.js hands them over. */
export type SearchParams = Record<string, string | string[] | undefined>;

/** Something in the address that could not be read: the parameter and the message key that says why (LST-02). */
export type Problem = { name: string; key: string };

const PROBLEMS = "ui.filter.problem";
/** The message key of one reason why a parameter could not be read. */
export const problemKey = (
  reason:
    | "choice"
    | "columns"
    | "cursor"
    | "date"
    | "flag"
    | "number"
    | "order"
    | "page"
    | "reference"
    | "several"
    | "size"
    | "sort"
    | "too_long"
    | "too_many"
    | "view",
) => `${PROBLEMS}.${reason}`;

/** What PostgreSQL cannot store (NUL) or no encoding can carry (half a surrogate pair) is taken out; the rest is trimmed. */
export const cleanText = (text: string) => text.replaceAll("\0", "").replace(LONE_SURROGATE, "").trim();
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** All values of one parameter, cleaned; a form sends empty fields too, and empty means absent. */
export function textsOf(search: SearchParams, name: string): string[] {
  const value = Object.hasOwn(search, name) ? search[name] : undefined;
  const list = typeof value === "string" ? [value] : (value ?? []);
  return list.map(cleanText).filter((text) => text !== "");
}

/** How long a text is in characters as people count them: one beyond the first plane counts once. */
export const lengthOf = (text: string) => Array.from(text).length;

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
/** Whether a text is a day that exists: 2028-02-29 is one, 2026-02-29 and 2026-13-45 are not. */
export function isCalendarDate(text: string): boolean {
  const [, year, month, day] = DAY.exec(text) ?? [];
  if (!year || !month || !day || year === "0000") return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Whether a text is a UUID in lower case, as the database writes it. */
export const isUuid = (text: string) => UUID.test(text);
