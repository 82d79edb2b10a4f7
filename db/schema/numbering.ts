import { sql } from "drizzle-orm";
import { bigint, check, integer, pgEnum, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { numberDateParts, numberedKinds } from "../enums";
import { timestamps, version } from "./columns";

export const numberedKind = pgEnum("numbered_kind", numberedKinds);
export const numberDatePart = pgEnum("number_date_part", numberDateParts);

/** How the numbers of a kind are made: prefix + date part + a sequence that restarts with the date part, or never (CUS-02). */
export const numberRules = pgTable(
  "number_rules",
  {
    kind: numberedKind().primaryKey(),
    prefix: text().notNull(),
    datePart: numberDatePart().notNull(),
    digits: integer().notNull(),
    version: version(),
    ...timestamps,
  },
  (t) => [
    check("number_rules_prefix_shape", sql`${t.prefix} ~ '^[A-Za-z0-9-]{0,10}$'`),
    check("number_rules_digits_range", sql`${t.digits} between 3 and 8`),
  ],
);

/** The last number given, a row for each kind, period and prefix (D-34). Taken late in the transaction; an import takes a block. */
export const numberCounters = pgTable(
  "number_counters",
  {
    kind: numberedKind().notNull(),
    period: text().notNull(),
    prefix: text().notNull(),
    last: bigint({ mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.period, t.prefix] })],
);
