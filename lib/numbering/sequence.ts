import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { NumberedKind } from "@/db/enums";
import type { PlainDate } from "@/db/scalars";
import { type NumberRule, periodOf } from "./format";

/** Whether a record of the kind has a number already: somebody typed it, or an import brought it. Read through its unique index. */
const exists: Record<NumberedKind, (number: SQL) => SQL> = {
  customer: (number) => sql`exists (select from customers where lower(customers.number) = lower(${number}))`,
};

type Wanted = { kind: NumberedKind; rule: NumberRule; today: PlainDate; after: number; count: number };

/**
 * A recursive query `candidate (sequence, number, free, found)` that walks up from a sequence and ends with the `count`-th
 * number that nobody has. It ends surely: each step is either a number to give or one of the finitely many that exist.
 */
export function freeNumbers({ kind, rule, today, after, count }: Wanted): SQL {
  const stem = rule.prefix + periodOf(rule.datePart, today);
  const numberAt = (sequence: SQL) =>
    sql`(${stem}::text || lpad(${sequence}::text, greatest(${rule.digits}::int, length(${sequence}::text)), '0'))`;
  const step = (sequence: SQL, foundBefore: SQL) =>
    sql`select ${sequence} as sequence, n.number, n.free, ${foundBefore} + n.free::int as found`;
  const judged = (sequence: SQL) =>
    sql`lateral (select ${numberAt(sequence)} as number, not ${exists[kind](numberAt(sequence))} as free) n`;
  return sql`candidate (sequence, number, free, found) as (
    ${step(sql`${after}::bigint + 1`, sql`0`)} from ${judged(sql`(${after}::bigint + 1)`)}
    union all
    ${step(sql`c.sequence + 1`, sql`c.found`)} from candidate c, ${judged(sql`(c.sequence + 1)`)} where c.found < ${count}
  )`;
}
