import { z } from "zod";
import type { UserState } from "@/db/enums";
import { optionalDate, optionalId, optionalText, requiredChoice, seenVersion } from "@/lib/core/fields";

/** 离职 or 退休: what somebody who hands over becomes. */
export const leavingStates = ["left", "retired"] as const satisfies readonly UserState[];

/** Who receives one kind of record; institution and department only lead there. */
const receiver = z.strictObject({ institutionId: optionalId(), departmentId: optionalId(), ownerId: optionalId() });

/** 离职交接 (ORG-09): who leaves and how, since when, and who receives what they own, by kind. */
export const handoverInput = z.strictObject({
  id: z.uuid(),
  version: seenVersion(),
  state: requiredChoice(leavingStates),
  /** The first day on which they no longer work here; empty: today. */
  since: optionalDate(),
  receivers: z.record(z.string().regex(/^[a-z_]{1,40}$/), receiver),
  reason: optionalText(200),
});
export type HandoverInput = z.output<typeof handoverInput>;
