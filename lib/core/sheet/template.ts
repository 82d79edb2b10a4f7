/** The workbook that people fill in (IMP-01): small and our own, so it is made in memory. Node only. */
import type { Writable } from "node:stream";
import ExcelJS from "exceljs";
import type { SheetColumn, SheetDefinition } from "./define";
import { SHEET_LIMITS } from "./limits";
import { escapeText, sheetTitle } from "./write-workbook";

/** Speaks a message key in the reader's language. */
export type Texts = (key: string, values?: Record<string, string | number>) => string;

const LISTS = "lists";
/** Drop-down lists and formats reach down to this row. */
const LAST_ROW = 5001;
const INSTRUCTIONS = ["line_first", "line_required", "line_text", "line_date", "line_plain", "line_limits"];

/**
 * Writes the template of a sheet: headers with notes, drop-down lists of choices and dictionaries, two examples,
 * instructions. A choice's label is the message `<labels>.<value>`. `dictionaries` are the values of a field.
 */
export async function writeTemplate(
  definition: SheetDefinition,
  texts: Texts,
  dictionaries: Readonly<Record<string, readonly string[]>>,
  out: Writable,
): Promise<void> {
  const book = new ExcelJS.Workbook();
  const main = book.addWorksheet(sheetTitle(texts(definition.title)), { views: [{ state: "frozen", ySplit: 1 }] });
  const examples = book.addWorksheet(sheetTitle(texts("sheet.template.examples")));
  const lists = book.addWorksheet(LISTS, { state: "veryHidden" });
  for (const sheet of [main, examples]) addHeaders(sheet, definition, texts);
  for (const row of [0, 1] as const)
    examples.addRow(definition.columns.map((column) => escapeText(column.example?.[row] ?? "") || null));
  definition.columns.forEach((column, index) => {
    const values = listOf(column, texts, dictionaries[column.field]);
    if (values.length > 0) addList({ main, lists }, { column: index + 1, values }, texts);
  });
  addInstructions(book, texts);
  await book.xlsx.write(out);
  out.end();
}

function addHeaders(sheet: ExcelJS.Worksheet, definition: SheetDefinition, texts: Texts) {
  sheet.columns = definition.columns.map((column) => ({
    width: column.kind.type === "text" ? 24 : 18,
    // Text keeps leading zeros and long numbers whole while they are typed.
    style: { numFmt: column.kind.type === "date" ? "yyyy-mm-dd" : "@" },
  }));
  const header = sheet.getRow(1);
  definition.columns.forEach((column, index) => {
    const cell = header.getCell(index + 1);
    cell.value = escapeText(texts(column.label) + (column.required ? " *" : ""));
    cell.style = { font: { bold: true }, numFmt: "@" };
    cell.note = note(column, texts);
  });
}

function note(column: SheetColumn, texts: Texts): string {
  const lines = [texts(column.required ? "sheet.template.required" : "sheet.template.optional")];
  if (column.help) lines.push(texts(column.help));
  if (column.kind.type === "choice" || column.dictionary) lines.push(texts("sheet.template.choose"));
  if (column.kind.type === "date") lines.push(texts("sheet.template.date"));
  return lines.join("\n");
}

function listOf({ kind }: SheetColumn, texts: Texts, dictionary: readonly string[] = []): readonly string[] {
  return kind.type === "choice" ? kind.values.map((value) => texts(`${kind.labels}.${value}`)) : dictionary;
}

/** The library knows rules for ranges but does not declare them; a rule a cell would be five thousand of them. */
type WithRangeRules = { dataValidations: { add(range: string, rule: ExcelJS.DataValidation): void } };

function addList(
  { main, lists }: { main: ExcelJS.Worksheet; lists: ExcelJS.Worksheet },
  { column, values }: { column: number; values: readonly string[] },
  texts: Texts,
) {
  values.forEach((value, index) => {
    const cell = lists.getCell(index + 1, column);
    cell.value = escapeText(value);
    cell.numFmt = "@";
  });
  const letters = main.getColumn(column).letter;
  (main as unknown as WithRangeRules).dataValidations.add(`${letters}2:${letters}${LAST_ROW}`, {
    type: "list",
    allowBlank: true,
    formulae: [`${LISTS}!$${letters}$1:$${letters}$${values.length}`],
    // A warning only: a new dictionary value may be what is wanted, and the import decides.
    showErrorMessage: true,
    errorStyle: "warning",
    error: texts("sheet.template.not_in_list"),
  });
}

function addInstructions(book: ExcelJS.Workbook, texts: Texts) {
  const sheet = book.addWorksheet(sheetTitle(texts("sheet.template.instructions")));
  sheet.getColumn(1).width = 100;
  const limits = { rows: SHEET_LIMITS.rows, megabytes: SHEET_LIMITS.fileBytes / 1024 / 1024 };
  for (const line of INSTRUCTIONS) {
    const cell = sheet.addRow([texts(`sheet.template.${line}`, limits)]).getCell(1);
    cell.alignment = { wrapText: true, vertical: "top" };
  }
}
