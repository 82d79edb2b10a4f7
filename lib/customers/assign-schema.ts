import { z } from "zod";
import { ownerships } from "@/db/enums";
import { optionalId, requiredChoice, requiredText } from "@/lib/core/fields";
import { chosenFields, isTyped, notTyped } from "./selection-schema";

/**
 * 分派 (SHA-02). The receiver of private customers is a person, found by institution and department; that of public ones is a
 * department.
 */
export const assignment = z
  .strictObject({
    ...chosenFields,
    ownership: requiredChoice(ownerships),
    institutionId: optionalId(),
    departmentId: optionalId(),
    ownerId: optionalId(),
    typeId: optionalId(),
    reason: requiredText(200).refine((reason) => [...reason].length >= 2, { error: "shares.error.reason" }),
  })
  .refine(({ ownership, ownerId }) => ownership !== "private" || ownerId, {
    error: "shares.error.person_needed",
    path: ["ownerId"],
  })
  .refine(({ ownership, departmentId }) => ownership !== "public" || departmentId, {
    error: "shares.error.department_needed",
    path: ["departmentId"],
  })
  .refine(isTyped, notTyped);
export type Assignment = z.output<typeof assignment>;
