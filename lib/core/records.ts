import "server-only";
import { and, desc, eq, type InferInsertModel, type InferSelectModel, sql } from "drizzle-orm";
import type { AnyPgColumn, PgTable, PgUpdateSetSource } from "drizzle-orm/pg-core";
import { auditChanges, auditEvents } from "@/db/schema";
import { auditRecord } from "./audit";
import type { Context } from "./context";
import type { Entity, RecordTable } from "./entity";
import { missing, stale } from "./errors";
import { can } from "./context";
import { scope } from "./scope";

type Versioned = RecordTable & { version: AnyPgColumn; updatedAt: AnyPgColumn };
type Row<T extends RecordTable> = InferSelectModel<T> & { id: string };
/** Everything but what the kit fills itself: id, version and time stamps. */
export type NewRecord<T extends RecordTable> = Omit<InferInsertModel<T>, "version" | "createdAt" | "updatedAt">;

/** Inserts a row with its time stamps and records it. */
export async function addRecord<T extends RecordTable>(
  ctx: Context,
  entity: Entity<T>,
  event: string,
  values: NewRecord<T>,
): Promise<Row<T>> {
  const stamped = { ...values, createdAt: ctx.now, updatedAt: ctx.now } as unknown as InferInsertModel<T>;
  const [row] = (await ctx.db.insert(entity.table).values(stamped).returning()) as unknown as [Row<T>];
  await auditRecord(ctx, entity, event, null, row);
  return row;
}

/**
 * Reads a row that the actor may use for a verb and holds it until the transaction ends, so that what is judged is what is
 * changed. Throws `not_found` for a row out of scope exactly as for one that does not exist.
 */
export async function lockRecord<T extends RecordTable>(
  ctx: Context,
  entity: Entity<T>,
  id: string,
  verb: string,
): Promise<Row<T>> {
  const [row] = (await ctx.db
    .select()
    .from(entity.table as PgTable)
    .where(and(eq(entity.table.id, id), scope(ctx, entity, verb)))
    .for("no key update")) as Row<T>[];
  return row ?? missing();
}

/**
 * Saves a patch to a locked row, raises its version and records the difference. `expected` is the version that the person
 * saw: an older one throws `stale` with the other's values, so that the form can show both (FRM-01).
 */
export async function saveRecord<T extends Versioned>(
  ctx: Context,
  entity: Entity<T>,
  event: string,
  before: Row<T>,
  patch: PgUpdateSetSource<T>,
  expected?: number,
): Promise<Row<T>> {
  const current = (before as unknown as { version: number }).version;
  if (expected !== undefined && expected !== current) stale(await otherVersion(ctx, entity, before));
  const next = { ...patch, version: sql`${entity.table.version} + 1`, updatedAt: ctx.now } as PgUpdateSetSource<T>;
  const [after] = (await ctx.db
    .update(entity.table)
    .set(next)
    .where(eq(entity.table.id, before.id))
    .returning()) as unknown as [Row<T>];
  await auditRecord(ctx, entity, event, before, after);
  return after;
}

/** Removes a locked row and records what it was. Foreign keys refuse a row in use. */
export async function removeRecord<T extends RecordTable>(
  ctx: Context,
  entity: Entity<T>,
  event: string,
  before: Row<T>,
): Promise<void> {
  await ctx.db.delete(entity.table).where(eq(entity.table.id, before.id));
  await auditRecord(ctx, entity, event, before, null);
}

/** What somebody else saved: only declared columns that this actor may see. */
async function otherVersion<T extends RecordTable>(ctx: Context, entity: Entity<T>, row: Row<T>) {
  const [last] = await ctx.db
    .select({ at: auditEvents.at, by: auditEvents.actor })
    .from(auditChanges)
    .innerJoin(auditEvents, eq(auditEvents.id, auditChanges.eventId))
    .where(and(eq(auditChanges.entity, entity.name), eq(auditChanges.recordId, row.id)))
    .orderBy(desc(auditChanges.id))
    .limit(1);
  const seen = Object.entries(entity.audited).filter(
    ([, mark]) => mark === "open" || (mark !== "secret" && mark !== undefined && can(ctx, mark)),
  );
  const versioned = row as unknown as { version: number; updatedAt: Date } & Record<string, unknown>;
  return {
    version: versioned.version,
    at: last?.at ?? versioned.updatedAt,
    by: last?.by ?? "",
    values: Object.fromEntries(seen.map(([column]) => [column, versioned[column] ?? null])),
  };
}
