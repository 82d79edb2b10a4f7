import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import { auditChanges } from "@/db/schema";
import type { Transaction } from "./context";
import type { Entity, RecordTable } from "./entity";

/**
 * Records what an act did to many records at once (D-12): one INSERT … SELECT over the entity's declared columns, the same
 * lines that `auditRecord` writes one by one. `ids` selects the ids of the records as they are now; `before` is a table with
 * the rows as they were, those that are missing in it were created. A record without a change leaves no line.
 */
export async function auditSet<T extends RecordTable>(
  { db }: Pick<Transaction, "db">,
  entity: Entity<T>,
  eventId: string,
  { ids, before }: { ids: SQL; before: SQL },
): Promise<void> {
  const differences = Object.entries(entity.audited).map(([column, mark]): SQL => {
    const name = sql.raw(toSnakeCase(column));
    const hidden = (table: string) => sql`case when ${sql.raw(table)}.${name} is not null then '•••' end`;
    const both = mark === "secret" ? sql`${hidden("b")}, ${hidden("a")}` : sql`b.${name}, a.${name}`;
    return sql`${column}::text, case when b.${name} is distinct from a.${name} then jsonb_build_array(${both}) end`;
  });
  const customer = entity.customer ? sql`a.${sql.raw(toSnakeCase(entity.customer))}` : sql`null::uuid`;
  await db.execute(sql`
    insert into ${auditChanges} (event_id, entity, record_id, customer_id, kind, changes)
    select ${eventId}, ${entity.name}, id, customer_id, (case when is_new then 'create' else 'update' end)::change_kind, changes
    from (
      select a.id, ${customer} as customer_id, b.id is null as is_new,
        jsonb_strip_nulls(jsonb_build_object(${sql.join(differences, sql`, `)})) as changes
      from ${entity.table} a left join ${before} b on b.id = a.id where a.id in (${ids})
    ) one
    where changes <> '{}'`);
}

/**
 * Records what hangs on records as a set of names, such as tags: `lines` selects the record's `id`, its `customer_id` and the
 * names `before` and `after` as arrays. It runs before the change, so that one statement sees both; what stays the same leaves
 * no line. `column` is the label under which the log tells it.
 */
export async function auditNames(
  { db }: Pick<Transaction, "db">,
  entity: Entity,
  eventId: string,
  column: string,
  lines: SQL,
): Promise<void> {
  await db.execute(sql`
    insert into ${auditChanges} (event_id, entity, record_id, customer_id, kind, changes)
    select ${eventId}, ${entity.name}, id, customer_id, 'update'::change_kind,
      jsonb_build_object(${column}::text, jsonb_build_array(to_jsonb(before), to_jsonb(after)))
    from (${lines}) one where before is distinct from after`);
}

/** Records that an act removed many records at once: `removed` selects the rows as they were. It runs before they go. */
export async function auditRemovedSet<T extends RecordTable>(
  { db }: Pick<Transaction, "db">,
  entity: Entity<T>,
  eventId: string,
  removed: SQL,
): Promise<void> {
  const values = Object.entries(entity.audited).map(([column, mark]): SQL => {
    const name = sql`r.${sql.raw(toSnakeCase(column))}`;
    const shown = mark === "secret" ? sql`'•••'::text` : name;
    return sql`${column}::text, case when ${name} is not null then jsonb_build_array(${shown}, null) end`;
  });
  const customer = entity.customer ? sql`r.${sql.raw(toSnakeCase(entity.customer))}` : sql`null::uuid`;
  await db.execute(sql`
    insert into ${auditChanges} (event_id, entity, record_id, customer_id, kind, changes)
    select ${eventId}, ${entity.name}, r.id, ${customer}, 'delete'::change_kind, jsonb_strip_nulls(jsonb_build_object(${sql.join(values, sql`, `)}))
    from (${removed}) r`);
}
