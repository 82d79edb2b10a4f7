import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import { auditChanges } from "@/db/schema";
import type { UndoOutcome } from "@/db/enums";
import type { Transaction } from "@/lib/core/context";
import type { Entity } from "@/lib/core/entity";

type InTransaction = Pick<Transaction, "db">;

/**
 * Reads from the log what an act wrote, into two tables of the transaction (I10): `undo_records`, one line for each record, and
 * `undo_fields`, filled by `readFields`. A line without an outcome will be taken back; `reason` stands on a record where it is
 * kept as a whole, else on its fields. `tags` holds the names before and after, which stand apart from the record.
 */
export async function readAct({ db }: InTransaction, eventId: string): Promise<void> {
  await db.execute(sql`
    create temp table undo_records on commit drop as
    select entity, record_id as id, (array_agg(customer_id))[1] as customer_id, bool_or(kind = 'create') as is_new,
      coalesce((array_agg(changes - 'tags') filter (where changes - 'tags' <> '{}'))[1], '{}'::jsonb) as changes,
      (array_agg(changes -> 'tags') filter (where changes ? 'tags'))[1] as tags, null::text as outcome, null::text as reason
    from ${auditChanges} where event_id = ${eventId} group by entity, record_id`);
  await db.execute(sql`create index on undo_records (id)`);
  await db.execute(sql`analyze undo_records`);
  await db.execute(sql`
    create temp table undo_fields (entity text, id uuid, field text, column_name text, part_of text, before jsonb, after jsonb,
      now jsonb, outcome text, reason text) on commit drop`);
}

/** The declared columns of an entity as rows (field, column_name). */
const columnsOf = (entity: Entity, except: readonly string[] = []) =>
  sql`(values ${sql.join(
    Object.keys(entity.audited)
      .filter((field) => !except.includes(field))
      .map((field) => sql`(${field}::text, ${toSnakeCase(field)}::text)`),
    sql`, `,
  )}) c (field, column_name)`;

/** Judges whole records: those that the condition (over `r`) names and that have no outcome yet. */
export async function judgeRecords(
  { db }: InTransaction,
  entity: string,
  outcome: UndoOutcome,
  reason: SQL | string,
  condition: SQL,
): Promise<void> {
  await db.execute(sql`
    update undo_records r set outcome = ${outcome}, reason = ${reason}::text
    where r.entity = ${entity} and r.outcome is null and (${condition})`);
}

// `offset 0` below: a row is made JSON once, not once for each of its columns.

/** Keeps created records of which a declared column no longer says what the act wrote. */
export function keepChanged(ctx: InTransaction, entity: Entity, except: readonly string[] = []): Promise<void> {
  return judgeRecords(
    ctx,
    entity.name,
    "kept",
    "changed",
    sql`r.is_new and exists (
      select from (select to_jsonb(k) as values from ${entity.table} k where k.id = r.id offset 0) present cross join ${columnsOf(entity, except)}
      where present.values -> c.column_name is distinct from coalesce(r.changes -> c.field -> 1, 'null'))`,
  );
}

/**
 * Reads the fields that the act changed in records that were there before. A value that changed since is kept, and with it the
 * other fields of its group: `groups` names fields that are one value together. What stands as before already is done.
 */
export async function readFields(
  { db }: InTransaction,
  entity: Entity,
  { groups = {}, except = [] }: { groups?: Readonly<Record<string, string>>; except?: readonly string[] } = {},
): Promise<void> {
  await db.execute(sql`
    insert into undo_fields
    select r.entity, r.id, c.field, c.column_name, coalesce(${JSON.stringify(groups)}::jsonb ->> c.field, c.field), f.value -> 0,
      f.value -> 1, present.values -> c.column_name
    from undo_records r join lateral (select to_jsonb(k) as values from ${entity.table} k where k.id = r.id offset 0) present on true
      cross join lateral jsonb_each(r.changes) f (key, value) join ${columnsOf(entity, except)} on c.field = f.key
    where r.entity = ${entity.name} and not r.is_new and r.outcome is null`);
  await db.execute(sql`
    delete from undo_fields where entity = ${entity.name} and now = before`);
  await judgeFields({ db }, entity.name, "kept", "changed", sql`f.now <> f.after`);
}

/** Judges fields that the condition (over `f`) names and that have no outcome yet, each with its group. */
export async function judgeFields(
  { db }: InTransaction,
  entity: string,
  outcome: UndoOutcome,
  reason: string,
  condition: SQL,
): Promise<void> {
  await db.execute(sql`
    update undo_fields o set outcome = ${outcome}, reason = ${reason}
    from (select distinct f.id, f.part_of from undo_fields f where f.entity = ${entity} and f.outcome is null and (${condition})) found
    where o.entity = ${entity} and o.outcome is null and o.id = found.id and o.part_of = found.part_of`);
}

/** Gives every record the outcome of its fields: one that keeps a field is not taken back whole. Called when all is judged. */
export async function concludeRecords({ db }: InTransaction): Promise<void> {
  await db.execute(sql`
    update undo_records r set outcome = f.outcome
    from (select entity, id, case when bool_or(outcome = 'kept') then 'kept' else 'impossible' end as outcome
      from undo_fields where outcome is not null group by entity, id) f
    where r.entity = f.entity and r.id = f.id and r.outcome is null`);
}

/**
 * Gives fields their old values back, all columns of a record at once, and raises its version. The rows as they were stand in
 * `before`, a table that it makes, for the log.
 */
export async function restoreFields(
  { db, now }: Pick<Transaction, "db" | "now">,
  entity: Entity,
  before: SQL,
  except: readonly string[] = [],
): Promise<void> {
  const names = Object.keys(entity.audited)
    .filter((field) => !except.includes(field))
    .map((field) => toSnakeCase(field));
  const each = sql.raw(names.map((name) => `${name} = n.${name}`).join(", "));
  const restored = sql`
    select id, jsonb_object_agg(column_name, before) as patch from undo_fields
    where entity = ${entity.name} and outcome is null and column_name is not null group by id`;
  await db.execute(sql`
    create temp table ${before} on commit drop as
    select k.* from ${entity.table} k where k.id in (select id from (${restored}) p)`);
  await db.execute(sql`
    update ${entity.table} k set ${each}, version = k.version + 1, updated_at = ${now.toISOString()}
    from (${restored}) p join ${before} o on o.id = p.id
      cross join lateral jsonb_populate_record(o, p.patch) n
    where k.id = p.id`);
}
