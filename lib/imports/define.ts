import type { CustomerKind, DictionaryKind, ImportKind, ImportMode } from "@/db/enums";
import type { StaffContext } from "@/lib/core/context";
import type { SheetDefinition } from "@/lib/core/sheet/define";

/** One column of the file and the field that it fills; null: the column is not imported. */
export type MappedColumn = { index: number; header: string; field: string | null };

/** What the user chose on the mapping page, kept in `imports.options`. */
export type ImportOptions = {
  columns: MappedColumn[];
  /** Cells that mean "nothing" (`NULL`). */
  emptyTokens: string[];
  /** The kind of customers whose row does not say it (D-40). */
  customerKind: CustomerKind;
  /** Dictionaries to which unknown values are added instead of being refused (IMP-03). */
  addUnknown: DictionaryKind[];
};

/** One run of an import, as check and write of a definition see it. */
export type ImportRun = { id: string; fileName: string; mode: ImportMode; options: ImportOptions };

/** What an import wrote, for its trace in the log. */
export type Written = { event: string; details: Record<string, number> };

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
