/** Gives a raw cell the meaning of its column: a value to store, or a sentence to say. Pure, safe in the browser. */
import type { RawCell } from "./cell";
import { dateFromSerial, dateFromText } from "./dates";
import type { CellKind, CellNote } from "./define";
import { cleanKey, cleanText, normaliseLabel, unfitReason, unprotect } from "./text";

/** The outcome for one cell; null is an empty cell. */
export type CellResult = { value: string | number | null; warning?: CellNote } | { problem: CellNote };

/** Labels in any language, normalised by `normaliseLabel`, and the value that each stands for. */
export type Choices = Readonly<Record<string, string>>;

const SHOWN = 60;
const MAX_EMAIL = 254;
const MAX_ADDRESS = 200;
/** Day numbers of 1950 and 2100: a plain number in a date column is taken for a date between them only. */
const [FIRST_PLAIN_SERIAL, LAST_PLAIN_SERIAL] = [18_264, 73_051];

const shorten = (text: string) =>
  text.length > SHOWN ? `${Array.from(text.slice(0, SHOWN)).slice(0, -1).join("")}…` : text;
const problem = (code: string, values: CellNote["values"] = {}): CellResult => ({ problem: { code, values } });

/**
 * Reads one cell. Never throws and never guesses: what could mean two things is a problem.
 * `choices` are needed by columns of kind `choice`.
 */
export function parseCell(kind: CellKind, raw: RawCell, choices: Choices = {}): CellResult {
  if (raw.error) return problem("cell_error", { text: shorten(raw.text) });
  if (raw.formula === "empty") return problem("formula_empty");
  const strict = kind.type === "key" || kind.type === "date" || kind.type === "integer";
  if (raw.formula && strict) return problem("formula", { text: shorten(raw.text) });

  const unfit = unfitReason(raw.text);
  if (unfit) return problem(unfit, { text: shorten(raw.text.replace(/\p{Cc}|\p{Cs}/gu, "\uFFFD")) });
  const source = raw.number === undefined ? unprotect(raw.text) : raw.text;
  const text = kind.type === "text" ? cleanText(source, kind.multiline) : cleanText(source);
  if (text === "") return { value: null };

  switch (kind.type) {
    case "text":
      return bounded(text, kind.max);
    case "lookup":
      return lostDigits(text) ? problem("key_precision", { text: shorten(text) }) : bounded(text, kind.max);
    case "phone":
      return phone(text, kind.max);
    case "key":
      return key(cleanKey(source), kind, raw);
    case "email":
      return email(cleanKey(source));
    case "website":
      return website(cleanKey(source));
    case "domain":
      return domain(cleanKey(source).toLowerCase());
    case "choice":
      return choice(text, kind.values, choices);
    case "date":
      return date(cleanKey(source), raw);
    case "integer":
      return integer(cleanKey(source), kind, raw);
  }
}

function bounded(text: string, max: number): CellResult {
  // Counted in characters as PostgreSQL counts them, not in UTF-16 units.
  const found = text.length > max ? Array.from(text).length : text.length;
  return found > max ? problem("too_long", { max, found }) : { value: text };
}

function phone(text: string, max: number): CellResult {
  const result = bounded(text, max);
  if ("problem" in result || /^[\d\s+().\-/x]{5,30}$/i.test(text.normalize("NFKC"))) return result;
  return { ...result, warning: { code: "phone", values: { text: shorten(text) } } };
}

/**
 * A spreadsheet program keeps 15 digits of a number and shows longer ones as 8.98E+19; the others are already lost.
 * Numbers of a workbook arrive in that form too; a text like 1E5 may be somebody's product code.
 */
const lostDigits = (text: string) => /^[+-]?\d(?:[.,]\d+)?E\+\d+$/i.test(text);

function key(text: string, kind: CellKind & { type: "key" }, raw: RawCell): CellResult {
  if (lostDigits(text)) return problem("key_precision", { text: shorten(text) });
  if (kind.pattern !== undefined && !new RegExp(`^(?:${kind.pattern})$`, "u").test(text))
    return problem("key_form", { text: shorten(text) });
  const result = bounded(text, kind.max);
  const decimal = raw.number === undefined && /^\d+\.0+$/.test(text);
  return "value" in result && decimal ? { ...result, warning: { code: "key_decimal", values: { text } } } : result;
}

function email(text: string): CellResult {
  const address = text.replace(/^mailto:/i, "");
  const valid =
    address.length <= MAX_EMAIL && /^[^\s@<>(),;:"[\]\\]+@[^\s@<>(),;:"[\]\\]+\.[^\s@.]{2,}$/u.test(address);
  return valid && !address.includes("..") ? { value: address } : problem("email", { text: shorten(text) });
}

const HOST = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u;

function website(text: string): CellResult {
  const parts = /^(?:https?:\/\/)?([^/?#\s:]+)(?::\d{1,5})?(?:[/?#]\S*)?$/iu.exec(text);
  const valid = parts && text.length <= MAX_ADDRESS && HOST.test(parts[1]!);
  return valid ? { value: text } : problem("website", { text: shorten(text) });
}

const domain = (text: string): CellResult =>
  text.length <= 253 && HOST.test(text) ? { value: text } : problem("domain", { text: shorten(text) });

function choice(text: string, values: readonly string[], choices: Choices): CellResult {
  const label = normaliseLabel(text);
  const value = Object.hasOwn(choices, label) ? choices[label] : values.find((one) => normaliseLabel(one) === label);
  return value !== undefined && values.includes(value) ? { value } : problem("choice", { text: shorten(text) });
}

function date(text: string, raw: RawCell): CellResult {
  if (raw.number === undefined) return dateFromText(text);
  const serial = Number(raw.number);
  if (raw.date) {
    const result = dateFromSerial(serial, raw.date);
    return "problem" in result ? problem(result.problem.code, { text: shorten(raw.text) }) : result;
  }
  if (/^\d{8}$/.test(text)) return dateFromText(text);
  if (serial < FIRST_PLAIN_SERIAL || serial > LAST_PLAIN_SERIAL) return problem("date_form", { text: shorten(text) });
  const result = dateFromSerial(serial, "1900");
  return "problem" in result
    ? result
    : { ...result, warning: { code: "date_from_number", values: { text, date: result.value } } };
}

function integer(text: string, kind: CellKind & { type: "integer" }, raw: RawCell): CellResult {
  const written = raw.number === undefined ? text : String(Number(raw.number));
  if (!/^[+-]?\d{1,15}$/.test(written)) return problem("integer", { text: shorten(text) });
  const value = Number(written) + 0;
  if (value < kind.min || value > kind.max) return problem("integer_range", { min: kind.min, max: kind.max });
  return { value };
}
