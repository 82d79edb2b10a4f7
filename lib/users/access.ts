import "server-only";
import { asc, desc, eq, sql } from "drizzle-orm";
import {
  departments,
  dictionaryEntries,
  institutions,
  levelGrants,
  positions,
  roles,
  typeLimits,
  userPosts,
  userRoles,
} from "@/db/schema";
import type { Context } from "@/lib/core/context";

/** What an account reaches, in words: posts, roles, customer types (null: all), opened places. */
export async function describeAccess(ctx: Context, { id }: { id: string }) {
  const posts = await ctx.db
    .select({
      place: sql<string>`concat_ws(' / ', ${institutions.name}, ${departments.name}, ${positions.name})`,
      isMain: userPosts.isMain,
      since: userPosts.since,
    })
    .from(userPosts)
    .innerJoin(positions, eq(positions.id, userPosts.positionId))
    .innerJoin(departments, eq(departments.id, positions.departmentId))
    .innerJoin(institutions, eq(institutions.id, departments.institutionId))
    .where(eq(userPosts.userId, id))
    .orderBy(desc(userPosts.isMain), asc(userPosts.positionId));
  const held = await ctx.db
    .select({ id: roles.id, name: roles.name, description: roles.description })
    .from(userRoles)
    .innerJoin(roles, eq(roles.id, userRoles.roleId))
    .where(eq(userRoles.userId, id))
    .orderBy(asc(roles.name), asc(roles.id));
  const types = await ctx.db
    .select({ name: dictionaryEntries.name })
    .from(typeLimits)
    .innerJoin(dictionaryEntries, eq(dictionaryEntries.id, typeLimits.customerTypeId))
    .where(eq(typeLimits.userId, id))
    .orderBy(asc(dictionaryEntries.sort), asc(dictionaryEntries.id));
  const levels = await ctx.db
    .select({
      place: sql<string>`concat_ws(' / ', ${institutions.name}, ${departments.name})`,
      includesBelow: levelGrants.includesBelow,
    })
    .from(levelGrants)
    .leftJoin(departments, eq(departments.id, levelGrants.departmentId))
    .innerJoin(
      institutions,
      eq(institutions.id, sql`coalesce(${levelGrants.institutionId}, ${departments.institutionId})`),
    )
    .where(eq(levelGrants.userId, id))
    .orderBy(asc(institutions.name), asc(levelGrants.id));
  return { posts, roles: held, customerTypes: types.length > 0 ? types.map(({ name }) => name) : null, levels };
}
