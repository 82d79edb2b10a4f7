import "server-only";
import { sql } from "drizzle-orm";
import type { ImportMode } from "@/db/enums";
import { dictionaryEntries } from "@/db/schema";
import { can, type StaffContext } from "@/lib/core/context";
import { refuse } from "@/lib/core/errors";
import type { Permission } from "@/lib/core/permissions";
import type { ImportDefinition, ImportOptions } from "@/lib/imports/define";
import { checkCustomers } from "./import/check";
import { contactDataFields, dictionaryFields, isContactField } from "./import/columns";
import { customerUndo } from "./import/undo";
import { writeCustomers } from "./import/write";
import { customerSheet } from "./sheet";

/** Customers with their contacts, out of one sheet (IMP-02, IMP-06). */
export const customerImport: ImportDefinition = {
  kind: "customers",
  sheet: customerSheet,
  allow: allowCustomers,
  check: checkCustomers,
  write: writeCustomers,
  undo: customerUndo,
  listValues,
};

/** An import may do what its user may do by hand, no more: file, edit, see contact data. */
function allowCustomers(ctx: StaffContext, mode: ImportMode, { columns }: ImportOptions): void {
  const need = (permission: Permission, key: string) => can(ctx, permission) || refuse(`imports.error.${key}`);
  const fields = columns.flatMap(({ field }) => field ?? []);
  if (mode !== "update") need("customers.create", "may_not_create");
  if (mode !== "add") need("customers.edit", "may_not_edit");
  if (fields.some(isContactField)) {
    need("contacts.create", "may_not_create_contacts");
    if (mode !== "add") need("contacts.edit", "may_not_edit_contacts");
  }
  if (fields.some((field) => contactDataFields.includes(field)))
    need("fields.contact_data", "may_not_see_contact_data");
  if (
    !fields.includes("name") &&
    (mode !== "update" || !fields.some((field) => ["number", "registrationNumber"].includes(field)))
  )
    refuse(mode === "update" ? "imports.error.key_needed" : "imports.error.name_needed");
}

/** What the template offers in its drop-down lists. */
async function listValues(ctx: StaffContext): Promise<Record<string, string[]>> {
  const { rows } = await ctx.db.execute<{ kind: string; name: string }>(sql`
    select e.kind, concat_ws('/', above.name, e.name) as name
    from ${dictionaryEntries} e left join ${dictionaryEntries} above on above.id = e.parent_id
    where e.active and coalesce(above.active, true) and e.kind <> 'region' order by e.kind, above.sort, e.sort, e.name`);
  const values = Object.entries(dictionaryFields).map(([field, kind]) => [
    field,
    rows.filter((row) => row.kind === kind).map((row) => row.name),
  ]);
  return Object.fromEntries(values) as Record<string, string[]>;
}
