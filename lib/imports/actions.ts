"use server";

import { action } from "@/lib/core/action";
import { discardImport, startCheck, startWrite } from "./commands";
import { checkInput, importId, writeInput } from "./schema";

export const startCheckAction = action("customers.import", checkInput, startCheck, {
  example: (known) => ({
    id: known.import!,
    columns: [{ index: 0, field: "name" }],
    mode: "add" as const,
    emptyTokens: [],
    customerKind: "company" as const,
    addUnknown: [],
  }),
  trace: "none: it only makes a preview",
});
export const startWriteAction = action("customers.import", writeInput, startWrite, {
  example: (known) => ({ id: known.import!, goodRowsOnly: false }),
});
export const discardImportAction = action("customers.import", importId, discardImport, {
  example: (known) => ({ id: known.import! }),
});
