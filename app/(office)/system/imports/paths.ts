import type { ImportKind } from "@/db/enums";

/** The addresses of the import screens. */
export const HISTORY = "/system/imports";
export const NEW_IMPORT = "/system/imports/new";
export const newImport = (kind: ImportKind) => `${NEW_IMPORT}?kind=${kind}`;
/** Where what was imported can be looked at. */
export const recordsOf = (kind: ImportKind) => `/${kind}`;
