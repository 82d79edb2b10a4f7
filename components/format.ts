/**
 * How values are written, the same on the server and in the browser: the time zone and the locale are always given, so
 * that what arrives as HTML does not change when the page comes alive.
 */
const zones = new Map<string, Intl.DateTimeFormat>();
const numbers = new Map<string, Intl.NumberFormat>();

/** An instant (milliseconds, or ISO text) as `2026-11-22 14:05` in a time zone. */
export function formatInstant(instant: number | string, timeZone: string): string {
  let format = zones.get(timeZone);
  if (!format) {
    // Swedish writes dates the ISO way; the words of no language are in it.
    const parts = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" } as const;
    format = new Intl.DateTimeFormat("sv-SE", { ...parts, hourCycle: "h23", timeZone });
    zones.set(timeZone, format);
  }
  return format.format(typeof instant === "number" ? instant : Date.parse(instant));
}

/** A count or a decimal with the separators of the locale. Decimal text keeps all its digits. */
export function formatNumber(value: number | string, locale: string): string {
  return numberFormat(locale, "", {}).format(value as Intl.StringNumericLiteral);
}

/** A size as people read it: `812 kB`, `1.4 MB`. A kilobyte has 1,024 bytes, as the limits in the settings do. */
export function formatBytes(bytes: number, locale: string): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
  const at = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const options = {
    style: "unit",
    unit: units[at],
    unitDisplay: "short",
    maximumFractionDigits: at < 2 ? 0 : 1,
  } as const;
  return numberFormat(locale, units[at]!, options).format(bytes / 1024 ** at);
}

/** Minor units (`1234500` fen) as `¥12,345.00`. Text keeps every digit of a sum of any size. */
export function formatMoney(minor: number | string | bigint, currency: string, locale: string): string {
  const format = numberFormat(locale, currency, { style: "currency", currency, currencyDisplay: "narrowSymbol" });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(`${minor}E-${digits}` as Intl.StringNumericLiteral);
}

function numberFormat(locale: string, key: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const name = `${locale}/${key}`;
  let format = numbers.get(name);
  if (!format) {
    format = new Intl.NumberFormat(locale, options);
    numbers.set(name, format);
  }
  return format;
}
