import { useLocale, useNow, useTimeZone } from "next-intl";
import { formatInstant } from "@/components/format";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** When something happened: relative within a day, absolute before that; the exact time is the tooltip. */
export function RelativeTime({ instant }: { instant: number | string }) {
  const locale = useLocale();
  const now = useNow().getTime();
  const timeZone = useTimeZone() ?? "UTC";
  const time = new Date(instant);
  const exact = formatInstant(instant, timeZone);
  return (
    <time dateTime={time.toISOString()} title={exact} className="numbers">
      {relative(time.getTime() - now, locale) ?? exact}
    </time>
  );
}

function relative(distance: number, locale: string): string | undefined {
  const size = Math.abs(distance);
  if (size >= DAY) return undefined;
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  if (size < MINUTE) return format.format(0, "second");
  if (size < HOUR) return format.format(Math.trunc(distance / MINUTE), "minute");
  return format.format(Math.trunc(distance / HOUR), "hour");
}
