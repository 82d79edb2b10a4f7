import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { audiences, genders, locales, securityEventKinds, userStates } from "../enums";
import { id, instant, plainDate, timestamps, version } from "./columns";
import { departments, institutions, positions } from "./organisation";

export const gender = pgEnum("gender", genders);
export const userState = pgEnum("user_state", userStates);
export const audience = pgEnum("audience", audiences);
export const locale = pgEnum("locale", locales);
export const securityEventKind = pgEnum("security_event_kind", securityEventKinds);

export const users = pgTable(
  "users",
  {
    id: id(),
    /** Staff, or somebody of a customer (SCP-07). Never changes: a portal user holds no post, no role, no customer. */
    audience: audience().notNull().default("staff"),
    login: text().notNull(),
    name: text().notNull(),
    gender: gender(),
    staffNumber: text(),
    mobile: text(),
    email: text(),
    officePhone: text(),
    homePhone: text(),
    /** The last day on which the user can sign in; empty: no limit. */
    validUntil: plainDate(),
    state: userState().notNull().default("employed"),
    /** The day since which the state holds; empty: since the account was made. The personnel record follows it (ORG-08). */
    stateSince: plainDate(),
    locked: boolean().notNull().default(false),
    deletedAt: instant(),
    locale: locale().notNull().default("zh-CN"),
    /** 私有客户上限 (SCP-04): instead of what their roles say; empty: what their roles say. */
    privateQuota: integer(),
    version: version(),
    ...timestamps,
  },
  (t) => [
    uniqueIndex("users_login_key").on(sql`text_key(${t.login})`),
    uniqueIndex("users_staff_number_key").on(sql`lower(${t.staffNumber})`),
    check("users_private_quota_range", sql`${t.privateQuota} between 0 and 100000`),
    // What sessions and portal users refer to, so that neither can be of another audience than the account.
    unique("users_audience_key").on(t.id, t.audience),
    // A portal user signs in with an e-mail address.
    check(
      "users_login_shape",
      sql`${t.login} ~ '^[A-Za-z0-9._@-]{3,40}$' or (${t.login} ~ '^[^[:space:]@]{1,64}@[^[:space:]@]+$' and length(${t.login}) <= 100)`,
    ),
  ],
);
export type UserRecord = typeof users.$inferSelect;

/** Read only by the database role of the sign-in (db/roles.ts): staff screens can set a password, never see its hash. */
export const userCredentials = pgTable("user_credentials", {
  userId: uuid()
    .primaryKey()
    .references(() => users.id),
  passwordHash: text().notNull(),
  changedAt: instant().notNull(),
  /** A one-time password (ACC-05): it opens nothing but the form of a new one. */
  mustChange: boolean().notNull().default(false),
});

/** Main and part-time posts (ORG-06, D-04). */
export const userPosts = pgTable(
  "user_posts",
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    positionId: uuid()
      .notNull()
      .references(() => positions.id),
    isMain: boolean().notNull(),
    since: plainDate(),
  },
  (t) => [
    uniqueIndex("user_posts_user_position_key").on(t.userId, t.positionId),
    uniqueIndex("user_posts_one_main_key")
      .on(t.userId)
      .where(sql`${t.isMain}`),
    index().on(t.positionId),
  ],
);

/** 人员管理层次权限 (SCP-03): a named leader sees an institution or a department besides their own. */
export const levelGrants = pgTable(
  "level_grants",
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    institutionId: uuid().references(() => institutions.id),
    departmentId: uuid().references(() => departments.id),
    includesBelow: boolean().notNull().default(true),
  },
  (t) => [
    check("level_grants_one_subject", sql`num_nonnulls(${t.institutionId}, ${t.departmentId}) = 1`),
    uniqueIndex("level_grants_key").on(t.userId, sql`coalesce(${t.institutionId}, ${t.departmentId})`),
  ],
);

/** The session row decides on every request (ACC-02); the cookie only names it. */
export const userSessions = pgTable(
  "user_sessions",
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    audience: audience().notNull(),
    createdAt: instant().notNull(),
    lastSeenAt: instant().notNull(),
    expiresAt: instant().notNull(),
    endedAt: instant(),
    address: text().notNull(),
    agent: text().notNull(),
  },
  // A migration adds the foreign key to users (id, audience).
  (t) => [index().on(t.userId)],
);

/** Devices that signed in before: others' failures do not hold them up (D-09). Only a hash of the device's cookie is kept. */
export const knownDevices = pgTable(
  "known_devices",
  {
    userId: uuid()
      .notNull()
      .references(() => users.id),
    deviceHash: text().notNull(),
    lastSeenAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.deviceHash] })],
);

/** Single-use links by which somebody sets a first password (D-51). Only the hash is kept. */
export const accountLinks = pgTable("account_links", {
  tokenHash: text().primaryKey(),
  userId: uuid()
    .notNull()
    .references(() => users.id),
  expiresAt: instant().notNull(),
  usedAt: instant(),
});

/** Sign-ins and refused tries (D-05): written on a connection of its own, so it survives the rollback. */
export const securityEvents = pgTable(
  "security_events",
  {
    id: id(),
    at: instant().notNull(),
    kind: securityEventKind().notNull(),
    userId: uuid(),
    login: text(),
    address: text(),
    door: text(),
    requestId: text(),
    details: jsonb().$type<Record<string, unknown>>(),
  },
  (t) => [index().on(t.at), index().on(t.userId, t.at)],
);
