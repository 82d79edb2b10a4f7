import { z } from "zod";
import { tagColours } from "@/db/enums";
import { requiredChoice, requiredId, requiredText, seenVersion } from "@/lib/core/fields";

/** What separates tags where several stand in one cell: no name holds one. */
const SEPARATOR = /[、;；,，]/;

const record = {
  name: requiredText(40).refine((name) => !SEPARATOR.test(name), { error: "tags.error.separator" }),
  colour: requiredChoice(tagColours),
};

export const newTag = z.strictObject(record);
export type NewTag = z.output<typeof newTag>;

export const tagEdit = z.strictObject({ ...record, id: requiredId(), version: seenVersion() });
export type TagEdit = z.output<typeof tagEdit>;

export const tagMerge = z.strictObject({ id: requiredId(), into: requiredId() });
export type TagMerge = z.output<typeof tagMerge>;

export const tagId = z.strictObject({ id: requiredId() });
export type TagId = z.output<typeof tagId>;

/** As many customers as one selection may name in a request (D-35). */
const MOST_CUSTOMERS = 10_000;
const MOST_TAGS = 50;
const ids = (most: number) =>
  z
    .array(z.uuid({ error: "errors.unreadable" }))
    .refine((all) => all.length <= most, { error: "tags.error.too_many", params: { maximum: most } })
    .transform((all) => [...new Set(all.map((id) => id.toLowerCase()))]);

/** Tags to put on and to take off customers. */
export const tagging = z
  .strictObject({ ids: ids(MOST_CUSTOMERS), add: ids(MOST_TAGS), remove: ids(MOST_TAGS) })
  .refine(({ ids: customers }) => customers.length > 0, { error: "tags.error.no_customers", path: ["ids"] })
  .refine(({ add, remove }) => add.length + remove.length > 0, { error: "tags.error.no_tags", path: ["add"] })
  .refine(({ add, remove }) => !add.some((id) => remove.includes(id)), { error: "tags.error.both", path: ["remove"] });
export type Tagging = z.output<typeof tagging>;

/** What the picker asks for. */
export const tagSearch = z.object({ q: z.string().trim().max(100).optional() });
export type TagSearch = z.output<typeof tagSearch>;
