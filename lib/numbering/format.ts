import type { NumberDatePart } from "@/db/enums";
import type { PlainDate } from "@/db/scalars";

/** How the numbers of a kind are made (NUM-01): prefix, date part, a sequence of at least so many digits. */
export type NumberRule = { prefix: string; datePart: NumberDatePart; digits: number };

/** The date part of a number on a day of the operator's calendar; its sequence restarts whenever this text changes. */
export function periodOf(datePart: NumberDatePart, today: PlainDate): string {
  const [year, month, day] = today.split("-") as [string, string, string];
  switch (datePart) {
    case "none":
      return "";
    case "year":
      return year;
    case "month":
      return year + month;
    case "day":
      return year + month + day;
  }
}

/** A number by its rule. A sequence that outgrows its digits becomes longer: nothing stops on the day it is full. */
export const formatNumber = (rule: NumberRule, today: PlainDate, sequence: number) =>
  rule.prefix + periodOf(rule.datePart, today) + String(sequence).padStart(rule.digits, "0");
