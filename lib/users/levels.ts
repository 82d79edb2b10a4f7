import "server-only";
import { eq, inArray, sql } from "drizzle-orm";
import type { z } from "zod";
import { departments, institutions, levelGrants } from "@/db/schema";
import { type Context, reachOf, type StaffContext } from "@/lib/core/context";
import { refuse, reject } from "@/lib/core/errors";
import type { levelInput } from "./schema";

export type Level = z.output<typeof levelInput>;

/** The institutions and departments opened to somebody beside their own (SCP-03). */
export function levelsOf(ctx: Context, userId: string): Promise<Level[]> {
  const placeId = sql<string>`coalesce(${levelGrants.institutionId}, ${levelGrants.departmentId})`;
  return ctx.db
    .select({ placeId, includesBelow: levelGrants.includesBelow })
    .from(levelGrants)
    .where(eq(levelGrants.userId, userId))
    .orderBy(placeId);
}

/** Opens exactly these places to a locked user. Returns what the log shows of before and after, or nothing when they stayed. */
export async function setLevels(ctx: StaffContext, userId: string, levels: readonly Level[]) {
  const before = await levelsOf(ctx, userId);
  const after = levels.toSorted((a, b) => (a.placeId < b.placeId ? -1 : 1));
  if (JSON.stringify(before) === JSON.stringify(after)) return undefined;
  const places = await placesOf(
    ctx,
    [...before, ...after].map(({ placeId }) => placeId),
  );
  if (after.some(({ placeId }) => !places.has(placeId))) reject({ levels: { key: "users.error.place_gone" } });
  const added = after.filter((level) => !before.some((old) => JSON.stringify(old) === JSON.stringify(level)));
  await assertMayOpen(ctx, added, places);
  await ctx.db.delete(levelGrants).where(eq(levelGrants.userId, userId));
  if (after.length > 0)
    await ctx.db
      .insert(levelGrants)
      .values(
        after.map(({ placeId, includesBelow }) => ({ userId, [places.get(placeId)!.column]: placeId, includesBelow })),
      );
  const say = ({ placeId, includesBelow }: Level) => places.get(placeId)!.name + (includesBelow ? " / *" : "");
  return { before: before.map(say), after: after.map(say) };
}

type Place = { column: "institutionId" | "departmentId"; name: string };

async function placesOf(ctx: Context, ids: string[]): Promise<Map<string, Place>> {
  const houses = await ctx.db
    .select({ id: institutions.id, name: institutions.name })
    .from(institutions)
    .where(inArray(institutions.id, ids));
  const rooms = await ctx.db
    .select({ id: departments.id, name: sql<string>`concat_ws(' / ', ${institutions.name}, ${departments.name})` })
    .from(departments)
    .innerJoin(institutions, eq(institutions.id, departments.institutionId))
    .where(inArray(departments.id, ids));
  return new Map<string, Place>([
    ...houses.map(({ id, name }): [string, Place] => [id, { column: "institutionId", name }]),
    ...rooms.map(({ id, name }): [string, Place] => [id, { column: "departmentId", name }]),
  ]);
}

/**
 * Refuses to open departments that the actor does not see themselves (ROL-06): everything is open to whoever sees all
 * customers, otherwise the departments that they lead or that were opened to them.
 */
async function assertMayOpen(ctx: StaffContext, levels: readonly Level[], places: Map<string, Place>): Promise<void> {
  if (ctx.actor.isAdministrator || reachOf(ctx, "customers.view") === "all") return;
  const mine = new Set([...ctx.actor.access.managed, ...ctx.actor.access.leading]);
  for (const { placeId, includesBelow } of levels)
    for (const department of await departmentsIn(ctx, placeId, places.get(placeId)!, includesBelow))
      if (!mine.has(department)) refuse("users.error.place_not_held", { place: places.get(placeId)!.name }, "levels");
}

/** The departments that a grant opens, as the access rules read it: an institution without those below is its top department. */
async function departmentsIn(
  ctx: Context,
  placeId: string,
  { column }: Place,
  includesBelow: boolean,
): Promise<string[]> {
  const start =
    column === "departmentId" ? sql`id = ${placeId}` : sql`institution_id = ${placeId} and parent_id is null`;
  const { rows } = await ctx.db.execute<{ id: string }>(sql`
    with recursive below as (
      select id from departments where ${start}
      union select d.id from departments d join below on d.parent_id = below.id where ${includesBelow})
    select id from below`);
  return rows.map(({ id }) => id);
}
