import { z } from "zod";
import { reaches } from "@/db/enums";
import { allPermissions } from "@/lib/core/permissions";
import { normalGrants } from "./grants";

/**
 * The customer types to which a person or a role is limited (SCP-02): null is "all of them", said by a tick of its own; an
 * empty list is refused, because it would show nothing at all.
 */
export const typeLimitInput = z.array(z.uuid()).min(1, "roles.error.no_types").max(500).nullable();

export const roleInput = z.strictObject({
  name: z.string().trim().min(1, "errors.required").max(40),
  institutionId: z.uuid().nullable(),
  description: z
    .string()
    .trim()
    .max(200)
    .transform((text) => text || null)
    .nullable(),
  /** Permission → reach. A name that is not a permission is refused; the rules of the table are applied (ROL-02). */
  grants: z.partialRecord(z.enum(allPermissions), z.enum(reaches)).transform(normalGrants),
  customerTypeIds: typeLimitInput,
});
export type RoleInput = z.output<typeof roleInput>;

export const roleUpdate = roleInput.extend({ id: z.uuid(), version: z.int().positive() });
export const roleId = z.strictObject({ id: z.uuid() });
