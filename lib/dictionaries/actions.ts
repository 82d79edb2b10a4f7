"use server";

import { action } from "@/lib/core/action";
import {
  addDictionaryEntry,
  clearDefaultEntry,
  deleteDictionaryEntry,
  makeDefaultEntry,
  placeDictionaryEntry,
  renameDictionaryEntry,
  switchOffEntry,
  switchOnEntry,
} from "./commands";
import { entryId, newEntryInput, placeEntryInput, renameEntryInput } from "./schema";

export const addEntryAction = action("dictionaries.create", newEntryInput, addDictionaryEntry, {
  example: () => ({ kind: "source", parentId: null, name: "展会二" }),
});
export const renameEntryAction = action("dictionaries.edit", renameEntryInput, renameDictionaryEntry, {
  example: (known) => ({ id: known.dictionaryEntry!, version: Number(known.version), name: "新名称" }),
});
export const placeEntryAction = action("dictionaries.edit", placeEntryInput, placeDictionaryEntry, {
  example: (known) => ({ id: known.dictionaryEntry!, position: 1 }),
});
export const makeDefaultAction = action("dictionaries.edit", entryId, makeDefaultEntry, {
  example: (known) => ({ id: known.dictionaryEntry! }),
});
export const clearDefaultAction = action("dictionaries.edit", entryId, clearDefaultEntry, {
  example: (known) => ({ id: known.dictionaryEntry! }),
});
export const switchOffAction = action("dictionaries.edit", entryId, switchOffEntry, {
  example: (known) => ({ id: known.dictionaryEntry! }),
});
export const switchOnAction = action("dictionaries.edit", entryId, switchOnEntry, {
  example: (known) => ({ id: known.dictionaryEntry! }),
});
export const deleteEntryAction = action("dictionaries.delete", entryId, deleteDictionaryEntry, {
  example: (known) => ({ id: known.dictionaryEntry! }),
});
