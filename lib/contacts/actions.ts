"use server";

import { action } from "@/lib/core/action";
import { createContact, editContact, removeContact } from "./commands";
import { contactEdit, contactRemoval, newContact } from "./schema";

export const createContactAction = action("contacts.create", newContact, createContact, {
  example: ({ customer }) => ({ customerId: customer!, name: "示例联系人" }),
  once: true,
});
export const editContactAction = action("contacts.edit", contactEdit, editContact, {
  example: ({ contact, version }) => ({ id: contact!, version: Number(version), name: "示例联系人" }),
});
export const removeContactAction = action("contacts.delete", contactRemoval, removeContact, {
  example: ({ contact, version }) => ({ id: contact!, version: Number(version) }),
});
