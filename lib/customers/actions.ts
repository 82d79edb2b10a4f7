"use server";

import { action } from "@/lib/core/action";
import { editBilling } from "./billing-commands";
import { createCustomer, editCustomer } from "./commands";
import { billingEdit, customerEdit, newCustomer } from "./schema";

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
