/**
 * Calendar dates out of spreadsheets, by integer arithmetic alone: a JS `Date` in local time shifts days under some
 * time zones (IM-07). All functions give a PlainDate (`2026-01-31`).
 */
import type { CellNote } from "./define";

const DAYS_TO_1970_FROM_1900 = 25_569;
const DAYS_TO_1970_FROM_1904 = 24_107;
const DAYS_IN_400_YEARS = 146_097;
/** Earlier and later years are slips of the finger or placeholders, and no business of a company. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

type DateResult = { value: string } | { problem: CellNote };

const pad = (n: number, width: number) => String(n).padStart(width, "0");

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

const problem = (code: string, text: string): DateResult => ({ problem: { code, values: { text } } });

function calendarDate(year: number, month: number, day: number, text: string): DateResult {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return problem("date_unknown", text);
  if (year < FIRST_YEAR || year > LAST_YEAR) return problem("date_range", text);
  return { value: `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` };
}

/** Year, month and day of a day number counted from 1970-01-01 (Howard Hinnant's civil-from-days). */
function civil(days: number): [number, number, number] {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / DAYS_IN_400_YEARS);
  const dayOfEra = shifted - era * DAYS_IN_400_YEARS;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day];
}

/**
 * The date of a spreadsheet's day number. In the 1900 calendar day 60 is 29 February 1900, which never was, and the
 * days before it are counted one too low. A time of day is refused: nobody would see that it was dropped.
 */
export function dateFromSerial(serial: number, calendar: "1900" | "1904"): DateResult {
  const text = String(serial);
  if (!Number.isFinite(serial) || serial < 0 || serial > 3_000_000) return problem("date_unknown", text);
  if (!Number.isInteger(serial)) return problem("date_time", text);
  if (calendar === "1904") return calendarDate(...civil(serial - DAYS_TO_1970_FROM_1904), text);
  if (serial === 0 || serial === 60) return problem("date_unknown", text);
  return calendarDate(...civil(serial - DAYS_TO_1970_FROM_1900 + (serial < 60 ? 1 : 0)), text);
}

const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const CHINESE = /^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/;
const TIME_OF_DAY = /^(.*\d日?)[T\s]+(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(?:Z|\+00:00)?$/;

/** A date written as text, in one of the forms that the template names; day and month must be told apart. */
export function dateFromText(written: string): DateResult {
  const timed = TIME_OF_DAY.exec(written);
  if (timed && !/^[0:.]+$/.test(timed[2]!)) return problem("date_time", written);
  const text = timed ? timed[1]! : written;

  const forms = YEAR_FIRST.exec(text);
  if (forms) return calendarDate(Number(forms[1]), Number(forms[3]), Number(forms[4]), written);
  const plain = CHINESE.exec(text) ?? COMPACT.exec(text);
  if (plain) return calendarDate(Number(plain[1]), Number(plain[2]), Number(plain[3]), written);

  const last = YEAR_LAST.exec(text);
  if (!last) return problem("date_form", written);
  const [first, second, year] = [Number(last[1]), Number(last[3]), Number(last[4])];
  if (first > 12) return calendarDate(year, second, first, written);
  if (second > 12 || first === second) return calendarDate(year, first, second, written);
  return problem("date_ambiguous", written);
}

/** The day number of a PlainDate in the 1900 calendar, for writing; dates before March 1900 have none. */
export function serialFromDate(date: string): number | null {
  const [year, month, day] = date.split("-").map(Number) as [number, number, number];
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  const serial = era * DAYS_IN_400_YEARS + dayOfEra - 719_468 + DAYS_TO_1970_FROM_1900;
  return Number.isInteger(serial) && serial > 60 ? serial : null;
}
