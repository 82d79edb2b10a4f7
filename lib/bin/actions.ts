"use server";

import { action } from "@/lib/core/action";
import { deleteCustomer, previewDeletion, previewRestore, purgeDeletion, restoreDeletion } from "./commands";
import { customerDeletion, recordId } from "./schema";

export const previewDeletionAction = action("customers.delete", recordId, previewDeletion, {
  example: ({ customer }) => ({ id: customer! }),
  trace: "none: counts what a deletion would take along, and changes nothing",
});
export const deleteCustomerAction = action("customers.delete", customerDeletion, deleteCustomer, {
  example: ({ customer, version }) => ({ id: customer!, version: Number(version), customers: 1, contacts: 2 }),
});
export const previewRestoreAction = action("customers.delete", recordId, previewRestore, {
  example: ({ deletion }) => ({ id: deletion! }),
  trace: "none: counts what restoring would bring back, and changes nothing",
});
export const restoreDeletionAction = action("customers.delete", recordId, restoreDeletion, {
  example: ({ deletion }) => ({ id: deletion! }),
});
export const purgeDeletionAction = action("customers.purge", recordId, purgeDeletion, {
  example: ({ deletion }) => ({ id: deletion! }),
});
