import { z } from "zod";
import { customerKinds, dictionaryKinds, importKinds, importModes } from "@/db/enums";
import type { Permission } from "@/lib/core/permissions";
import { ENCODINGS } from "@/lib/core/sheet/protocol";

const name = z.string().trim().min(1).max(255);

/** What the upload says in its address; the file itself is the body of the request. */
export const uploadInput = z.strictObject({
  kind: z.enum(importKinds),
  /** Made by the form when it is opened: the same form sent twice is one import (IM-11). */
  key: z.uuid(),
  name,
});
export type UploadInput = z.output<typeof uploadInput>;

export const templateInput = z.strictObject({ kind: z.enum(importKinds) });

/** How to read the head of the file again: another encoding of a CSV file, another sheet of a workbook. */
export const headInput = z.strictObject({
  encoding: z.enum(ENCODINGS).optional(),
  sheet: z.string().max(100).optional(),
});

/** What can get new values from a file (IMP-03): the dictionaries, and the tags (TAG-01). */
export const addableKinds = [...dictionaryKinds, "tag"] as const;
export type AddableKind = (typeof addableKinds)[number];
/** Who may have such values added. */
export const addingRight = (kind: AddableKind): Permission => (kind === "tag" ? "tags.create" : "dictionaries.create");

const mappedColumn = z.strictObject({
  index: z.number().int().min(0).max(999),
  field: z.string().max(60).nullable(),
});

/** The choices of the mapping page. */
export const checkInput = z.strictObject({
  id: z.uuid(),
  columns: z.array(mappedColumn).max(200),
  mode: z.enum(importModes),
  emptyTokens: z.array(z.string().trim().min(1).max(20)).max(10),
  customerKind: z.enum(customerKinds),
  addUnknown: z.array(z.enum(addableKinds)).max(addableKinds.length),
});
export type CheckInput = z.output<typeof checkInput>;

export const writeInput = z.strictObject({ id: z.uuid(), goodRowsOnly: z.boolean() });
export type WriteInput = z.output<typeof writeInput>;

export const importId = z.strictObject({ id: z.uuid() });
export type ImportId = z.output<typeof importId>;
