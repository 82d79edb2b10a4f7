import { cleanText, isCalendarDate, isUuid, lengthOf, problemKey, type SearchParams, textsOf } from "./list-text";

/** What reading a filter gave: nothing, a value, or the message key of the reason why it could not be read. */
export type FilterReading<T> = { value?: T; problem?: { name: string; key: string } };

/**
 * One kind of filter: it owns the names of its form fields, reads what a plain GET form sends, and writes its value back
 * in the one form in which it stands in a link. The SQL condition of each kind is made by the list query.
 */
export type Filter<T, Kind extends string = string> = {
  kind: Kind;
  names(name: string): string[];
  read(name: string, search: SearchParams): FilterReading<T>;
  write(name: string, value: T): [name: string, text: string][];
};

const MAX_TEXT = 200;
const MAX_VALUES = 50;

/** Several values of a closed list, joined by OR: `type=a&type=b`. */
export const choice = <const V extends string>(values: readonly V[]) => ({
  ...many<V, "choice">("choice", problemKey("choice"), (text): text is V =>
    (values as readonly string[]).includes(text),
  ),
  values,
});
/** The id of one record: an owner, a customer. */
export const reference = () =>
  single("reference", (text) => either(isUuid(text.toLowerCase()), text.toLowerCase(), "reference"));
/** The ids of several records, joined by OR: tags. */
export const references = () => many("references", problemKey("reference"), (text): text is string => isUuid(text));
/** The id of a node; records of everything below it count too: department, customer tree. */
export const tree = () => single("tree", (text) => either(isUuid(text.toLowerCase()), text.toLowerCase(), "reference"));
/** A part of a text. */
export const text = (max = MAX_TEXT) => single("text", (text) => either(lengthOf(text) <= max, text, "too_long"));
/** Yes or no: `flag=1`, `flag=0`. */
export const flag = () => ({
  ...single<boolean, "flag">("flag", (text) => either(text === "1" || text === "0", text === "1", "flag")),
  write: (name: string, value: boolean): [string, string][] => [[name, value ? "1" : "0"]],
});
/** Calendar days from … to, both included: `created_from=2026-01-01&created_to=2026-01-31`. */
export const dateRange = () =>
  range(
    "dateRange",
    (text) => either(isCalendarDate(text), text, "date"),
    (from, to) => from <= to,
  );
/** Numbers from … to, both included, as decimal text so that money of any size keeps every digit: `amount_from=100.50`. */
export const numberRange = (decimals = 2) => {
  const form = decimals > 0 ? new RegExp(String.raw`^-?\d{1,15}(\.\d{1,${decimals}})?$`) : /^-?\d{1,15}$/;
  return range(
    "numberRange",
    (text) => either(form.test(text.replaceAll(",", "")), text.replaceAll(",", ""), "number"),
    (from, to) => Number(from) <= Number(to),
  );
};

type Read<T> = { value: T } | { reason: Parameters<typeof problemKey>[0] };
const either = <T>(good: boolean, value: T, reason: Parameters<typeof problemKey>[0]): Read<T> =>
  good ? { value } : { reason };

function single<T = string, Kind extends string = string>(
  kind: Kind,
  parse: (text: string) => Read<T>,
): Filter<T, Kind> {
  return {
    kind,
    names: (name) => [name],
    read: (name, search) => readOne(name, search, parse),
    write: (name, value) => [[name, String(value)]],
  };
}

function readOne<T>(name: string, search: SearchParams, parse: (text: string) => Read<T>): FilterReading<T> {
  const [text, ...others] = new Set(textsOf(search, name));
  if (text === undefined) return {};
  if (others.length > 0) return { problem: { name, key: problemKey("several") } };
  const read = text.length > 4 * MAX_TEXT ? { reason: "too_long" as const } : parse(text);
  return "value" in read ? read : { problem: { name, key: problemKey(read.reason) } };
}

function many<V extends string, Kind extends string>(
  kind: Kind,
  problem: string,
  is: (text: string) => text is V,
): Filter<V[], Kind> {
  return {
    kind,
    names: (name) => [name],
    read(name, search) {
      const texts = [...new Set(textsOf(search, name))];
      if (texts.length === 0) return {};
      if (texts.length > MAX_VALUES) return { problem: { name, key: problemKey("too_many") } };
      const value = texts.filter(is);
      return value.length === texts.length ? { value } : { problem: { name, key: problem } };
    },
    write: (name, value) => value.map((text) => [name, cleanText(text)]),
  };
}

export type Range = { from?: string; to?: string };
function range<Kind extends string>(
  kind: Kind,
  parse: (text: string) => Read<string>,
  ordered: (from: string, to: string) => boolean,
): Filter<Range, Kind> {
  return {
    kind,
    names: (name) => [`${name}_from`, `${name}_to`],
    read(name, search) {
      const from = readOne(`${name}_from`, search, parse);
      const to = readOne(`${name}_to`, search, parse);
      const problem = from.problem ?? to.problem;
      if (problem) return { problem };
      if (from.value === undefined && to.value === undefined) return {};
      if (from.value !== undefined && to.value !== undefined && !ordered(from.value, to.value))
        return { problem: { name: `${name}_to`, key: problemKey("order") } };
      return { value: { ...(from.value && { from: from.value }), ...(to.value && { to: to.value }) } };
    },
    write: (name, { from, to }) => [
      ...(from ? [[`${name}_from`, from] as [string, string]] : []),
      ...(to ? [[`${name}_to`, to] as [string, string]] : []),
    ],
  };
}
