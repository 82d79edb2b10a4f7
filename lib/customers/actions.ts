"use server";

import { action } from "@/lib/core/action";
import { assignCustomers, chooseToAssign } from "./assign-commands";
import { assignment } from "./assign-schema";
import { editBilling } from "./billing-commands";
import { createCustomer, editCustomer } from "./commands";
import { billingEdit, customerEdit, newCustomer } from "./schema";
import { choice } from "./selection-schema";

export const createCustomerAction = action("customers.create", newCustomer, createCustomer, {
  example: () => ({ name: "示例客户", kind: "company", ownership: "private" }),
  once: true,
});
export const editCustomerAction = action("customers.edit", customerEdit, editCustomer, {
  example: ({ customer, customerOwner, version }) => ({
    id: customer!,
    version: Number(version),
    name: "示例客户",
    kind: "company",
    ownership: "private",
    ownerId: customerOwner,
  }),
});
export const editBillingAction = action("customers.edit_billing", billingEdit, editBilling, {
  example: ({ customer }) => ({ id: customer!, version: 0, invoiceTitle: "示例抬头" }),
});
export const chooseToAssignAction = action("customers.assign", choice, chooseToAssign, {
  example: ({ customer }) => ({ ids: [customer!] }),
  trace: "none: it only fixes what a dialog is about",
});
export const assignCustomersAction = action("customers.assign", assignment, assignCustomers, {
  example: ({ customer, user, version }) => ({
    customers: [{ id: customer!, version: Number(version) }],
    ownership: "private",
    ownerId: user!,
    reason: "示例原因",
  }),
});
