import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { importKinds, importModes, importRowActions, importStates, undoOutcomes } from "../enums";
import { auditEvents } from "./audit";
import { id, instant, timestamps, version } from "./columns";
import { users } from "./users";

export const importKind = pgEnum("import_kind", importKinds);
export const importMode = pgEnum("import_mode", importModes);
export const importState = pgEnum("import_state", importStates);
export const importRowAction = pgEnum("import_row_action", importRowActions);
export const undoOutcome = pgEnum("undo_outcome", undoOutcomes);

type Problem = { code: string; values?: Record<string, string | number> };

/** One file brought in by one person: its history (IMP-05) and the state machine of its run. */
export const imports = pgTable(
  "imports",
  {
    id: id(),
    kind: importKind().notNull(),
    state: importState().notNull(),
    createdBy: uuid()
      .notNull()
      .references(() => users.id),
    /** Made by the upload form: the same form sent twice is one import (IM-11). */
    uploadKey: text().notNull(),
    fileName: text().notNull(),
    fileKey: text().notNull(),
    fileSize: bigint({ mode: "number" }).notNull(),
    fileHash: text().notNull(),
    /** What the file's head says: format, encoding, delimiter, sheet, headers, sample rows. */
    head: jsonb().$type<Record<string, unknown>>().notNull(),
    /** What the user chose: mapping, empty tokens, defaults, unknown values. */
    options: jsonb().$type<Record<string, unknown>>(),
    mode: importMode(),
    goodRowsOnly: boolean().notNull().default(false),
    rowsRead: integer().notNull().default(0),
    rowsBad: integer().notNull().default(0),
    rowsCreated: integer().notNull().default(0),
    rowsUpdated: integer().notNull().default(0),
    rowsUnchanged: integer().notNull().default(0),
    rowsWritten: integer().notNull().default(0),
    /** Hundredths of the file that a check has read. */
    percentRead: smallint().notNull().default(0),
    /** The act in the log that wrote the rows: its changes are what an undo takes back. */
    eventId: uuid().references(() => auditEvents.id),
    /** Who asked for the undo, and what became of the records that were written; the three add up to them. */
    undoneBy: uuid().references(() => users.id),
    undoneAt: instant(),
    recordsUndone: integer().notNull().default(0),
    recordsKept: integer().notNull().default(0),
    recordsImpossible: integer().notNull().default(0),
    problem: jsonb().$type<Problem>(),
    finishedAt: instant(),
    version: version(),
    ...timestamps,
  },
  (t) => [
    uniqueIndex("imports_upload_key").on(t.createdBy, t.uploadKey),
    index().on(t.createdBy, t.createdAt),
    index().on(t.kind, t.fileHash),
  ],
);
export type Import = typeof imports.$inferSelect;

/** The staging table: one row of the file, filled by COPY (D-41). Not logged: after a crash the file is read again. */
export const importRows = pgTable(
  "import_rows",
  {
    importId: uuid()
      .notNull()
      .references(() => imports.id, { onDelete: "cascade" }),
    rowNo: integer().notNull(),
    lineNo: integer().notNull(),
    raw: jsonb().$type<string[]>().notNull(),
    data: jsonb().$type<Record<string, string | number | null>>().notNull(),
    problems: jsonb().$type<(Problem & { field?: string; header?: string })[]>().notNull(),
    warnings: jsonb().$type<(Problem & { field?: string; header?: string })[]>().notNull(),
    action: importRowAction(),
    /** The record that the row updates or creates. */
    recordId: uuid(),
  },
  (t) => [primaryKey({ columns: [t.importId, t.rowNo] })],
);

/**
 * What an undo did not take back (I10): a whole record, or one field of it with the value that stands and the one from before.
 * Like the log it names records by their ids alone: it holds nobody back and is read through the reader's own scope.
 */
export const importUndoLines = pgTable(
  "import_undo_lines",
  {
    importId: uuid()
      .notNull()
      .references(() => imports.id, { onDelete: "cascade" }),
    lineNo: integer().notNull(),
    entity: text().notNull(),
    recordId: uuid().notNull(),
    customerId: uuid().notNull(),
    outcome: undoOutcome().notNull(),
    /** `import_undo.reason.<reason>` */
    reason: text().notNull(),
    /** Empty: the record as a whole. */
    field: text(),
    now: jsonb(),
    before: jsonb(),
  },
  (t) => [primaryKey({ columns: [t.importId, t.lineNo] })],
);
