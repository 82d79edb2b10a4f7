/** The scalar types that the database stores. Pure types: importable from anywhere. */

/** A calendar date without a time, as "2026-11-22", in the operator's time zone (D-20). */
export type PlainDate = string & { readonly __unit: "date" };
