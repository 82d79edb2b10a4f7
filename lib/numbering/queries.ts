import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { NumberedKind } from "@/db/enums";
import { numberCounters, numberRules } from "@/db/schema";
import type { Transaction } from "@/lib/core/context";
import { type NumberRule, periodOf } from "./format";
import { freeNumbers } from "./sequence";

/** The rule of a kind. `npm run migrate` sets one for each, so that a missing one is a bug. */
export async function findNumberRule(ctx: Transaction, kind: NumberedKind) {
  const [rule] = await ctx.db.select().from(numberRules).where(eq(numberRules.kind, kind));
  if (!rule) throw new Error(`There is no numbering rule for ${kind}.`);
  return rule;
}

/** The last sequence given by a rule in the period of today; 0 where it has given none. */
export async function lastSequence(ctx: Transaction, kind: NumberedKind, rule: NumberRule): Promise<number> {
  const [counter] = await ctx.db
    .select({ last: numberCounters.last })
    .from(numberCounters)
    .where(counterOf(ctx, kind, rule));
  return counter?.last ?? 0;
}

/** The counter row of a rule in the period of today. */
export const counterOf = (ctx: Transaction, kind: NumberedKind, rule: NumberRule) =>
  and(
    eq(numberCounters.kind, kind),
    eq(numberCounters.period, periodOf(rule.datePart, ctx.today)),
    eq(numberCounters.prefix, rule.prefix),
  );

/** The number that the next record would get if it were saved now. Takes nothing: somebody else may get it first. */
export async function previewNumber(ctx: Transaction, kind: NumberedKind): Promise<string> {
  const rule = await findNumberRule(ctx, kind);
  const after = await lastSequence(ctx, kind, rule);
  const candidates = freeNumbers({ kind, rule, today: ctx.today, after, count: 1 });
  const { rows } = await ctx.db.execute<{ number: string }>(
    sql`with recursive ${candidates} select number from candidate where free`,
  );
  return rows[0]!.number;
}

/** All rules with their present counters, for the screen. */
export async function listNumberRules(ctx: Transaction) {
  const rules = await ctx.db.select().from(numberRules).orderBy(numberRules.kind);
  return Promise.all(
    rules.map(async ({ kind, prefix, datePart, digits, version }) => {
      const rule = { prefix, datePart, digits };
      return { kind, rule, version, last: await lastSequence(ctx, kind, rule), next: await previewNumber(ctx, kind) };
    }),
  );
}
export type NumberRuleView = Awaited<ReturnType<typeof listNumberRules>>[number];
