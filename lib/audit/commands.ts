import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import { auditEvents } from "@/db/schema";
import { auditEvent } from "@/lib/core/audit";
import type { Transaction, Actor } from "@/lib/core/context";
import { stale } from "@/lib/core/errors";

type Acting = Transaction & { readonly actor: Actor };
type Row = Record<string, unknown>;
type Subject = {
  event: string;
  /** Which row, where there are several: the kind of a numbering rule. */
  of: string;
  /** The columns whose changes are kept. */
  columns: readonly string[];
};

/**
 * Records the change of a row that has no id: the settings, a numbering rule. The difference stands in the event itself, in
 * the form that the changes of records have.
 */
export async function auditRow(
  ctx: Acting,
  { event, of, columns, before, after }: Subject & { before: Row; after: Row },
): Promise<void> {
  const changed = columns.filter((column) => JSON.stringify(before[column]) !== JSON.stringify(after[column]));
  const changes = Object.fromEntries(changed.map((column) => [column, [before[column], after[column]]]));
  await auditEvent(ctx, event, { of, changes });
}

/** Refuses a save that was begun on an older version of such a row, with what stands there now (FRM-01). */
export async function refuseOlder(
  ctx: Acting,
  {
    event,
    of,
    columns,
    row,
    expected,
  }: Subject & { row: Row & { version: number; updatedAt: Date }; expected: number },
): Promise<void> {
  if (expected === row.version) return;
  const [last] = await ctx.db
    .select({ at: auditEvents.at, by: auditEvents.actor })
    .from(auditEvents)
    .where(and(eq(auditEvents.event, event), sql`${auditEvents.details} ->> 'of' = ${of}`))
    .orderBy(desc(auditEvents.id))
    .limit(1);
  const values = Object.fromEntries(columns.map((column) => [column, row[column]]));
  stale({ version: row.version, at: last?.at ?? row.updatedAt, by: last?.by ?? "", values });
}
