import { z } from "zod";
import { numberDateParts, numberedKinds } from "@/db/enums";
import { seenVersion } from "@/lib/core/fields";

/** A rule as it is edited. A prefix begins with a letter or digit, as every number must (customers_number_shape). */
export const numberRuleInput = z.strictObject({
  kind: z.enum(numberedKinds),
  prefix: z
    .string()
    .trim()
    .max(10)
    .regex(/^([A-Za-z0-9][A-Za-z0-9-]*)?$/, "numbering.error.prefix_shape"),
  datePart: z.enum(numberDateParts),
  digits: z.coerce
    .number("numbering.error.digits_range")
    .int("numbering.error.digits_range")
    .min(3, "numbering.error.digits_range")
    .max(8, "numbering.error.digits_range"),
  version: seenVersion(),
});
export type NumberRuleInput = z.output<typeof numberRuleInput>;
