import { userStates } from "@/db/enums";
import { choice, defineList, flag, type ListParams, reference, tree } from "@/lib/core/list";

/** What the list can show; the first ones are shown unless somebody chose. */
export const userColumns = [
  "name",
  "login",
  "staffNumber",
  "post",
  "roles",
  "mobile",
  "state",
  "validUntil",
  "partTimePosts",
  "email",
  "officePhone",
  "gender",
  "privateQuota",
  "created",
] as const;
export type UserColumn = (typeof userColumns)[number];

/** The list of accounts (ORG-07). `direct` narrows a department to its own members. */
export const userList = defineList({
  filters: {
    institution: reference(),
    department: tree(),
    direct: flag(),
    position: reference(),
    role: reference(),
    state: choice(userStates),
    locked: flag(),
    unposted: flag(),
    unroled: flag(),
  },
  sort: { name: "text", login: "text", staffNumber: "text", validUntil: "date", created: "instant" },
  defaultSort: { by: "login", direction: "asc" },
  columns: userColumns,
  defaultColumns: ["name", "login", "staffNumber", "post", "roles", "mobile", "state", "validUntil"],
});
export type UserListParams = ListParams<typeof userList>;
