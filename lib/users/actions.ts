"use server";

import { action } from "@/lib/core/action";
import { assignPost, assignRoles } from "./bulk-commands";
import { postAssignment, roleAssignment } from "./bulk-schema";
import { createUser, deleteUser, restoreUser, setPassword, updateUser } from "./commands";
import { handOver } from "./handover-commands";
import { handoverInput } from "./handover-schema";
import { changeRoleMembers } from "./role-members";
import { changeOwnPassword } from "./own-password-commands";
import {
  newPassword,
  nothing,
  ownPassword,
  roleMembersInput,
  sessionId,
  userId,
  userInput,
  userUpdate,
} from "./schema";
import { endOtherSessions, endOwnSession } from "./session-commands";

const example = {
  login: "example",
  name: "例子",
  gender: null,
  staffNumber: null,
  mobile: null,
  email: null,
  officePhone: null,
  homePhone: null,
  validUntil: null,
  state: "employed" as const,
  locked: false,
  posts: [],
  roleIds: [],
  customerTypeIds: null,
  levels: [],
};
const password = { password: "an example of a password", passwordAgain: "an example of a password" };

export const createUserAction = action("users.create", userInput, createUser, {
  example: () => ({ ...example, ...password }),
});
export const updateUserAction = action("users.edit", userUpdate, updateUser, {
  example: (known) => ({ ...example, id: known.user!, version: Number(known.version) }),
});
export const setPasswordAction = action("users.edit", newPassword, setPassword, {
  example: (known) => ({ id: known.user!, ...password }),
});
export const deleteUserAction = action("users.delete", userId, deleteUser, {
  example: (known) => ({ id: known.user! }),
});
export const restoreUserAction = action("users.delete", userId, restoreUser, {
  example: (known) => ({ id: known.deletedUser! }),
});
export const assignPostAction = action("users.edit", postAssignment, assignPost, {
  example: (known) => ({ ids: [known.user!], positionId: known.emptyPosition!, kind: "part_time", since: null }),
});
export const assignRolesAction = action("users.edit", roleAssignment, assignRoles, {
  example: (known) => ({ ids: [known.user!], change: "give", roleIds: [known.role!] }),
});
export const handOverAction = action("users.edit", handoverInput, handOver, {
  example: (known) => ({ id: known.user!, version: Number(known.version), state: "left", receivers: {} }),
});
export const changeRoleMembersAction = action("roles.edit", roleMembersInput, changeRoleMembers, {
  example: (known) => ({ roleId: known.role!, add: [known.user!], remove: [] }),
});
export const changeOwnPasswordAction = action("signed in", ownPassword, changeOwnPassword, {
  example: () => ({ current: "not the password", ...password }),
});
export const endOwnSessionAction = action("signed in", sessionId, endOwnSession, {
  example: (known) => ({ id: known.session! }),
});
export const endOtherSessionsAction = action("signed in", nothing, endOtherSessions, { example: () => ({}) });
