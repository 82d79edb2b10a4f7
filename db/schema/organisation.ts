import { sql } from "drizzle-orm";
import { boolean, foreignKey, index, integer, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, timestamps, version } from "./columns";

export const institutions = pgTable(
  "institutions",
  {
    id: id(),
    name: text().notNull(),
    shortName: text(),
    code: text(),
    phone: text(),
    address: text(),
    version: version(),
    ...timestamps,
  },
  (t) => [
    uniqueIndex("institutions_name_key").on(sql`text_key(${t.name})`),
    uniqueIndex("institutions_code_key").on(sql`lower(${t.code})`),
  ],
);
export type Institution = typeof institutions.$inferSelect;

/** A tree for each institution. The composite foreign key keeps a parent inside the institution; a trigger refuses cycles and depth > 20. */
export const departments = pgTable(
  "departments",
  {
    id: id(),
    institutionId: uuid()
      .notNull()
      .references(() => institutions.id),
    parentId: uuid(),
    name: text().notNull(),
    code: text(),
    sort: integer().notNull().default(0),
    version: version(),
    ...timestamps,
  },
  (t) => [
    unique("departments_id_institution_key").on(t.id, t.institutionId),
    foreignKey({
      name: "departments_parent_fkey",
      columns: [t.parentId, t.institutionId],
      foreignColumns: [t.id, t.institutionId],
    }),
    uniqueIndex("departments_one_top_key")
      .on(t.institutionId)
      .where(sql`${t.parentId} is null`),
    uniqueIndex("departments_sibling_name_key").on(t.parentId, sql`text_key(${t.name})`),
    index().on(t.institutionId),
  ],
);
export type Department = typeof departments.$inferSelect;

/** A position belongs to one department; its superior lies in the same institution and forms no cycle (trigger). */
export const positions = pgTable(
  "positions",
  {
    id: id(),
    departmentId: uuid()
      .notNull()
      .references(() => departments.id),
    superiorId: uuid(),
    name: text().notNull(),
    isManagement: boolean().notNull().default(false),
    version: version(),
    ...timestamps,
  },
  (t) => [
    foreignKey({ name: "positions_superior_fkey", columns: [t.superiorId], foreignColumns: [t.id] }),
    uniqueIndex("positions_department_name_key").on(t.departmentId, sql`text_key(${t.name})`),
    index().on(t.superiorId),
  ],
);
export type Position = typeof positions.$inferSelect;
