import "server-only";
import type { ChangeKind } from "@/db/enums";
import { can, type Context } from "@/lib/core/context";
import type { AuditMark } from "@/lib/core/entity";
import { type Names, namesOf, recordNames, visibleCustomers } from "./names";
import { type Reference, subjects } from "./subjects";

/** A value of the log as it may be shown: a text, a message key, or nothing where nothing stood. */
export type Shown = { text: string } | { key: string } | null;
export type FieldView = { column: string; label: string; before: Shown; after: Shown };
export type ChangeView = {
  id: string;
  entity: string;
  recordId: string;
  kind: ChangeKind;
  /** What the record is called; nothing where the actor may not know. */
  record: string | null;
  /** The actor may not see this record: it is said that it changed, not how. */
  withheld: boolean;
  fields: FieldView[];
};

type Pair = [before: unknown, after: unknown];
/** What describing needs of a row of `audit_changes`. */
export type RawChange = {
  id: string;
  entity: string;
  recordId: string;
  customerId: string | null;
  kind: ChangeKind;
  changes: Record<string, Pair>;
};

/** A value that somebody may not see is told from an empty one. */
const HIDDEN: Shown = { key: "audit.hidden" };
const UNSEEN: Shown = { text: "—" };
const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/**
 * The log in words that this actor may read (AUD-01, D-12): the same rights hold as for the record. Changes of a customer out
 * of scope are withheld, fields behind a field right are hidden, ids become names. A column that is no longer declared is
 * hidden too. Returns as many as it was given, in their order.
 */
export async function describeChanges(ctx: Context, changes: readonly RawChange[]): Promise<ChangeView[]> {
  const visible = await visibleCustomers(
    ctx,
    changes.flatMap(({ customerId }) => customerId ?? []),
  );
  const mayRead = ({ entity, customerId }: RawChange) => {
    const subject = subjects[entity];
    return subject !== undefined && can(ctx, subject.view) && (customerId === null || visible.has(customerId));
  };
  const read = changes.filter(mayRead);
  const [names, records] = await Promise.all([namesOf(ctx, referencesIn(read)), namesOfRecords(ctx, read)]);
  return changes.map((change) => {
    const { id, entity, recordId, kind } = change;
    if (!mayRead(change)) return { id, entity, recordId, kind, record: null, withheld: true, fields: [] };
    const record = records.get(recordId) ?? lastName(change.changes);
    const fields = Object.entries(change.changes).map(([column, pair]) =>
      describeField(ctx, entity, column, pair, names),
    );
    return { id, entity, recordId, kind, record, withheld: false, fields };
  });
}

function describeField(
  ctx: Context,
  entity: string,
  column: string,
  pair: Pair,
  names: Record<Reference, Names>,
): FieldView {
  const { marks, labels, ownLabels, references, words } = subjects[entity]!;
  const label = ownLabels?.includes(column) ? `audit.field.${column}` : `${labels}.${column}`;
  const mark = Object.hasOwn(marks, column) ? marks[column] : undefined;
  const show = (value: unknown): Shown => {
    if (value === null || value === undefined || value === "") return null;
    if (!mayShow(ctx, mark)) return HIDDEN;
    const reference = references?.[column];
    if (reference) return nameOf(names[reference], value);
    return plain(value, words?.[column]);
  };
  return { column, label, before: show(pair[0]), after: show(pair[1]) };
}

const mayShow = (ctx: Context, mark: AuditMark | undefined) =>
  mark === "open" || (mark !== undefined && mark !== "secret" && can(ctx, mark));

function nameOf(names: Names, value: unknown): Shown {
  const name = typeof value === "string" ? names.get(value) : undefined;
  return name === undefined ? UNSEEN : { text: name };
}

/** A value without a reference: words of a closed list, yes and no, lists, and what people typed. */
export function plain(value: unknown, words?: string): Shown {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "boolean") return { key: value ? "audit.yes" : "audit.no" };
  if (words && typeof value === "string" && /^[a-z_]+$/.test(value)) return { key: `${words}.${value}` };
  if (Array.isArray(value)) return value.length > 0 ? { text: value.map(textOf).join("、") } : null;
  return { text: textOf(value) };
}

const textOf = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : JSON.stringify(value);

/** The ids in these changes, by what they refer to. */
function referencesIn(changes: readonly RawChange[]): Partial<Record<Reference, string[]>> {
  const ids: Partial<Record<Reference, string[]>> = {};
  for (const { entity, changes: fields } of changes)
    for (const [column, reference] of Object.entries(subjects[entity]!.references ?? {}))
      for (const value of fields[column] ?? [])
        if (typeof value === "string" && UUID.test(value)) (ids[reference] ??= []).push(value);
  return ids;
}

async function namesOfRecords(ctx: Context, changes: readonly RawChange[]): Promise<Names> {
  const entities = [...new Set(changes.map(({ entity }) => entity))];
  const found = await Promise.all(
    entities.map((entity) => {
      const ids = changes.filter((change) => change.entity === entity).map(({ recordId }) => recordId);
      return recordNames(ctx, entity, [...new Set(ids)]);
    }),
  );
  return new Map(found.flatMap((names) => [...names]));
}

/** The name that a record has or had by the change itself: it may be gone by now. */
function lastName({ name }: Record<string, Pair>): string | null {
  const text = name?.[1] ?? name?.[0];
  return typeof text === "string" ? text : null;
}
