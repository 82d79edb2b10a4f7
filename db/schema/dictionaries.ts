import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
  index,
  integer,
  pgEnum,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { dictionaryKinds } from "../enums";
import { id, timestamps, version } from "./columns";

export const dictionaryKind = pgEnum("dictionary_kind", dictionaryKinds);

/** 基础数据 (CUS-02): lists without behaviour. A value in use is switched off, not deleted: foreign keys refuse it. */
export const dictionaryEntries = pgTable(
  "dictionary_entries",
  {
    id: id(),
    kind: dictionaryKind().notNull(),
    parentId: uuid(),
    name: text().notNull(),
    sort: integer().notNull().default(0),
    isDefault: boolean().notNull().default(false),
    active: boolean().notNull().default(true),
    version: version(),
    ...timestamps,
  },
  (t) => [
    unique("dictionary_entries_id_kind_key").on(t.id, t.kind),
    foreignKey({
      name: "dictionary_entries_parent_fkey",
      columns: [t.parentId, t.kind],
      foreignColumns: [t.id, t.kind],
    }),
    uniqueIndex("dictionary_entries_name_key").on(
      t.kind,
      sql`coalesce(${t.parentId}, '00000000-0000-0000-0000-000000000000')`,
      sql`text_key(${t.name})`,
    ),
    uniqueIndex("dictionary_entries_default_key")
      .on(t.kind)
      .where(sql`${t.isDefault}`),
    index().on(t.parentId),
  ],
);
export type DictionaryEntry = typeof dictionaryEntries.$inferSelect;
