/** What the reading child and its parent say to each other: plain JSON. */
import type { CellKind } from "./define";
import type { SheetLimits } from "./limits";
import type { Choices } from "./parse-cell";

export type FileFormat = "xlsx" | "csv";
/** Encodings that a person can choose for a CSV file; the first two and UTF-16 are also recognised. */
export const ENCODINGS = ["utf-8", "gb18030", "utf-16le", "big5", "windows-1250", "windows-1252"] as const;
export type Encoding = (typeof ENCODINGS)[number];
export const DELIMITERS = [",", ";", "\t"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** What is seen of a file before anything is read in earnest. */
export type FileHead = {
  format: FileFormat;
  /** Of a CSV file, else null. */
  encoding: Encoding | null;
  delimiter: Delimiter | null;
  /** The visible sheets of a workbook in their order; empty for a CSV file. */
  sheets: string[];
  /** The sheet that headers and samples are from. */
  sheet: string | null;
  /** The first row, one entry a column; columns without a header between others are "". */
  headers: string[];
  /** Up to 20 rows as they are displayed, with their line in the file. */
  samples: { line: number; cells: string[] }[];
  /** Hidden rows among those seen so far. */
  hidden: number;
};

export type HeadRequest = {
  path: string;
  name: string;
  encoding?: Encoding | undefined;
  sheet?: string | undefined;
  limits: SheetLimits;
};

/** How a whole file is to be read. */
export type ReadRequest = {
  file: string;
  format: FileFormat;
  encoding: Encoding | null;
  delimiter: Delimiter | null;
  sheet: string | null;
  headerRow: 1;
  /** The mapped columns: `index` counts from 0 in the file. */
  columns: readonly { index: number; header: string; field: string; kind: CellKind; required?: boolean }[];
  /** For each field of kind `choice`, what `choiceTable` gives. */
  choices: Readonly<Record<string, Choices>>;
  /** Cells that mean "nothing" (`NULL`), compared exactly after trimming. */
  emptyTokens: readonly string[];
  limits?: Partial<SheetLimits>;
};

/** Totals of a file: `rows` = data rows, `blank` = skipped empty rows, `problems` = rows with at least one problem. */
export type ReadSummary = { rows: number; blank: number; hidden: number; problems: number };
/** `fraction` (0…1) is the part of the file that has been read. */
export type ReadProgress = { rows: number; fraction: number };

export type ChildTask =
  { task: "head"; request: HeadRequest } | { task: "read"; request: ReadRequest & { limits: SheetLimits } };
export type ChildMessage =
  | { type: "ready" }
  | { type: "head"; head: FileHead }
  | { type: "progress"; progress: ReadProgress }
  | { type: "done"; summary: ReadSummary }
  | { type: "refused"; code: string; values: Record<string, string | number> };
