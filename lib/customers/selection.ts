import "server-only";
import { and, asc, type SQL, sql } from "drizzle-orm";
import { customers } from "@/db/schema";
import type { StaffContext } from "@/lib/core/context";
import { missing, refuse } from "@/lib/core/errors";
import { parseList, type SearchParams } from "@/lib/core/list";
import { scope } from "@/lib/core/scope";
import { customerEntity } from "./entity";
import { customerList } from "./list";
import { filterWhere } from "./queries";
import { type Choice, type Chosen, MOST_CHOSEN } from "./selection-schema";

/** What is done to many customers at once, each by a right of its own. */
export type BulkVerb = "assign" | "share";

/** How many customers a sentence names, and how many the dialog shows, before it trails off. */
const NAMED = 5;
const SAMPLES = 3;

/** Customers by their ids, however many. */
export const among = (ids: readonly string[]): SQL => sql`${customers.id} = any(${sql.param([...ids])}::uuid[])`;

/** "甲、乙、丙" in the reader's language, and how many there are in all. */
export function named(ctx: StaffContext, rows: readonly { name: string }[]) {
  const list = new Intl.ListFormat(ctx.actor.locale, { type: "conjunction" });
  return { names: list.format(rows.slice(0, NAMED).map(({ name }) => name)), count: rows.length };
}

/**
 * The customers that a dialog is about, fixed when it opens (F13): their ids and versions, and the first of them to look at.
 * The chosen ones all or not at all (D-06); those of a filter, as far as this may be done to them.
 */
export async function fixSelection(ctx: StaffContext, verb: BulkVerb, choice: Choice) {
  const which = "ids" in choice ? among(choice.ids) : filterOf(ctx, choice.search);
  const rows = await ctx.db
    .select({
      id: customers.id,
      version: customers.version,
      name: customers.name,
      owner: sql<string | null>`(select name from users u where u.id = ${customers.ownerId})`,
    })
    .from(customers)
    .where(and(which, scope(ctx, customerEntity, "view"), scope(ctx, customerEntity, verb)))
    .orderBy(asc(customers.name), asc(customers.id))
    .limit(MOST_CHOSEN + 1);
  if (rows.length > MOST_CHOSEN) refuse("shares.error.too_many", { most: MOST_CHOSEN });
  if ("ids" in choice && rows.length < choice.ids.length) await tellOthers(ctx, choice.ids, rows);
  if (rows.length === 0) refuse("shares.error.none");
  return {
    customers: rows.map(({ id, version }) => ({ id, version })),
    sample: rows.slice(0, SAMPLES).map(({ name, owner }) => ({ name, owner })),
  };
}
export type FixedSelection = Awaited<ReturnType<typeof fixSelection>>;

function filterOf(ctx: StaffContext, text: string): SQL | undefined {
  const search: SearchParams = {};
  for (const [name, value] of new URLSearchParams(text)) search[name] = [...(search[name] ?? []), value];
  const params = parseList(customerList, search);
  // A condition that cannot be read would make "all that match" more than what was meant.
  if (params.problems.length > 0) refuse("shares.error.filter");
  return filterWhere(ctx, params);
}

/** Some were chosen that one may only look at: they are named. One that cannot be seen is not there (D-05). */
async function tellOthers(ctx: StaffContext, ids: readonly string[], mine: readonly { id: string }[]): Promise<never> {
  const seen = await ctx.db
    .select({ id: customers.id, name: customers.name })
    .from(customers)
    .where(and(among(ids), scope(ctx, customerEntity, "view")))
    .orderBy(asc(customers.name), asc(customers.id));
  if (seen.length < ids.length) missing();
  const known = new Set(mine.map(({ id }) => id));
  return refuse(
    "shares.error.only_seen",
    named(
      ctx,
      seen.filter(({ id }) => !known.has(id)),
    ),
  );
}

/** What handing on has to know of a customer. */
export const heldFields = {
  id: customers.id,
  version: customers.version,
  name: customers.name,
  typeId: customers.typeId,
  ownership: customers.ownership,
  ownerId: customers.ownerId,
  departmentId: customers.departmentId,
};

/**
 * Holds the chosen customers, in the order of their ids so that two such acts cannot block each other. One that the actor may
 * not use so refuses the whole (D-06), and so does one that somebody changed since it was seen (SHA-03): those are named.
 */
export async function holdChosen(ctx: StaffContext, verb: BulkVerb, chosen: readonly Chosen[]) {
  const versions = new Map(chosen.map(({ id, version }) => [id, version]));
  const rows = await ctx.db
    .select(heldFields)
    .from(customers)
    .where(and(among([...versions.keys()]), scope(ctx, customerEntity, verb)))
    .orderBy(asc(customers.id))
    .for("no key update");
  if (rows.length < versions.size) missing();
  const changed = rows.filter(({ id, version }) => (versions.get(id) ?? version) !== version);
  if (changed.length > 0) refuse("shares.error.changed", named(ctx, changed));
  return rows;
}
export type HeldCustomer = Awaited<ReturnType<typeof holdChosen>>[number];

/** `customers_before`: held customers as they are now, for the log to compare with (`auditSet`). */
export async function keepBefore({ db }: StaffContext, ids: readonly string[]): Promise<void> {
  await db.execute(
    sql`create temp table customers_before on commit drop as select * from ${customers} where ${among(ids)}`,
  );
}
