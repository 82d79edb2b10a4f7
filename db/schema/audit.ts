import { index, jsonb, pgEnum, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { changeKinds } from "../enums";
import { id, instant } from "./columns";

export const changeKind = pgEnum("change_kind", changeKinds);

/** One act: who, when, from where, through which door (D-12). Written in the transaction of the act; never changed. */
export const auditEvents = pgTable(
  "audit_events",
  {
    id: id(),
    at: instant().notNull(),
    event: text().notNull(),
    /** Empty for a system job. */
    userId: uuid(),
    /** The name at the time: people leave, the log stays readable. */
    actor: text().notNull(),
    door: text().notNull(),
    address: text(),
    requestId: text(),
    details: jsonb().$type<Record<string, unknown>>(),
  },
  (t) => [index().on(t.at), index().on(t.userId, t.at)],
);

/** One record of an act: before and after of its declared columns, masked where the declaration says so. */
export const auditChanges = pgTable(
  "audit_changes",
  {
    id: id(),
    eventId: uuid()
      .notNull()
      .references(() => auditEvents.id),
    entity: text().notNull(),
    recordId: uuid().notNull(),
    /** The customer whose history shows it; empty for records that belong to none. */
    customerId: uuid(),
    kind: changeKind().notNull(),
    changes: jsonb().$type<Record<string, [before: unknown, after: unknown]>>().notNull(),
  },
  (t) => [index().on(t.entity, t.recordId, t.id), index().on(t.customerId, t.id), index().on(t.eventId)],
);
