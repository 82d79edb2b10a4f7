import { z } from "zod";
import { reaches } from "@/db/enums";
import { optionalId, optionalText, requiredText, seenVersion } from "@/lib/core/fields";
import { allPermissions } from "@/lib/core/permissions";
import { normalGrants } from "./grants";

/**
 * The customer types to which a person or a role is limited (SCP-02): null is "all of them", said by a tick of its own; an
 * empty list is refused, because it would show nothing at all.
 */
export const typeLimitInput = z.array(z.uuid()).min(1, "roles.error.no_types").max(500).nullable();

/** 私有客户上限 (SCP-04): empty says nothing, 0 allows none. A number as typed, or as it was loaded. */
export const privateQuota = (
  z.preprocess(
    (value) => (typeof value === "string" ? (value.trim() === "" ? null : Number(value.normalize("NFKC"))) : value),
    z
      .number({ error: "errors.number" })
      .int({ error: "errors.number" })
      .min(0, { error: "errors.too_small" })
      .max(100_000, { error: "errors.too_big" })
      .nullable(),
  ) as z.ZodType<number | null, number | string | null>
).optional();

export const roleInput = z.strictObject({
  name: requiredText(40),
  institutionId: optionalId(),
  description: optionalText(200),
  /** Permission → reach. A name that is not a permission is refused; the rules of the table are applied (ROL-02). */
  grants: z.partialRecord(z.enum(allPermissions), z.enum(reaches)).transform(normalGrants),
  customerTypeIds: typeLimitInput,
  privateQuota,
});
export type RoleInput = z.output<typeof roleInput>;

export const roleUpdate = roleInput.extend({ id: z.uuid(), version: seenVersion() });
export const roleId = z.strictObject({ id: z.uuid() });
