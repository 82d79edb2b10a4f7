import { z } from "zod";
import { requiredId, seenVersion } from "@/lib/core/fields";

/** What the confirmation showed: exactly that is deleted, or nothing (F12). */
const seen = {
  version: seenVersion(),
  customers: z.number().int().min(1),
  contacts: z.number().int().min(0),
};
export const customerDeletion = z.strictObject({ id: requiredId(), ...seen });
export type CustomerDeletion = z.output<typeof customerDeletion>;

export const recordId = z.strictObject({ id: requiredId() });
export type RecordId = z.output<typeof recordId>;
