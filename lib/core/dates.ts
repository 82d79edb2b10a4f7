import type { PlainDate } from "@/db/scalars";

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** The number of days of a month (1–12). */
export const daysInMonth = (year: number, month: number) => (month === 2 && isLeap(year) ? 29 : lengths[month - 1]!);

/** The text as a calendar date, or nothing: "2026-02-30" names no day. */
export function plainDate(text: string): PlainDate | undefined {
  const match = DAY.exec(text);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  return text as PlainDate;
}

const calendars = new Map<string, Intl.DateTimeFormat>();

/** The calendar date of a moment in a zone (D-20): 00:30 in Shanghai is still yesterday in Los Angeles. */
export function dateIn(zone: string, moment: Date): PlainDate {
  let calendar = calendars.get(zone);
  if (!calendar) {
    const parts = { year: "numeric", month: "2-digit", day: "2-digit" } as const;
    calendar = new Intl.DateTimeFormat("en-CA", { timeZone: zone, ...parts });
    calendars.set(zone, calendar);
  }
  return calendar.format(moment) as PlainDate;
}

/** A date some days later or earlier, by the calendar alone. */
export function addDays(date: PlainDate, days: number): PlainDate {
  const moment = new Date(`${date}T00:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() + days);
  return moment.toISOString().slice(0, 10) as PlainDate;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What calendar and clock of a zone show at a moment, as "2026-01-31 12:30": for files, where no reader's zone is known. */
export function wallTime(zone: string, moment: Date): string {
  let clock = clocks.get(zone);
  if (!clock) clocks.set(zone, (clock = new Intl.DateTimeFormat("en-GB", { timeZone: zone, timeStyle: "short" })));
  return `${dateIn(zone, moment)} ${clock.format(moment)}`;
}
