import { z } from "zod";
import { optionalDate, requiredChoice } from "@/lib/core/fields";

/** How many accounts at once: more than that are looked at page by page. */
export const MOST_PEOPLE = 200;
const people = { ids: z.array(z.uuid()).min(1).max(MOST_PEOPLE, "users.error.too_many") };

export const postKinds = ["main", "part_time"] as const;
export const roleChanges = ["give", "take"] as const;

/** 分配职位 for many at once (D-53). */
export const postAssignment = z.strictObject({
  ...people,
  positionId: z.uuid({ error: "users.error.choose_position_for_all" }),
  kind: requiredChoice(postKinds),
  since: optionalDate().transform((date) => date ?? null),
});
export type PostAssignment = z.output<typeof postAssignment>;

/** 分配角色 for many at once (D-53). */
export const roleAssignment = z.strictObject({
  ...people,
  change: requiredChoice(roleChanges),
  roleIds: z.array(z.uuid()).min(1, "users.error.choose_roles").max(50),
});
export type RoleAssignment = z.output<typeof roleAssignment>;
