import "server-only";
import { and, asc, inArray, isNotNull, sql } from "drizzle-orm";
import { type Customer, customerMerges, customers } from "@/db/schema";
import { auditEvent } from "@/lib/core/audit";
import { can, type StaffContext } from "@/lib/core/context";
import { missing, refuse, reject } from "@/lib/core/errors";
import { deletedScope, scope } from "@/lib/core/scope";
import { holdTree } from "@/lib/customers/bin";
import { customerEntity } from "@/lib/customers/entity";
import { closeInto, noteMerged, parentAfter, saveSurvivor, setAhead } from "@/lib/customers/merge";
import type { MergeFollower, Pair } from "./define";
import { contactDataFields, isEmpty, mergeFields, type MergedColumn, type RecordField, recordFields } from "./fields";
import { mergeFollowers } from "./followers";
import { mayTakeBilling, mergeable, reasonsAgainst } from "./queries";
import { keepRows } from "./rows";
import type { Merging } from "./schema";

const EVENT = "customer.merged";

/**
 * Merges one customer into another (CUS-10, F16): the survivor takes the chosen values, everything that refers to the loser
 * follows, the loser is closed and its number never used again. Both must be the actor's to merge, and be as the page showed
 * them. Refuses with all reasons while something forbids it (D-32). What it changes is kept, so that it can be undone.
 */
export async function mergeCustomers(
  ctx: StaffContext,
  input: Merging,
  followers: readonly MergeFollower[] = mergeFollowers,
) {
  const { survivor, loser } = await holdPair(ctx, input);
  await holdTree(ctx);
  const changed = [survivor, loser].find(
    ({ id, version }) => version !== (id === survivor.id ? input.survivorVersion : input.loserVersion),
  );
  if (changed) refuse("merges.error.changed", { name: changed.name });
  const reasons = await reasonsAgainst(ctx, input, followers);
  if (reasons.length > 0) refuse("merges.error.blocked", { reasons: reasons.join(" ") });
  const takes = await judgeTaken(ctx, survivor, loser, input);

  const pair = { survivorId: survivor.id, loserId: loser.id };
  const [row] = await ctx.db
    .insert(customerMerges)
    .values({ ...pair, mergedBy: ctx.actor.id, mergedAt: ctx.now })
    .returning({ id: customerMerges.id });
  const eventId = await auditEvent(ctx, EVENT, { customer: `${loser.name} ${loser.number}` });
  const merge = { ...pair, id: row!.id, eventId };
  const parentId = await parentAfter(ctx, survivor, loser, takes.includes("parentId"));
  await setAhead(ctx, survivor.id, { parentId });
  for (const { move } of followers) await move?.(ctx, merge, input.take);
  await closeInto(ctx, loser, survivor, EVENT);
  const after = { ...taken(takes, loser), parentId };
  await keepValues(ctx, merge, survivor, after);
  const saved = await saveSurvivor(ctx, survivor, after, EVENT);
  await noteMerged(ctx, merge, loser);
  return { id: survivor.id, version: saved.version, mergeId: merge.id };
}

/** Holds both customers, in the order of their ids so that two who merge the same pair take turns; the later one is told. */
async function holdPair(ctx: StaffContext, { survivorId, loserId }: Pair) {
  const both = inArray(customers.id, [survivorId, loserId]);
  const rows = await ctx.db
    .select()
    .from(customers)
    .where(and(both, mergeable(ctx)))
    .orderBy(asc(customers.id))
    .for("no key update");
  const survivor = rows.find(({ id }) => id === survivorId);
  const loser = rows.find(({ id }) => id === loserId);
  if (survivor && loser) return { survivor, loser };
  const [gone] = await ctx.db
    .select({ name: customers.name })
    .from(customers)
    .where(and(both, isNotNull(customers.mergedInto), deletedScope(ctx, customerEntity, "merge")));
  return gone ? refuse("merges.error.already", gone) : missing();
}

/**
 * The fields that the survivor takes. Whose the customer is changes only with the right to assign; a parent that the actor may
 * not see is none to choose (AZ-04). Fields that the page did not show follow the rule: filled wins over empty.
 */
async function judgeTaken(ctx: StaffContext, survivor: Customer, loser: Customer, { take, ...pair }: Merging) {
  const hidden = can(ctx, "fields.contact_data") ? [] : contactDataFields;
  const takes = recordFields.filter((field) =>
    hidden.includes(field) ? isEmpty(field, survivor) && !isEmpty(field, loser) : take.includes(field),
  );
  if (takes.includes("ownership")) {
    const assignable = and(inArray(customers.id, [survivor.id]), scope(ctx, customerEntity, "assign"));
    if ((await ctx.db.$count(customers, assignable)) === 0) reject({ take: { key: "customers.error.assign_needed" } });
  }
  if (takes.includes("parentId") && loser.parentId) {
    const seen = and(inArray(customers.id, [loser.parentId]), scope(ctx, customerEntity, "view"));
    if ((await ctx.db.$count(customers, seen)) === 0) reject({ take: { key: "errors.not_found" } });
  }
  if (take.includes("billing") && !(await mayTakeBilling(ctx, pair))) reject({ take: { key: "errors.forbidden" } });
  return takes;
}

const taken = (fields: readonly RecordField[], loser: Customer) =>
  Object.fromEntries(
    fields.flatMap((field) => mergeFields[field].map((column) => [column, loser[column]] as const)),
  ) as Partial<Pick<Customer, MergedColumn>>;

/** Keeps what the merge writes over: values of the survivor before, and as they are from now on. */
async function keepValues(ctx: StaffContext, merge: { id: string }, before: Customer, after: Partial<Customer>) {
  const columns = (Object.keys(after) as MergedColumn[]).filter((column) => before[column] !== after[column]);
  const valuesOf = (row: Partial<Customer>) =>
    JSON.stringify(Object.fromEntries(columns.map((column) => [column, row[column] ?? null])));
  const line = sql`select ${before.id}::uuid as row_id, ${valuesOf(before)}::jsonb as before, ${valuesOf(after)}::jsonb as after`;
  await keepRows(ctx, merge, "values", line);
}
