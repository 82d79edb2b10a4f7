import { z } from "zod";
import { requiredId, seenVersion } from "@/lib/core/fields";
import { takeable } from "./fields";

/** A merge as its page showed it: both versions that were seen, and what is taken from the one that goes. */
export const merging = z
  .strictObject({
    survivorId: requiredId(),
    survivorVersion: seenVersion(),
    loserId: requiredId(),
    loserVersion: seenVersion(),
    take: z.array(z.enum(takeable)).max(takeable.length),
  })
  .refine(({ survivorId, loserId }) => survivorId !== loserId, { error: "merges.error.itself", path: ["loserId"] });
export type Merging = z.output<typeof merging>;

export const mergeId = z.strictObject({ id: requiredId() });
export type MergeId = z.output<typeof mergeId>;
