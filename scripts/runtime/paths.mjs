import { fileURLToPath } from "node:url";

/** The project's folder: everything is found from here, never from the folder in which the command was typed. */
export const project = fileURLToPath(new URL("../../", import.meta.url)).replace(/[\\/]$/, "");
