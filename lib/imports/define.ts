import type { CustomerKind, ImportKind, ImportMode } from "@/db/enums";
import type { StaffContext } from "@/lib/core/context";
import type { SheetDefinition } from "@/lib/core/sheet/define";
import type { AddableKind } from "./schema";

/** One column of the file and the field that it fills; null: the column is not imported. */
export type MappedColumn = { index: number; header: string; field: string | null };

/** What the user chose on the mapping page, kept in `imports.options`. */
export type ImportOptions = {
  columns: MappedColumn[];
  /** Cells that mean "nothing" (`NULL`). */
  emptyTokens: string[];
  /** The kind of customers whose row does not say it (D-40). */
  customerKind: CustomerKind;
  /** Dictionaries to which unknown values are added instead of being refused (IMP-03), and the tags. */
  addUnknown: AddableKind[];
};

/** One run of an import, as check and write of a definition see it. */
export type ImportRun = {
  id: string;
  fileName: string;
  mode: ImportMode;
  options: ImportOptions;
  /** Asked between the steps of a long run: ends it where somebody has stopped the import meanwhile (IMP-05). */
  goOn(): Promise<void>;
};

/** What an import wrote: the act in the log under which its records stand. An undo takes back exactly these. */
export type Written = { eventId: string };

/** How the records of an act are taken back (I10); the steps work on the tables of `undo-set.ts`. */
export type UndoDefinition = {
  /** Refuses in a sentence who may not change by hand what the import changed. */
  allow(ctx: StaffContext, options: ImportOptions): void;
  /** Says of every record and field whether it can be taken back; `write` holds the records first. */
  judge(ctx: StaffContext, purpose: "preview" | "write"): Promise<void>;
  /** Takes back what was judged so, under an act of the log. */
  takeBack(ctx: StaffContext, eventId: string): Promise<void>;
};

/**
 * What a module states to be importable (IMP-06). Both functions get the staged rows in `import_rows` and work in one
 * transaction of set-based SQL (D-41).
 */
export type ImportDefinition = {
  kind: ImportKind;
  sheet: SheetDefinition;
  /** Refuses in a sentence what the actor may not import at all with these choices. */
  allow(ctx: StaffContext, mode: ImportMode, options: ImportOptions): void;
  /** Gives every staged row its problems, notes and action; writes nothing else. */
  check(ctx: StaffContext, run: ImportRun): Promise<void>;
  /** Writes the rows that are not bad, after judging them again. @throws ImportFault when a row is not what was previewed */
  write(ctx: StaffContext, run: ImportRun): Promise<Written>;
  undo: UndoDefinition;
  /** Values for the drop-down lists of the template, by field. */
  listValues(ctx: StaffContext): Promise<Record<string, string[]>>;
};

/** Ends an import with a sentence (`imports.failure.<code>`, or a message key); nothing of it is written. */
export class ImportFault extends Error {
  constructor(
    readonly code: string,
    readonly values: Record<string, string | number> = {},
  ) {
    super(`The import failed: ${code}`);
    this.name = "ImportFault";
  }
}

/** The header under which a field stands in the file, by field. */
export const headersOf = ({ columns }: Pick<ImportOptions, "columns">): Record<string, string> =>
  Object.fromEntries(columns.flatMap(({ field, header }) => (field ? [[field, header]] : [])));
