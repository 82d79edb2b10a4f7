import "server-only";
import { eq, sql } from "drizzle-orm";
import type { NumberedKind } from "@/db/enums";
import { numberCounters, numberRules } from "@/db/schema";
import { auditRow, refuseOlder } from "@/lib/audit/commands";
import type { StaffContext, Transaction } from "@/lib/core/context";
import { missing, refuse } from "@/lib/core/errors";
import { periodOf } from "./format";
import { counterOf, findNumberRule, lastSequence } from "./queries";
import type { NumberRuleInput } from "./schema";
import { freeNumbers } from "./sequence";

/** The next number of a kind. Take it late in the transaction (D-34): everybody who wants one waits until it ends. */
export async function takeNumber(ctx: Transaction, kind: NumberedKind): Promise<string> {
  const [number] = await takeNumbers(ctx, kind, 1);
  return number!;
}

/**
 * A block of numbers in rising order, for an import or one record. The counter's row is locked first, so that two takers
 * never get the same; numbers that records have already are passed over. What remains possible: somebody saves a typed
 * number in the very moment in which it is given, and the unique index refuses the later of the two.
 */
export async function takeNumbers(ctx: Transaction, kind: NumberedKind, count: number): Promise<string[]> {
  if (count < 1) return [];
  const rule = await findNumberRule(ctx, kind);
  const key = { kind, period: periodOf(rule.datePart, ctx.today), prefix: rule.prefix };
  const [counter] = await ctx.db
    .insert(numberCounters)
    .values({ ...key, last: 0 })
    .onConflictDoUpdate({
      target: [numberCounters.kind, numberCounters.period, numberCounters.prefix],
      set: { last: sql`${numberCounters.last}` },
    })
    .returning({ last: numberCounters.last });
  const candidates = freeNumbers({ kind, rule, today: ctx.today, after: counter!.last, count });
  // A statement of its own: it sees what the holder of the lock before us has committed.
  const { rows } = await ctx.db.execute<{ number: string }>(sql`
    with recursive ${candidates},
    counted as (update number_counters set last = (select max(sequence) from candidate) where ${counterOf(ctx, kind, rule)})
    select number from candidate where free order by sequence`);
  return rows.map(({ number }) => number);
}

const columns = ["prefix", "datePart", "digits"] as const;

/**
 * Changes the rule of a kind for the numbers to come; those given stay. Fewer digits than the present counter already needs
 * are refused: its numbers would change their length from one to the next.
 */
export async function saveNumberRule(ctx: StaffContext, { kind, version, ...rule }: NumberRuleInput) {
  const [before] = await ctx.db.select().from(numberRules).where(eq(numberRules.kind, kind)).for("no key update");
  if (!before) missing();
  await refuseOlder(ctx, { event: "numbering.changed", of: kind, columns, row: before, expected: version });
  const last = await lastSequence(ctx, kind, rule);
  if (rule.digits < before.digits && last >= 10 ** rule.digits)
    refuse("numbering.error.digits_below_counter", { digits: rule.digits, last }, "digits");
  await ctx.db
    .update(numberRules)
    .set({ ...rule, version: before.version + 1, updatedAt: ctx.now })
    .where(eq(numberRules.kind, kind));
  await auditRow(ctx, { event: "numbering.changed", of: kind, columns, before, after: rule });
  return { kind };
}
