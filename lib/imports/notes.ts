import type { SheetDefinition } from "@/lib/core/sheet/define";

/** A problem, warning or change of a staged row, as it is stored. */
export type RowNote = {
  code: string;
  field?: string | null;
  header?: string | null;
  values?: Record<string, string | number>;
};
type Texts = ((key: string, values?: Record<string, string | number>) => string) & { has?(key: string): boolean };

/** What the import itself finds, besides the notes about single cells that the sheet kit makes. */
const OWN = new Set([
  "already_exists",
  "ambiguous_department",
  "ambiguous_owner",
  "ambiguous_value",
  "assign_needed",
  "change",
  "contact_closed",
  "contact_exists",
  "contact_missing",
  "contradiction",
  "department_needed",
  "duplicate_contact",
  "duplicate_number",
  "duplicate_registration",
  "duplicate_row",
  "exists_elsewhere",
  "held_back",
  "key_missing",
  "not_found",
  "owner_gone",
  "owner_needed",
  "parent_cycle",
  "parent_depth",
  "parent_faulty",
  "possible_duplicate",
  "possible_duplicate_hidden",
  "primary_twice",
  "registration_number",
  "registration_taken",
  "type_not_allowed",
  "unknown_customer",
  "unknown_department",
  "unknown_owner",
  "unknown_parent",
  "unknown_tag",
  "unknown_value",
  "value_off",
]);

/** The message key of a note. */
export function noteKey(code: string, kind: "problem" | "warning"): string {
  return OWN.has(code) ? `imports.note.${code}` : `sheet.${kind}.${code}`;
}

/** The column that a note is about, as the file calls it, or as we do where the file has none. */
export function noteColumn({ field, header }: RowNote, sheet: SheetDefinition, texts: Texts): string | null {
  if (header) return header;
  const column = sheet.columns.find((one) => one.field === field);
  return column ? texts(column.label) : null;
}

/** A note as a sentence: 「电话：…」. */
export function noteText(note: RowNote, kind: "problem" | "warning", sheet: SheetDefinition, texts: Texts): string {
  const column = noteColumn(note, sheet, texts);
  const reason = texts(noteKey(note.code, kind), note.values);
  return column ? texts("imports.note.of_column", { column, reason }) : reason;
}
