import { defineList, flag, type ListParams, reference } from "@/lib/core/list";

/** The list of roles (ROL-01). */
export const roleList = defineList({
  filters: { institution: reference(), unused: flag() },
  sort: { name: "text", created: "instant" },
  defaultSort: { by: "created", direction: "asc" },
});
export type RoleListParams = ListParams<typeof roleList>;
