/**
 * Text as people's spreadsheets contain it: what is invisible in it, what cannot be stored, what a spreadsheet
 * program would run as a formula. Pure, safe in the browser.
 */

/** Zero-width marks and directional overrides: invisible, pasted along by accident, never part of an identifier. */
const INVISIBLE = /[\u00AD\u180E\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g;
/** The same without the two joiners, which belong to words of some scripts and to emoji. */
const INVISIBLE_IN_PROSE = /[\u00AD\u180E\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g;
/** Control characters other than tab and line break. */
// oxlint-disable-next-line no-control-regex -- finding control characters is the purpose
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/;
/** Half of a surrogate pair: PostgreSQL refuses it in jsonb. */
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
// oxlint-disable-next-line no-control-regex -- NUL is what PostgreSQL cannot keep
const NOT_STORABLE = new RegExp(`\\u0000|${LONE_SURROGATE.source}`, "g");

/** What makes a text unfit to be stored, as a code of `sheet.problem.*`, or null (IM-06, IM-17). */
export function unfitReason(text: string): "control_character" | "broken_character" | null {
  if (CONTROL.test(text)) return "control_character";
  // U+FFFD is what a wrong encoding leaves behind: the original letter is lost.
  return text.includes("\uFFFD") || LONE_SURROGATE.test(text) ? "broken_character" : null;
}

/** The text with everything replaced that jsonb cannot hold, for showing a faulty cell again. */
export const storable = (text: string) => text.replace(NOT_STORABLE, "\uFFFD");

/** Prose: composed letters, no invisible marks, no blanks at the ends; one line unless `multiline`. */
export function cleanText(text: string, multiline = false): string {
  const clean = text.normalize("NFC").replace(INVISIBLE_IN_PROSE, "");
  const lines = clean.replace(/\r\n?/g, "\n");
  return (multiline ? lines : lines.replace(/\s*[\n\t]\s*/g, " ")).trim();
}

/** An identifier: compatibility forms folded (full-width digits), nothing invisible, no NBSP (IM-08). */
export const cleanKey = (text: string) =>
  text
    .replace(INVISIBLE, "")
    .replace(/\u00A0/g, "")
    .normalize("NFKC")
    .trim();

/** Labels are compared without case, width, blanks and punctuation: `companyName` = `Company Name`. */
export const normaliseLabel = (label: string) =>
  cleanKey(label)
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "");

/** Characters with which a spreadsheet program starts a formula; full-width ones count in Chinese and Japanese ones. */
// oxlint-disable-next-line no-control-regex -- NUL and control characters are among them
const STARTS_FORMULA = /^'*[\s\u0000]*[=+\-@\t\r\u0000＝＋－＠]/;

/**
 * Makes a text harmless in a CSV file by a leading `'` (IM-16). A text that already looks protected gets another
 * one, so that `unprotect` always gives the original back.
 */
export const protect = (text: string) => (STARTS_FORMULA.test(text) ? `'${text}` : text);

/** Takes away exactly the mark that `protect` has put there. */
export const unprotect = (text: string) => (text.startsWith("'") && STARTS_FORMULA.test(text) ? text.slice(1) : text);
