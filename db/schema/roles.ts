import { sql } from "drizzle-orm";
import { check, index, integer, pgEnum, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { builtinRoles, reaches } from "../enums";
import { id, timestamps, version } from "./columns";
import { dictionaryEntries } from "./dictionaries";
import { institutions } from "./organisation";
import { users } from "./users";

export const reach = pgEnum("reach", reaches);
export const builtinRole = pgEnum("builtin_role", builtinRoles);

export const roles = pgTable(
  "roles",
  {
    id: id(),
    name: text().notNull(),
    description: text(),
    institutionId: uuid().references(() => institutions.id),
    /** The administrator holds every permission by being it; its grants are not listed. */
    builtin: builtinRole().unique(),
    /** 私有客户上限 (SCP-04); empty: this role says nothing about it. */
    privateQuota: integer(),
    version: version(),
    ...timestamps,
  },
  (t) => [
    check("roles_private_quota_range", sql`${t.privateQuota} between 0 and 100000`),
    uniqueIndex("roles_name_key").on(
      sql`coalesce(${t.institutionId}, '00000000-0000-0000-0000-000000000000')`,
      sql`text_key(${t.name})`,
    ),
  ],
);
export type Role = typeof roles.$inferSelect;

export const roleGrants = pgTable(
  "role_grants",
  {
    roleId: uuid()
      .notNull()
      .references(() => roles.id, { onDelete: "cascade" }),
    permission: text().notNull(),
    reach: reach().notNull(),
  },
  (t) => [primaryKey({ columns: [t.roleId, t.permission] })],
);

export const userRoles = pgTable(
  "user_roles",
  {
    userId: uuid()
      .notNull()
      .references(() => users.id),
    roleId: uuid()
      .notNull()
      .references(() => roles.id, { onDelete: "cascade" }),
  },
  (t) => [primaryKey({ columns: [t.userId, t.roleId] }), index().on(t.roleId)],
);

/** 客户分类权限 (SCP-02): the customer types to which a user or a role is limited. No row: no limit. */
export const typeLimits = pgTable(
  "type_limits",
  {
    id: id(),
    userId: uuid().references(() => users.id),
    roleId: uuid().references(() => roles.id, { onDelete: "cascade" }),
    customerTypeId: uuid()
      .notNull()
      .references(() => dictionaryEntries.id),
  },
  (t) => [
    check("type_limits_one_subject", sql`num_nonnulls(${t.userId}, ${t.roleId}) = 1`),
    uniqueIndex("type_limits_key").on(sql`coalesce(${t.userId}, ${t.roleId})`, t.customerTypeId),
  ],
);
