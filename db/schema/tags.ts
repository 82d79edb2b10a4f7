import { sql } from "drizzle-orm";
import { check, index, pgEnum, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { tagColours } from "../enums";
import { id, timestamps, version } from "./columns";
import { customers } from "./customers";

export const tagColour = pgEnum("tag_colour", tagColours);

/** 标签 (TAG-01). One name once, whatever its case and width. */
export const tags = pgTable(
  "tags",
  {
    id: id(),
    name: text().notNull(),
    colour: tagColour().notNull().default("neutral"),
    version: version(),
    ...timestamps,
  },
  (t) => [
    uniqueIndex("tags_name_key").on(sql`text_key(${t.name})`),
    // A separator inside a name would tear it into two where tags stand in one cell.
    check("tags_name_shape", sql`${t.name} <> '' and ${t.name} !~ '[、；,，\\x3b]'`),
  ],
);
export type Tag = typeof tags.$inferSelect;

/** Which customer has which tag. */
export const customerTags = pgTable(
  "customer_tags",
  {
    customerId: uuid()
      .notNull()
      .references(() => customers.id),
    tagId: uuid()
      .notNull()
      .references(() => tags.id),
  },
  (t) => [primaryKey({ columns: [t.customerId, t.tagId] }), index("customer_tags_tag_idx").on(t.tagId, t.customerId)],
);
