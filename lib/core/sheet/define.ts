/**
 * What a domain says about its spreadsheet, once: template, mapping, reading, preview and returned file follow from
 * it (IMP-06). Pure, safe in the browser.
 */

/** How the cells of a column are understood. */
export type CellKind =
  | { type: "text"; max: number; multiline?: boolean }
  /** An identifier: never a formula, never a number that has lost digits; leading zeros stay (IM-08). */
  | { type: "key"; max: number; pattern?: string }
  /** An unusual telephone number is a warning, never a reason to refuse a row (D-40). */
  | { type: "phone"; max: number }
  | { type: "email" }
  | { type: "website" }
  | { type: "domain" }
  /** A closed list; `labels` is the prefix of the message keys, and every language is accepted. */
  | { type: "choice"; values: readonly string[]; labels: string }
  /** A text that the database resolves later: a dictionary name, a login, the number of a parent. */
  | { type: "lookup"; max: number }
  | { type: "date" }
  | { type: "integer"; min: number; max: number };

/** One column of a sheet; `label` and `help` are message keys. */
export type SheetColumn = {
  field: string;
  label: string;
  kind: CellKind;
  required?: boolean;
  /** Other headers by which the column is recognised. */
  aliases?: readonly string[];
  help?: string;
  /** The dictionary that fills the drop-down list of the template. */
  dictionary?: string;
  /** Where unknown values can be added, if that is no dictionary. */
  adds?: string;
  /** The column's cells in the two rows of the examples sheet. */
  example?: readonly [string, string];
};

/** A sheet: `name` for files and addresses, `title` a message key. */
export type SheetDefinition = { name: string; title: string; columns: readonly SheetColumn[] };

/** States a sheet and refuses, while the program starts, one whose fields are not distinct. */
export function defineSheet<const Definition extends SheetDefinition>(definition: Definition): Definition {
  const fields = definition.columns.map((column) => column.field);
  if (new Set(fields).size !== fields.length) throw new Error(`Sheet ${definition.name} has a field twice.`);
  return definition;
}

/** Something to say about a cell: the message key is `sheet.problem.<code>` or `sheet.warning.<code>`. */
export type CellNote = { code: string; values: Record<string, string | number> };

/** A note with its place; `field` and `header` are null when it is about the whole row. */
export type RowNote = CellNote & { field: string | null; header: string | null };
