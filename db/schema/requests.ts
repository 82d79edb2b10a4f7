import { bigint, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** Answers of doors marked `once` (D-56), kept with their effect: the same key gets the same answer. */
export const answeredRequests = pgTable(
  "answered_requests",
  {
    scope: text().notNull(),
    key: text().notNull(),
    requestHash: text().notNull(),
    answer: jsonb().notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.scope, t.key] })],
);

/** Counters of the sign-in throttle; the limiter's library owns the meaning of the columns. */
export const rateLimits = pgTable("rate_limits", {
  key: text().primaryKey(),
  points: integer().notNull().default(0),
  expire: bigint({ mode: "number" }),
});
