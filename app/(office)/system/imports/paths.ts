/** The addresses of the import screens. */
export const HISTORY = "/system/imports";
export const NEW_IMPORT = "/system/imports/new";
export const CUSTOMERS = "/customers";
