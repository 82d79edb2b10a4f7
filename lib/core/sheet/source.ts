/** Rows of a file, whatever its format, on their way to the table reader. Runs in the child. */
import type { RawCell } from "./cell";

export type SourceRow = {
  /** The line in the file, from 1. */
  line: number;
  hidden: boolean;
  /** Rows without content that were passed over just before this one. */
  blankBefore: number;
  cells: RawCell[];
};

/** The first row is the header. `fraction` (0…1) is how much of the file has been read. */
export type RowSource = {
  batches: AsyncIterable<SourceRow[]>;
  fraction: () => number;
  /** Whether a row must have as many cells as the header: true for CSV, where one comma shifts a whole line. */
  fixedWidth: boolean;
  close: () => void;
};

export const isBlank = (cells: readonly RawCell[]) =>
  cells.every((cell) => !cell.error && cell.formula === undefined && cell.text.trim() === "");
