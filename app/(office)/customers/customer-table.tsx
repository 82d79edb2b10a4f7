"use client";

import { DataTable, type DataTableProps } from "@/components/data-table/data-table";
import { type DeletionTexts, useCustomerDeletion } from "./customer-deletion";

/** The list of customers; under 更多 also the deletion (CUS-05), where `deletion` has the words for it. */
export function CustomerTable({ deletion, actions = [], ...props }: DataTableProps & { deletion?: DeletionTexts }) {
  const acts = useCustomerDeletion(deletion?.again);
  const remove = deletion && { key: "delete", danger: true, ...deletion, ...acts };
  return <DataTable {...props} actions={remove ? [...actions, remove] : actions} />;
}
