"use server";

import { action } from "@/lib/core/action";
import { discardImport, startCheck, startWrite, stopImport } from "./commands";
import { checkInput, importId, writeInput } from "./schema";
import { previewUndo, startUndo } from "./undo-commands";

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
export const stopImportAction = action("customers.import", importId, stopImport, {
  example: (known) => ({ id: known.import! }),
});
export const previewUndoAction = action("customers.import", importId, previewUndo, {
  example: (known) => ({ id: known.import! }),
  trace: "none: counts what an undo would take back, and changes nothing",
});
export const startUndoAction = action("customers.import", importId, startUndo, {
  example: (known) => ({ id: known.import! }),
});
export const discardImportAction = action("customers.import", importId, discardImport, {
  example: (known) => ({ id: known.import! }),
});
