"use server";

import { action } from "@/lib/core/action";
import { mergeCustomers } from "./commands";
import { merging, mergeId } from "./schema";
import { previewUndo, undoMerge } from "./undo-commands";

export const mergeCustomersAction = action("customers.merge", merging, mergeCustomers, {
  example: ({ customer, otherCustomer, version }) => ({
    survivorId: customer!,
    survivorVersion: Number(version),
    loserId: otherCustomer!,
    loserVersion: Number(version),
    take: ["notes"],
  }),
});
export const previewUndoAction = action("customers.merge", mergeId, previewUndo, {
  example: ({ merge }) => ({ id: merge! }),
  trace: "none: says what undoing would leave as it is, and changes nothing",
});
export const undoMergeAction = action("customers.merge", mergeId, undoMerge, {
  example: ({ merge }) => ({ id: merge! }),
});
