import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
  index,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { viewedLists } from "../enums";
import { id, timestamps, version } from "./columns";
import { users } from "./users";

export const viewedList = pgEnum("viewed_list", viewedLists);

/** A list as somebody likes to see it (LST-01): the text of its address. It only narrows what its reader may see anyway. */
export const savedViews = pgTable(
  "saved_views",
  {
    id: id(),
    list: viewedList().notNull(),
    ownerId: uuid()
      .notNull()
      .references(() => users.id),
    name: text().notNull(),
    /** Search, filters, sort, page size and columns, as the list's own parser wrote them. */
    query: text().notNull(),
    shared: boolean().notNull().default(false),
    version: version(),
    ...timestamps,
  },
  (t) => [
    unique("saved_views_id_list_key").on(t.id, t.list),
    uniqueIndex("saved_views_name_key").on(t.ownerId, t.list, sql`text_key(${t.name})`),
    index("saved_views_shared_idx")
      .on(t.list)
      .where(sql`${t.shared}`),
  ],
);
export type SavedView = typeof savedViews.$inferSelect;

/** The view with which a list opens for somebody: at most one for each list, and one of that list. */
export const defaultViews = pgTable(
  "default_views",
  {
    userId: uuid()
      .notNull()
      .references(() => users.id),
    list: viewedList().notNull(),
    viewId: uuid().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.list] }),
    foreignKey({
      name: "default_views_view_fkey",
      columns: [t.viewId, t.list],
      foreignColumns: [savedViews.id, savedViews.list],
    }).onDelete("cascade"),
  ],
);
