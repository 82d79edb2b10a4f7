/** How much of a stranger's file is read before it is refused. Sizes are bytes unless the name says otherwise. */
export type SheetLimits = {
  fileBytes: number;
  /** Parts of an .xlsx archive. */
  entries: number;
  /** All parts of an .xlsx archive together, as declared and again while inflating. */
  unpackedBytes: number;
  /** Unpacked size of one part against its packed size. */
  ratio: number;
  sheets: number;
  rows: number;
  columns: number;
  /** Characters in one line. */
  lineChars: number;
  sharedStrings: number;
};

export const SHEET_LIMITS: SheetLimits = {
  fileBytes: 20 * 1024 * 1024,
  entries: 200,
  unpackedBytes: 100 * 1024 * 1024,
  ratio: 100,
  sheets: 50,
  rows: 100_000,
  columns: 100,
  lineChars: 1_000_000,
  sharedStrings: 2_000_000,
};

/** Small parts compress well without being bombs: the ratio counts only above this unpacked size. */
export const RATIO_FROM_BYTES = 1024 * 1024;

/** The child that reads a file: its JavaScript heap, and all its memory together, in megabytes. */
export const CHILD_HEAP_MB = 256;
export const CHILD_MEMORY_MB = 512;
/** How long the child may take, in milliseconds: to start, for the head of a file, for all of it. */
export const START_MS = 15_000;
export const HEAD_MS = 5_000;
export const READ_MS = 10 * 60_000;
