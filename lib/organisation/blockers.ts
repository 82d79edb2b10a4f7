import "server-only";
import { asc, eq, sql } from "drizzle-orm";
import type { AnyPgColumn, PgTable } from "drizzle-orm/pg-core";
import { customers, departments, institutions, levelGrants, positions, roles, userPosts, users } from "@/db/schema";
import type { StaffContext } from "@/lib/core/context";
import { refuse, type Values } from "@/lib/core/errors";

/*
 * What stands in the way of removing a part of the organisation, told by name. Each judge first holds the row against new
 * references, so that what it finds is still true when the row goes.
 */

/** How many names a sentence lists before it trails off. */
const NAMED = 5;

/** Refuses to remove an institution that still has departments, roles or management-level grants (ORG-01). */
export async function assertInstitutionFree(ctx: StaffContext, { id, name }: { id: string; name: string }) {
  await hold(ctx, institutions, id);
  const below = await ctx.db
    .select({ name: departments.name })
    .from(departments)
    .where(eq(departments.institutionId, id))
    .orderBy(sql`${departments.parentId} is not null`, asc(departments.sort), asc(departments.name));
  const owned = await ctx.db
    .select({ name: roles.name })
    .from(roles)
    .where(eq(roles.institutionId, id))
    .orderBy(roles.name);
  const grants = await leaders(ctx, levelGrants.institutionId, id);
  judge(ctx, "organisation.error.institution_used", name, { departments: below, roles: owned, leaders: grants });
}

/** Refuses to remove a department that still has sub-departments, positions, public customers or grants. */
export async function assertDepartmentFree(ctx: StaffContext, { id, name }: { id: string; name: string }) {
  await hold(ctx, departments, id);
  const below = await ctx.db
    .select({ name: departments.name })
    .from(departments)
    .where(eq(departments.parentId, id))
    .orderBy(asc(departments.sort), asc(departments.name));
  const held = await ctx.db
    .select({ name: positions.name })
    .from(positions)
    .where(eq(positions.departmentId, id))
    .orderBy(positions.name);
  // Only whether there are any: which and how many customers there are may be none of this person's business (SCP-06).
  const owned = await ctx.db
    .select({ one: sql`1` })
    .from(customers)
    .where(eq(customers.departmentId, id))
    .limit(1);
  const grants = await leaders(ctx, levelGrants.departmentId, id);
  const found = { departments: below, positions: held, leaders: grants };
  judge(ctx, "organisation.error.department_used", name, found, owned.length > 0);
}

/** Refuses to remove a position that people hold or that is the superior of others (ORG-04). */
export async function assertPositionFree(ctx: StaffContext, { id, name }: { id: string; name: string }) {
  await hold(ctx, positions, id);
  const holders = await ctx.db
    .select({ name: users.name })
    .from(userPosts)
    .innerJoin(users, eq(users.id, userPosts.userId))
    .where(eq(userPosts.positionId, id))
    .orderBy(users.name);
  const below = await ctx.db
    .select({ name: positions.name })
    .from(positions)
    .where(eq(positions.superiorId, id))
    .orderBy(positions.name);
  judge(ctx, "organisation.error.position_used", name, { people: holders, positions: below });
}

const leaders = (ctx: StaffContext, column: AnyPgColumn, id: string) =>
  ctx.db
    .select({ name: users.name })
    .from(levelGrants)
    .innerJoin(users, eq(users.id, levelGrants.userId))
    .where(eq(column, id))
    .orderBy(users.name);

/** A reference to a row holds the row's key; this lock waits for those under way and keeps later ones out. */
const hold = (ctx: StaffContext, table: PgTable & { id: AnyPgColumn }, id: string) =>
  ctx.db
    .select({ id: table.id })
    .from(table as PgTable)
    .where(eq(table.id, id))
    .for("update");

/** For each kind of obstacle its number and its names: `departments` and `departmentsNames`. */
function judge(
  ctx: StaffContext,
  key: string,
  name: string,
  found: Record<string, { name: string }[]>,
  customers = false,
) {
  if (!customers && Object.values(found).every((list) => list.length === 0)) return;
  const values: Values = { name, customers: customers ? 1 : 0 };
  for (const [kind, list] of Object.entries(found)) {
    values[kind] = list.length;
    values[`${kind}Names`] = namesOf(ctx, list);
  }
  refuse(key, values);
}

/** The first names of a list, as the reader's language lists them. */
function namesOf({ actor }: StaffContext, list: { name: string }[]): string {
  const names = list.slice(0, NAMED).map(({ name }) => name);
  if (list.length > NAMED) names.push("…");
  return names.join(actor.locale === "zh-CN" ? "、" : ", ");
}
