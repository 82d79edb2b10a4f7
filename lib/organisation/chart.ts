import "server-only";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { departments, institutions, positions, userPosts, users } from "@/db/schema";
import type { Context } from "@/lib/core/context";
import { scope } from "@/lib/core/scope";
import { positionEntity } from "./entity";

export type ChartHolder = { id: string; name: string; isMain: boolean };
export type ChartNode = {
  id: string;
  name: string;
  department: string;
  isManagement: boolean;
  holders: ChartHolder[];
  below: ChartNode[];
};
/** One institution: positions that lead a line, and those that stand in none. */
export type ChartHouse = { id: string; name: string; lines: ChartNode[]; alone: ChartNode[]; positions: number };

/**
 * 职位关系图 (ORG-05): the positions of one institution or of all, each below its superior, with those who hold it and work here.
 * A superior always lies in the same institution (ORG-04), so every institution is a forest of its own. Two statements.
 */
export async function positionChart(ctx: Context, institutionId?: string): Promise<ChartHouse[]> {
  const rows = await ctx.db
    .select({
      id: positions.id,
      name: positions.name,
      superiorId: positions.superiorId,
      isManagement: positions.isManagement,
      department: departments.name,
      houseId: institutions.id,
      house: institutions.name,
    })
    .from(positions)
    .innerJoin(departments, eq(departments.id, positions.departmentId))
    .innerJoin(institutions, eq(institutions.id, departments.institutionId))
    .where(and(scope(ctx, positionEntity, "view"), institutionId ? eq(institutions.id, institutionId) : undefined))
    .orderBy(
      asc(institutions.name),
      asc(institutions.id),
      sql`${positions.isManagement} desc`,
      asc(departments.sort),
      asc(positions.name),
      asc(positions.id),
    );
  const holders = await holdersOf(
    ctx,
    rows.map(({ id }) => id),
  );
  const nodes = new Map(
    rows.map(({ superiorId: _superior, houseId: _houseId, house: _house, ...row }): [string, ChartNode] => [
      row.id,
      { ...row, holders: holders.get(row.id) ?? [], below: [] },
    ]),
  );
  const houses = new Map<string, ChartHouse>();
  const tops: [ChartHouse, ChartNode][] = [];
  for (const { id, superiorId, houseId, house } of rows) {
    const node = nodes.get(id)!;
    const home = houses.get(houseId) ?? { id: houseId, name: house, lines: [], alone: [], positions: 0 };
    houses.set(houseId, { ...home, positions: home.positions + 1 });
    const superior = superiorId ? nodes.get(superiorId) : undefined;
    if (superior) superior.below.push(node);
    else tops.push([home, node]);
  }
  for (const [{ lines, alone }, node] of tops) (node.below.length > 0 ? lines : alone).push(node);
  return [...houses.values()];
}

/** Who works at each position, main holders first; who has left or was deleted is not drawn. */
async function holdersOf(ctx: Context, ids: string[]): Promise<Map<string, ChartHolder[]>> {
  const rows = await ctx.db
    .select({ position: userPosts.positionId, id: users.id, name: users.name, isMain: userPosts.isMain })
    .from(userPosts)
    .innerJoin(users, eq(users.id, userPosts.userId))
    .where(and(inArray(userPosts.positionId, ids), eq(users.state, "employed"), isNull(users.deletedAt)))
    .orderBy(sql`${userPosts.isMain} desc`, asc(users.name), asc(users.id));
  const holders = new Map<string, ChartHolder[]>();
  for (const { position, ...holder } of rows) holders.set(position, [...(holders.get(position) ?? []), holder]);
  return holders;
}
