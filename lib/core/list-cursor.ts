import { cleanText, isCalendarDate, isUuid } from "./list-text";

/** How the values of a sort key look, so that a forged cursor never reaches the database as a type error. */
export type SortKind = "text" | "number" | "date" | "instant" | "uuid";

/** The place of one row in a sorted list: the sort key it was made for, that row's value, and its id. */
export type Cursor = { by: string; value: string | null; id: string };

const MAX_LENGTH = 2_000;

/** A cursor as opaque text for the address: base64url of the JSON of sort key, value and id. */
export function encodeCursor({ by, value, id }: Cursor): string {
  const bytes = new TextEncoder().encode(JSON.stringify([by, value, id]));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** The cursor in a text, or undefined when it is none, or one of another sort order than the given one. */
export function decodeCursor(text: string, by: string, kind: SortKind): Cursor | undefined {
  if (text.length > MAX_LENGTH || !/^[\w-]+$/.test(text)) return undefined;
  const parts = parseJson(text);
  if (!Array.isArray(parts) || parts.length !== 3) return undefined;
  const [forSort, value, id] = parts as unknown[];
  if (forSort !== by || typeof id !== "string" || !isUuid(id)) return undefined;
  if (value !== null && (typeof value !== "string" || !looksLike[kind](value))) return undefined;
  return { by, value, id };
}

function parseJson(text: string): unknown {
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    // Anybody may write anything into the address: a text that is no cursor is told to the user, not thrown.
    return undefined;
  }
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})[T ]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?(Z|[+-](0\d|1[0-4])(:?[0-5]\d)?)$/;
const looksLike: Record<SortKind, (text: string) => boolean> = {
  text: (text) => cleanText(text) === text.trim(),
  number: (text) => /^-?\d{1,18}(\.\d{1,6})?$/.test(text),
  date: isCalendarDate,
  instant: (text) => isCalendarDate(INSTANT.exec(text)?.[1] ?? ""),
  uuid: isUuid,
};
