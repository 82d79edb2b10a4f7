import "server-only";
import { auditChanges, auditEvents } from "@/db/schema";
import type { ChangeKind } from "@/db/enums";
import type { Actor, PortalUser, Transaction } from "./context";
import type { Entity, RecordTable } from "./entity";

type Acting = Pick<Transaction, "db" | "now" | "origin"> & { readonly actor: Actor | PortalUser };
type Changes = Record<string, [before: unknown, after: unknown]>;

/** The events already written in a transaction, by name: one act is one event, however many records it changes (D-12). */
const written = new WeakMap<object, Map<string, string>>();

/** Whether the act on this transaction has left its trace. */
export const hasTrace = (db: object) => (written.get(db)?.size ?? 0) > 0;

/**
 * Records that something happened, in the transaction of the act: if this fails, so does the act. Returns the event's id;
 * the same event in the same transaction is written once.
 */
export async function auditEvent(ctx: Acting, event: string, details?: Record<string, unknown>): Promise<string> {
  const events = written.get(ctx.db) ?? new Map<string, string>();
  written.set(ctx.db, events);
  const known = events.get(event);
  if (known) return known;
  const [row] = await ctx.db
    .insert(auditEvents)
    .values({ at: ctx.now, event, details, ...signature(ctx) })
    .returning({ id: auditEvents.id });
  events.set(event, row!.id);
  return row!.id;
}

/** Who, through which door, from where: the columns of an audit event that the context knows. */
export function signature({ actor, origin }: Acting) {
  return {
    userId: actor.kind === "system" ? null : actor.id,
    actor: actor.name,
    door: origin.door,
    address: origin.address,
    requestId: origin.requestId,
  };
}

/** Records the difference of one record over its declared columns. A save that changes nothing declared writes no line. */
export async function auditRecord<T extends RecordTable>(
  ctx: Acting,
  entity: Entity<T>,
  event: string,
  before: Record<string, unknown> | null,
  after: Record<string, unknown> | null,
): Promise<void> {
  const kind: ChangeKind = !before ? "create" : !after ? "delete" : "update";
  const changes = difference(entity, before ?? {}, after ?? {});
  const eventId = await auditEvent(ctx, event);
  if (kind === "update" && Object.keys(changes).length === 0) return;
  const record = (after ?? before)!;
  await ctx.db.insert(auditChanges).values({
    eventId,
    entity: entity.name,
    recordId: record.id as string,
    customerId: entity.customer ? (record[entity.customer] as string | null) : null,
    kind,
    changes,
  });
}

const SECRET = "•••";

function difference<T extends RecordTable>(
  entity: Entity<T>,
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): Changes {
  const changes: Changes = {};
  for (const [column, mark] of Object.entries(entity.audited)) {
    const [was, is] = [before[column] ?? null, after[column] ?? null];
    if (JSON.stringify(was) === JSON.stringify(is)) continue;
    changes[column] = mark === "secret" ? [was === null ? null : SECRET, is === null ? null : SECRET] : [was, is];
  }
  return changes;
}
