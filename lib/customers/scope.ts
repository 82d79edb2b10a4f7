import "server-only";
import { and, eq, exists, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { customers } from "@/db/schema";
import { type Context, reachOf } from "@/lib/core/context";

/**
 * The own rule for customers (D-02): I own it; I lead its owner's main department or one above it (for a public one its
 * owning department); it is public and one of my departments owns it; a management-level grant opens its department. For
 * viewing alone: it is shared with me (SHA-01). An arm stands in the condition only where it can match, so that the plan stays on the indexes.
 */
export function ownCustomers(ctx: Context, verb?: string): SQL | undefined {
  const { actor } = ctx;
  if (actor.kind !== "staff") return undefined;
  const { departments, managed, leading, shared } = actor.access;
  const led = [...new Set([...managed, ...leading])];
  const owning = [...new Set([...departments, ...led])];
  return or(
    eq(customers.ownerId, actor.id),
    led.length > 0 ? and(eq(customers.ownership, "private"), ownedIn(led)) : undefined,
    owning.length > 0 ? and(eq(customers.ownership, "public"), inArray(customers.departmentId, owning)) : undefined,
    verb === "view" && shared ? sharedWith(actor.id, departments, ctx.today) : undefined,
  );
}

/** Shared with me or a department of mine and not over. An array, not a join: the ids are then looked up by the primary key. */
const sharedWith = (me: string, departments: readonly string[], today: string) => sql`${customers.id} = any(array(
  select s.customer_id from shares s where s.ended_at is null and (s.until is null or s.until >= ${today}) and (s.user_id = ${me}
    ${departments.length > 0 ? sql`or s.department_id in ${[...departments]}` : sql``})))`;

/** What a share alone does not open (D-03): billing, history, writing anything that belongs to the customer. */
export const beyondShares = (ctx: Context): SQL | undefined =>
  reachOf(ctx, "customers.view") === "all" ? undefined : (ownCustomers(ctx) ?? sql`false`);

/** The owner's main post lies in one of the departments. */
const ownedIn = (departments: readonly string[]) => sql`${customers.ownerId} in (
  select up.user_id from user_posts up join positions p on p.id = up.position_id
  where up.is_main and p.department_id in ${[...departments]})`;

/** Category limits intersect with everything, own records and reach `all` included (SCP-02). */
export function allowedTypes({ actor }: Context): SQL | undefined {
  if (actor.kind !== "staff" || !actor.access.customerTypes) return undefined;
  const types = actor.access.customerTypes;
  return types.length > 0 ? inArray(customers.typeId, types as string[]) : sql`false`;
}

/** A row that names a customer falls under the rule of that customer. */
export const ofCustomer =
  (column: AnyPgColumn, rule: (ctx: Context, verb: string) => SQL | undefined) => (ctx: Context, verb: string) => {
    const condition = rule(ctx, verb);
    return (
      condition &&
      exists(
        ctx.db
          .select({ one: sql`1` })
          .from(customers)
          .where(and(eq(customers.id, column), condition)),
      )
    );
  };

/** The scope of what belongs to a living customer and is not opened by a share (D-03): billing, shares themselves. */
export const partOfCustomer = (column: AnyPgColumn) => ({
  own: ofCustomer(column, (ctx) => ownCustomers(ctx)),
  always: (ctx: Context) => ofCustomer(column, () => and(allowedTypes(ctx), isNull(customers.deletedAt)))(ctx, ""),
});
