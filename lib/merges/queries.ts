import "server-only";
import { and, desc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { customerMerges, customers, settings, users } from "@/db/schema";
import { can, type Context, type StaffContext } from "@/lib/core/context";
import { translatorFor } from "@/lib/core/messages";
import { deletedScope, scope } from "@/lib/core/scope";
import { customerEntity } from "@/lib/customers/entity";
import { parentForced } from "@/lib/customers/merge";
import { type CustomerView, findBilling, findCustomer } from "@/lib/customers/queries";
import type { Pair } from "./define";
import { mergeEntity } from "./entity";
import { contactDataFields, isEmpty, isSame, type RecordField, recordFields, type Takeable } from "./fields";
import { mergeFollowers } from "./followers";

const DAY_MS = 24 * 60 * 60 * 1000;

/** The customers that the actor may merge: each must be theirs to see, to edit and to delete too (CUS-10). */
export const mergeable = (ctx: Context): SQL | undefined =>
  and(
    scope(ctx, customerEntity, "view"),
    scope(ctx, customerEntity, "merge"),
    scope(ctx, customerEntity, "edit"),
    scope(ctx, customerEntity, "delete"),
  );

/** Whether a customer is one that the actor may merge: the menu asks what the page will. */
export async function mayMerge(ctx: Context, id: string): Promise<boolean> {
  return (await ctx.db.$count(customers, and(eq(customers.id, id), mergeable(ctx)))) > 0;
}

/** One field of both customers, in words, and which of the two is proposed: the survivor's, unless nothing stands there. */
export type ComparedField = { field: Takeable; survivor: string | null; loser: string | null; takes: boolean };

/** Two customers beside each other: where they differ, what would move, and what forbids it; nothing where one is not the actor's to merge. */
export async function comparePair(ctx: StaffContext, pair: Pair) {
  const [survivor, loser] = [await mergeableView(ctx, pair.survivorId), await mergeableView(ctx, pair.loserId)];
  if (!survivor || !loser) return undefined;
  const t = translatorFor(ctx.actor.locale);
  const differing = recordFields.filter((field) => !isSame(field, survivor.customer, loser.customer));
  const forced = differing.includes("parentId")
    ? await parentForced(ctx, survivor.customer, loser.customer)
    : undefined;
  const offered = differing.filter((field) => field !== "parentId" || (forced === undefined && !loser.hidesParent));
  const fields: ComparedField[] = offered.map((field) => ({
    field,
    survivor: wordsOf(field, survivor, t),
    loser: wordsOf(field, loser, t),
    takes: isEmpty(field, survivor.customer),
  }));
  const billing = await compareBilling(ctx, pair, t);
  const follows = [];
  for (const { name, count } of mergeFollowers) {
    const moving = (await count?.(ctx, pair)) ?? 0;
    if (moving > 0) follows.push(t(`merges.follows.${name}`, { count: moving }));
  }
  return {
    survivor: headOf(survivor),
    loser: headOf(loser),
    fields: billing ? [...fields, billing] : fields,
    same: recordFields.length - hiddenCount(ctx) - differing.length,
    follows,
    reasons: await reasonsAgainst(ctx, pair),
    undoDays: await findUndoDays(ctx),
  };
}
export type ComparedPair = NonNullable<Awaited<ReturnType<typeof comparePair>>>;

const hiddenCount = (ctx: Context) => (can(ctx, "fields.contact_data") ? 0 : contactDataFields.length);
const headOf = ({ customer: { id, version, number, name } }: CustomerView) => ({ id, version, number, name });

async function mergeableView(ctx: StaffContext, id: string) {
  return (await mayMerge(ctx, id)) ? findCustomer(ctx, id) : undefined;
}

type Words = ReturnType<typeof translatorFor>;
/** Fields whose value is told by other words than it is stored in. */
const told: Partial<Record<RecordField, (view: CustomerView, t: Words) => string | null>> = {
  kind: ({ customer }, t) => t(`customers.kind.${customer.kind}`),
  typeId: ({ type }) => type,
  industryId: ({ industry }) => industry,
  levelId: ({ level }) => level,
  sourceId: ({ source }) => source,
  creditRatingId: ({ creditRating }) => creditRating,
  parentId: ({ parent, hidesParent }, t) => parent?.name ?? (hidesParent ? t("customers.hidden_parent") : null),
  regionId: ({ region, customer: { country, province, city } }) =>
    region ?? ([country, province, city].filter(Boolean).join(" / ") || null),
  ownership: ({ customer: { ownership }, owner, department }, t) =>
    [t(`customers.ownership.${ownership}`), ownership === "private" ? owner : department].filter(Boolean).join(" · "),
};

/** What stands in a field, as the record shows it. */
const wordsOf = (field: RecordField, view: CustomerView, t: Words): string | null =>
  told[field]?.(view, t) ?? (field in told ? null : view.customer[field]);

/** Billing is chosen as a whole, by those who may change it, where both have some (CUS-07). */
async function compareBilling(ctx: StaffContext, pair: Pair, t: Words): Promise<ComparedField | undefined> {
  if (!(await mayTakeBilling(ctx, pair))) return undefined;
  const [mine, theirs] = [await findBilling(ctx, pair.survivorId), await findBilling(ctx, pair.loserId)];
  if (!mine || !theirs) return undefined;
  const named = (row: typeof mine) =>
    [row.invoiceTitle, row.taxNumber].filter(Boolean).join(" · ") || t("merges.billing");
  return { field: "billing", survivor: named(mine), loser: named(theirs), takes: false };
}

/** Whether the actor may change the billing information of both. */
export async function mayTakeBilling(ctx: Context, { survivorId, loserId }: Pair): Promise<boolean> {
  const both = inArray(customers.id, [survivorId, loserId]);
  return (await ctx.db.$count(customers, and(both, scope(ctx, customerEntity, "edit_billing")))) === 2;
}

/** All reasons against merging two customers, in the reader's language (D-32); none: they may be merged. */
export async function reasonsAgainst(ctx: StaffContext, pair: Pair, followers = mergeFollowers): Promise<string[]> {
  const t = translatorFor(ctx.actor.locale);
  const reasons: string[] = [];
  for (const { judge } of followers)
    for (const { key, values } of (await judge?.(ctx, pair)) ?? []) reasons.push(t(key, values));
  return reasons;
}

/** For how many days a merge can be undone (F16). */
export async function findUndoDays({ db }: Pick<Context, "db">): Promise<number> {
  const [row] = await db.select({ days: settings.mergeUndoDays }).from(settings);
  return row!.days;
}

/** The merges into a customer that were not undone, latest first, and for how many days each can still be. */
export async function listMerges(ctx: StaffContext, survivorId: string) {
  const loser = alias(customers, "loser");
  const days = await findUndoDays(ctx);
  const rows = await ctx.db
    .select({
      id: customerMerges.id,
      name: loser.name,
      number: loser.number,
      by: users.name,
      at: customerMerges.mergedAt,
      mine: sql<boolean>`${inArray(
        customerMerges.loserId,
        ctx.db
          .select({ id: customers.id })
          .from(customers)
          .where(deletedScope(ctx, customerEntity, "merge")),
      )}`,
    })
    .from(customerMerges)
    .innerJoin(loser, eq(loser.id, customerMerges.loserId))
    .innerJoin(users, eq(users.id, customerMerges.mergedBy))
    .where(
      and(eq(customerMerges.survivorId, survivorId), isNull(customerMerges.undoneAt), scope(ctx, mergeEntity, "view")),
    )
    .orderBy(desc(customerMerges.mergedAt), desc(customerMerges.id))
    .limit(MOST_MERGES);
  const may = rows.length > 0 && (await mayMerge(ctx, survivorId));
  return rows.map(({ mine, ...row }) => {
    const left = daysLeft(ctx, row.at, days);
    return { ...row, daysLeft: left, canUndo: may && mine && left > 0 };
  });
}
/** More than anybody merges into one customer. */
const MOST_MERGES = 50;

/** Days, begun ones counted, until a merge of that moment stays for good. */
export const daysLeft = ({ now }: Pick<Context, "now">, at: Date, days: number) =>
  Math.max(0, Math.ceil(days - (now.getTime() - at.getTime()) / DAY_MS));

/** The customer that an address means now, where the one that it names went into another that the actor may see (CUS-10). */
export async function survivorOf(ctx: Context, id: string): Promise<string | undefined> {
  const { rows } = await ctx.db.execute<{ id: string }>(sql`
    with recursive way as (
      select merged_into as id, 1 as step from ${customers} where id = ${id}
      union all select c.merged_into, way.step + 1 from ${customers} c join way on c.id = way.id where way.step < 100)
    select ${customers.id} as id from ${customers}
    where ${customers.id} in (select id from way) and ${scope(ctx, customerEntity, "view") ?? sql`true`}`);
  return rows[0]?.id;
}
