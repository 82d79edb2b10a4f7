import "server-only";
import { and, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import { customers } from "@/db/schema";
import type { Context } from "@/lib/core/context";

/**
 * The own rule for customers (D-02): I own it; I lead its owner's main department or one above it (for a public one its
 * owning department); it is public and one of my departments owns it; a management-level grant opens its department.
 * An arm stands in the condition only where it can match, so that the plan stays on the indexes.
 */
export function ownCustomers({ actor }: Context): SQL | undefined {
  if (actor.kind !== "staff") return undefined;
  const { departments, managed, leading } = actor.access;
  const led = [...new Set([...managed, ...leading])];
  const owning = [...new Set([...departments, ...led])];
  return or(
    eq(customers.ownerId, actor.id),
    led.length > 0 ? and(eq(customers.ownership, "private"), ownedIn(led)) : undefined,
    owning.length > 0 ? and(eq(customers.ownership, "public"), inArray(customers.departmentId, owning)) : undefined,
  );
}

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
