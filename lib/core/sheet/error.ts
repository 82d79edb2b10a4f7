/**
 * A file that cannot be read, in a way that its owner can do something about: `sheet.error.<code>` is the sentence
 * and `values` fill its placeholders.
 */
export class SheetError extends Error {
  constructor(
    readonly code: string,
    readonly values: Record<string, string | number> = {},
    options?: ErrorOptions,
  ) {
    super(`The spreadsheet was refused: ${code} ${JSON.stringify(values)}`, options);
    this.name = "SheetError";
  }
}
