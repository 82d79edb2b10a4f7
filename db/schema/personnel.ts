import { sql } from "drizzle-orm";
import { boolean, check, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, instant, plainDate } from "./columns";
import { positions } from "./organisation";
import { userState, users } from "./users";

/*
 * 人员档案 (ORG-08): how somebody's state and posts went, made with the account and kept by triggers (…_organisation_rules.sql):
 * no screen writes here, and the application's role cannot. A period holds from `since` until the day before `until`; the
 * present one has no end. `madeBy` and `endedBy` are whom the log names for that change; empty for a program.
 */
const person = () =>
  uuid()
    .notNull()
    .references(() => users.id);
const author = () => uuid().references(() => users.id);
const period = {
  since: plainDate().notNull(),
  until: plainDate(),
  madeAt: instant().notNull(),
  endedAt: instant(),
};

/** 在职 / 离职 / 退休, one after the other. */
export const personnelStates = pgTable(
  "personnel_states",
  { id: id(), userId: person(), state: userState().notNull(), ...period, madeBy: author(), endedBy: author() },
  (t) => [
    uniqueIndex("personnel_states_one_open_key")
      .on(t.userId)
      .where(sql`${t.until} is null`),
    index("personnel_states_user_idx").on(t.userId, t.since),
    check("personnel_states_period", sql`${t.until} >= ${t.since} and num_nulls(${t.until}, ${t.endedAt}) in (0, 2)`),
  ],
);

/** The posts that were held. `place` keeps the names of that time: departments are renamed, positions removed. */
export const personnelPosts = pgTable(
  "personnel_posts",
  {
    id: id(),
    userId: person(),
    positionId: uuid().references(() => positions.id, { onDelete: "set null" }),
    place: text().notNull(),
    isMain: boolean().notNull(),
    ...period,
    madeBy: author(),
    endedBy: author(),
  },
  (t) => [
    uniqueIndex("personnel_posts_open_key")
      .on(t.userId, t.positionId)
      .where(sql`${t.until} is null`),
    uniqueIndex("personnel_posts_one_open_main_key")
      .on(t.userId)
      .where(sql`${t.until} is null and ${t.isMain}`),
    index("personnel_posts_user_idx").on(t.userId, t.since),
    index("personnel_posts_position_idx").on(t.positionId),
    check("personnel_posts_period", sql`${t.until} >= ${t.since} and num_nulls(${t.until}, ${t.endedAt}) in (0, 2)`),
  ],
);
