import "server-only";
import type { ImportKind } from "@/db/enums";
import { contactImport } from "@/lib/contacts/import/definition";
import { customerImport } from "@/lib/customers/import";
import type { ImportDefinition } from "./define";

/** Everything that can be imported, by its kind. */
export const importDefinitions: Record<ImportKind, ImportDefinition> = {
  contacts: contactImport,
  customers: customerImport,
};
