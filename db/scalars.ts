/** The scalar types that the database stores. Pure types: importable from anywhere. */

/** An amount in the currency's minor unit (CNY fen, USD cents). Never a float. */
export type Minor = bigint & { readonly __unit: "minor" };

/** A calendar date without a time, as "2026-11-22", in the operator's time zone (D-20). */
export type PlainDate = string & { readonly __unit: "date" };
