import { z } from "zod";
import { dictionaryKinds } from "@/db/enums";
import { requiredText, seenVersion } from "@/lib/core/fields";

const name = requiredText(40);

export const newEntryInput = z.strictObject({ kind: z.enum(dictionaryKinds), parentId: z.uuid().nullable(), name });
export type NewEntryInput = z.output<typeof newEntryInput>;

export const renameEntryInput = z.strictObject({ id: z.uuid(), version: seenVersion(), name });
export type RenameEntryInput = z.output<typeof renameEntryInput>;

/** The place of an entry among its siblings, counted from 1; beyond the end means last. */
export const placeEntryInput = z.strictObject({
  id: z.uuid(),
  position: z.coerce
    .number("dictionaries.error.position")
    .int("dictionaries.error.position")
    .min(1, "dictionaries.error.position")
    .max(9_999, "dictionaries.error.position"),
});
export type PlaceEntryInput = z.output<typeof placeEntryInput>;

export const entryId = z.strictObject({ id: z.uuid() });
export type EntryId = z.output<typeof entryId>;

/** What the pickers ask for: a part of a name, or the entries below one. */
export const optionsInput = z.object({
  kind: z.enum(dictionaryKinds),
  q: z.string().trim().max(100).optional(),
  parent: z.uuid().optional(),
});
export type OptionsInput = z.output<typeof optionsInput>;
