"use server";

import { action } from "@/lib/core/action";
import { createRole, deleteRole, updateRole } from "./commands";
import { roleId, roleInput, roleUpdate } from "./schema";

const example = {
  name: "例子",
  institutionId: null,
  description: null,
  grants: { "customers.view": "own" as const },
  customerTypeIds: null,
};

export const createRoleAction = action("roles.create", roleInput, createRole, { example: () => example });
export const updateRoleAction = action("roles.edit", roleUpdate, updateRole, {
  example: (known) => ({ ...example, id: known.role!, version: Number(known.version) }),
});
export const deleteRoleAction = action("roles.delete", roleId, deleteRole, {
  example: (known) => ({ id: known.role! }),
});
