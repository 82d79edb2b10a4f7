/** A cell as it came out of a file, before a column gives it a meaning. */
export type RawCell = {
  /** The cell as a person sees it, or nearly so. */
  text: string;
  /** A cell that a spreadsheet program holds as a number; `number` is the digits as the file writes them. */
  number?: string;
  /** A number with a date format, and the calendar that its book counts in. */
  date?: "1900" | "1904";
  /** `text` is what the formula gave when the book was last saved; null in `result` when it was never computed. */
  formula?: "computed" | "empty";
  /** An error value such as `#REF!`. */
  error?: true;
};

export const EMPTY_CELL: RawCell = { text: "" };
