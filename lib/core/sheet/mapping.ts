/** Which column of somebody's file is which field of ours. Pure, safe in the browser. */
import type { SheetDefinition } from "./define";
import type { Choices } from "./parse-cell";
import { normaliseLabel } from "./text";

/** The header of the column of reasons in a returned workbook, in every language (`sheet.reason_header`). */
export const REASON_HEADERS: readonly string[] = ["错误原因", "Reason not imported", "Powód odrzucenia"];
const REASONS = new Set(REASON_HEADERS.map(normaliseLabel));

/** Whether a column holds the reasons that we wrote into a returned workbook; it is not data. */
export const isReasonHeader = (header: string) => REASONS.has(normaliseLabel(header));

/**
 * Suggests the field for each header, or null. A field's own name and its labels count before its aliases, and a
 * field is given away once, to the first header that fits (IMP-01).
 * `labels` are the field's labels in all languages.
 */
export function suggestMapping(
  definition: SheetDefinition,
  headers: readonly string[],
  labels: Readonly<Record<string, readonly string[]>>,
): (string | null)[] {
  const names = (field: string) => [field, ...(labels[field] ?? [])];
  const byName = index(definition.columns.map((column) => [column.field, names(column.field)]));
  const byAlias = index(definition.columns.map((column) => [column.field, column.aliases ?? []]));
  const mapping = headers.map((): string | null => null);
  const taken = new Set<string>();
  for (const fields of [byName, byAlias]) {
    headers.forEach((header, position) => {
      const field = fields.get(normaliseLabel(header));
      if (field === undefined || taken.has(field) || mapping[position] !== null || isReasonHeader(header)) return;
      mapping[position] = field;
      taken.add(field);
    });
  }
  return mapping;
}

function index(entries: readonly (readonly [string, readonly string[]])[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const [field, names] of entries)
    for (const name of names.map(normaliseLabel)) if (name !== "" && !found.has(name)) found.set(name, field);
  return found;
}

/** The table by which `parseCell` understands a choice: each value and its labels in all languages. */
export function choiceTable(labels: Readonly<Record<string, readonly string[]>>): Choices {
  const table = new Map<string, string>();
  for (const [value, spoken] of Object.entries(labels))
    for (const label of [value, ...spoken].map(normaliseLabel)) if (!table.has(label)) table.set(label, value);
  return Object.fromEntries(table);
}
