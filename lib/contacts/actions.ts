"use server";

import { action } from "@/lib/core/action";
import { createContact, editContact, linkContact, removeContact } from "./commands";
import { contactEdit, contactLink, contactRemoval, newContact } from "./schema";

export const createContactAction = action("contacts.create", newContact, createContact, {
  example: ({ customer }) => ({ customerId: customer!, name: "示例联系人" }),
  once: true,
});
export const editContactAction = action("contacts.edit", contactEdit, editContact, {
  example: ({ contact, version }) => ({ id: contact!, version: Number(version), name: "示例联系人" }),
});
export const linkContactAction = action("contacts.create", contactLink, linkContact, {
  example: ({ contact, otherCustomer }) => ({ id: contact!, customerId: otherCustomer! }),
});
export const removeContactAction = action("contacts.delete", contactRemoval, removeContact, {
  example: ({ contact, version }) => ({ id: contact!, version: Number(version) }),
});
