import "server-only";
import type { SQL } from "drizzle-orm";
import type { AnyPgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Context } from "./context";
import type { FieldRight, ModuleName } from "./permissions";

export type RecordTable = PgTable & { id: AnyPgColumn };
type ColumnName<T extends RecordTable> = keyof T["$inferSelect"] & string;

/** How a column stands in the log: openly, behind a field right, or only as "changed". */
export type AuditMark = "open" | FieldRight | "secret";

/** A constraint of the database and the sentence (and field) in which its refusal is told. */
export type ConstraintTexts = Record<string, { key: string; field?: string }>;

export type Entity<T extends RecordTable = RecordTable> = {
  /** In the log, in security events and in message keys: "customer". */
  name: string;
  module: ModuleName;
  table: T;
  /** The columns whose changes are kept (D-12). A column that is not named leaves no trace. */
  audited: Partial<Record<ColumnName<T>, AuditMark>>;
  /** The column of the customer in whose history the record shows. */
  customer?: ColumnName<T>;
  /**
   * Rows have an owner: the conditions of the own rule, and those that hold whatever the reach. Or they hang on records of any
   * kind, whose right decides alone: what `record` says is the whole rule.
   */
  scope?:
    | { own: (ctx: Context, verb: string) => SQL | undefined; always?: (ctx: Context) => SQL | undefined }
    | { record: (ctx: Context, verb: string) => SQL };
  /** Which rows of the table are this entity at all: accounts of the portal stand beside those of the staff. */
  only?: SQL;
  /** When a row went into the recycle bin: for everything but the bin it is then as absent (CUS-09). */
  deletedAt?: AnyPgColumn;
  constraints?: ConstraintTexts;
};

const defined: Entity[] = [];
const constraintTexts = new Map<string, { key: string; field?: string }>();

/** Registers an entity once: table, scope, audited columns, the words for its constraints. */
export function defineEntity<T extends RecordTable>(entity: Entity<T>): Entity<T> {
  for (const [constraint, text] of Object.entries(entity.constraints ?? {})) constraintTexts.set(constraint, text);
  defined.push(entity as unknown as Entity);
  return entity;
}

/** Every entity that has been registered so far. */
export const entities = (): readonly Entity[] => defined;

/** The declared sentence for a constraint that refused a write. */
export const constraintText = (constraint: string) => constraintTexts.get(constraint);
