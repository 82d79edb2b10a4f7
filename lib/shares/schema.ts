import { z } from "zod";
import { chosenFields, isTyped, notTyped } from "@/lib/customers/selection-schema";
import { optionalDate, requiredId, seenVersion } from "@/lib/core/fields";

/** How many people or departments at once. */
const MOST_RECEIVERS = 20;

/** 共享 (SHA-01): which customers, with whom, until when. */
export const newShare = z
  .strictObject({
    ...chosenFields,
    userIds: z.array(z.uuid()).max(MOST_RECEIVERS),
    departmentIds: z.array(z.uuid()).max(MOST_RECEIVERS),
    until: optionalDate(),
  })
  .refine(({ userIds, departmentIds }) => userIds.length + departmentIds.length > 0, {
    error: "shares.error.receiver_needed",
    path: ["userIds"],
  })
  .refine(isTyped, notTyped);
export type NewShare = z.output<typeof newShare>;

export const shareEnd = z.strictObject({ id: requiredId(), version: seenVersion() });
export type ShareEnd = z.output<typeof shareEnd>;
