"use server";

import { action } from "@/lib/core/action";
import { choice } from "@/lib/customers/selection-schema";
import { chooseToShare, endShare, shareCustomers } from "./commands";
import { newShare, shareEnd } from "./schema";

export const chooseToShareAction = action("customers.share", choice, chooseToShare, {
  example: ({ customer }) => ({ ids: [customer!] }),
  trace: "none: it only fixes what a dialog is about",
});
export const shareCustomersAction = action("customers.share", newShare, shareCustomers, {
  example: ({ customer, user, version }) => ({
    customers: [{ id: customer!, version: Number(version) }],
    userIds: [user!],
    departmentIds: [],
  }),
});
export const endShareAction = action("customers.share", shareEnd, endShare, {
  example: ({ share, version }) => ({ id: share!, version: Number(version) }),
});
