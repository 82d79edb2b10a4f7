import "server-only";
import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import { defineEntity } from "@/lib/core/entity";

/** What belongs to an account beside its own columns and stands in the log with it, by names that stay readable. */
const lists = {
  mainPost: "open",
  partTimePosts: "open",
  roles: "open",
  customerTypes: "open",
  managementLevels: "open",
  password: "secret",
} as const;

export const userEntity = defineEntity({
  name: "user",
  module: "users",
  table: users,
  // Somebody of the portal is no member of the staff: to its screens they are as absent (SCP-07).
  only: eq(users.audience, "staff"),
  audited: {
    login: "open",
    name: "open",
    gender: "open",
    staffNumber: "open",
    mobile: "open",
    email: "open",
    officePhone: "open",
    homePhone: "open",
    validUntil: "open",
    state: "open",
    stateSince: "open",
    locked: "open",
    deletedAt: "open",
    privateQuota: "open",
    ...lists,
  },
  constraints: {
    users_login_key: { key: "users.error.login_taken", field: "login" },
    users_login_shape: { key: "users.error.login_shape", field: "login" },
    users_staff_number_key: { key: "users.error.staff_number_taken", field: "staffNumber" },
    users_staff_only: { key: "errors.not_found" },
    users_last_administrator: { key: "users.error.last_administrator" },
    user_posts_position_id_positions_id_fk: { key: "users.error.position_gone", field: "posts" },
    level_grants_institution_id_institutions_id_fk: { key: "users.error.place_gone", field: "levels" },
    level_grants_department_id_departments_id_fk: { key: "users.error.place_gone", field: "levels" },
  },
});
