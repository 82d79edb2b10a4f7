import "server-only";
import { and, asc, eq, inArray } from "drizzle-orm";
import { type Customer, type CustomerMerge, customerMerges, customers } from "@/db/schema";
import { auditEvent } from "@/lib/core/audit";
import type { StaffContext } from "@/lib/core/context";
import { missing, refuse } from "@/lib/core/errors";
import { translatorFor } from "@/lib/core/messages";
import { lockRecord } from "@/lib/core/records";
import { deletedScope } from "@/lib/core/scope";
import { holdTree } from "@/lib/customers/bin";
import { customerEntity } from "@/lib/customers/entity";
import { noteMerged, reopen, saveSurvivor, setAhead } from "@/lib/customers/merge";
import { assertRoom } from "@/lib/customers/quota";
import { mergeEntity } from "./entity";
import { mergeFields, type MergedColumn, recordFields } from "./fields";
import { mergeFollowers } from "./followers";
import { daysLeft, findUndoDays, mergeable } from "./queries";
import { keptRows } from "./rows";
import type { MergeId } from "./schema";

const EVENT = "customer.merge_undone";
type Values = Partial<Pick<Customer, MergedColumn>>;

/** What undoing would leave as it is, as sentences, because it changed since; refuses like the undoing itself (F16). */
export async function previewUndo(ctx: StaffContext, { id }: MergeId) {
  const { merge, survivor } = await holdMerge(ctx, id);
  const { kept } = await overwritten(ctx, merge, survivor);
  const rows: Kept[] = [];
  for (const { name, countKept } of mergeFollowers) rows.push({ name, count: (await countKept?.(ctx, merge)) ?? 0 });
  const lines = keptLines(ctx, kept, rows);
  return { lines: lines.length > 0 ? lines : [translatorFor(ctx.actor.locale)("merges.undo_whole")] };
}

/**
 * Undoes a merge while it is young enough (F16): the loser lives again as it was, what moved and is still the survivor's goes
 * back, and so do the values that were written over and not changed since. Everything else stays, and is listed.
 */
export async function undoMerge(ctx: StaffContext, { id }: MergeId) {
  const { merge: row, survivor, loser } = await holdMerge(ctx, id);
  await holdTree(ctx);
  const eventId = await auditEvent(ctx, EVENT, { customer: `${loser.name} ${loser.number}` });
  const merge = { ...row, eventId };
  const { back, kept } = await overwritten(ctx, row, survivor);
  const { parentId: _later, ...ahead } = back;
  await setAhead(ctx, survivor.id, ahead);
  if (loser.ownership === "private" && loser.ownerId) await assertRoom(ctx, loser.ownerId);
  const belowParent = await reopen(ctx, loser, EVENT);
  const rows: Kept[] = [];
  for (const { name, moveBack } of mergeFollowers) rows.push({ name, count: (await moveBack?.(ctx, merge)) ?? 0 });
  await saveSurvivor(ctx, survivor, back, EVENT);
  await noteMerged(ctx, merge, loser, true);
  await ctx.db
    .update(customerMerges)
    .set({ undoneBy: ctx.actor.id, undoneAt: ctx.now })
    .where(eq(customerMerges.id, id));
  const t = translatorFor(ctx.actor.locale);
  const lines = [...keptLines(ctx, kept, rows), ...(belowParent ? [] : [t("merges.kept.parent")])];
  return { id: loser.id, name: loser.name, kept: lines };
}

/** Holds a merge that can be undone with both its customers; the loser must be the actor's to merge, too. */
async function holdMerge(ctx: StaffContext, id: string) {
  const merge = await lockRecord(ctx, mergeEntity, id, "merge");
  if (merge.undoneAt) refuse("merges.error.undone");
  const days = await findUndoDays(ctx);
  if (daysLeft(ctx, merge.mergedAt, days) === 0) refuse("merges.error.too_late", { days });
  const hold = async (one: string, condition: ReturnType<typeof mergeable>) => {
    const [row] = await ctx.db
      .select()
      .from(customers)
      .where(and(inArray(customers.id, [one]), condition))
      .orderBy(asc(customers.id))
      .for("no key update");
    return row ?? missing();
  };
  const survivor = await hold(merge.survivorId, mergeable(ctx));
  const loser = await hold(merge.loserId, deletedScope(ctx, customerEntity, "merge"));
  return { merge, survivor, loser };
}

/** Of the values that the merge wrote over, those that nobody changed since, and the fields that somebody did. */
async function overwritten(ctx: StaffContext, merge: Pick<CustomerMerge, "id">, survivor: Customer) {
  const { rows } = await ctx.db.execute<{ before: Values; after: Values }>(keptRows(merge, "values"));
  const { before, after } = rows[0] ?? { before: {}, after: {} };
  const back: Values = {};
  const kept: string[] = [];
  for (const field of recordFields) {
    const columns = mergeFields[field].filter((column) => column in after);
    if (columns.length === 0) continue;
    const untouched = columns.every((column) => (survivor[column] ?? null) === (after[column] ?? null));
    if (untouched) for (const column of columns) Object.assign(back, { [column]: before[column] ?? null });
    else kept.push(field);
  }
  return { back, kept };
}

type Kept = { name: string; count: number };
function keptLines(ctx: StaffContext, fields: readonly string[], rows: readonly Kept[]): string[] {
  const t = translatorFor(ctx.actor.locale);
  const names = new Intl.ListFormat(ctx.actor.locale, { type: "conjunction" }).format(
    fields.map((field) => t(`customers.field.${field}`)),
  );
  return [
    ...(fields.length > 0 ? [t("merges.kept.fields", { names })] : []),
    ...rows.filter(({ count }) => count > 0).map(({ name, count }) => t(`merges.kept.${name}`, { count })),
  ];
}
