import "server-only";
import { roles } from "@/db/schema";
import { defineEntity } from "@/lib/core/entity";

/** What belongs to a role beside its own columns and stands in the log with it, by names that stay readable. */
const lists = { grants: "open", customerTypes: "open", members: "open" } as const;

export const roleEntity = defineEntity({
  name: "role",
  module: "roles",
  table: roles,
  audited: { name: "open", institutionId: "open", description: "open", privateQuota: "open", ...lists },
  constraints: {
    roles_name_key: { key: "roles.error.name_taken", field: "name" },
    roles_institution_id_institutions_id_fk: { key: "roles.error.institution_gone", field: "institutionId" },
    type_limits_customer_type_id_dictionary_entries_id_fk: { key: "roles.error.type_gone", field: "customerTypeIds" },
    user_roles_role_id_roles_id_fk: { key: "roles.error.role_gone", field: "roleIds" },
  },
});
