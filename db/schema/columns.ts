import { sql } from "drizzle-orm";
import { date, integer, timestamp, uuid } from "drizzle-orm/pg-core";
import type { PlainDate } from "../scalars";

/** UUID v7 by our own function: the oldest supported PostgreSQL has none. Ids sort by the time they were made. */
export const id = () =>
  uuid()
    .primaryKey()
    .default(sql`uuid_v7()`);
/** A moment, stored with its zone. */
export const instant = () => timestamp({ withTimezone: true, precision: 3 });
/** A calendar date without a time. */
export const plainDate = () => date({ mode: "string" }).$type<PlainDate>();
/** Raised by every save; a save that names an older version is refused (FRM-01). */
export const version = () => integer().notNull().default(1);
/** Filled from ctx.now by core/records, never by the database's clock. */
export const timestamps = { createdAt: instant().notNull(), updatedAt: instant().notNull() };
