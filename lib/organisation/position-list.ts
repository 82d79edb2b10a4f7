import "server-only";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { departments, institutions, positions, userPosts, users } from "@/db/schema";
import type { Context } from "@/lib/core/context";
import { contains, is, type ListColumns, listOf, listWhere } from "@/lib/core/list-query";
import { scope } from "@/lib/core/scope";
import { departmentsBelow } from "./department-tree";
import { positionEntity } from "./entity";
import type { positionList, PositionListParams } from "./list";

const superiors = alias(positions, "superiors");
const positionColumns: ListColumns<typeof positionList> = {
  id: positions.id,
  search: contains(positions.name),
  sort: {
    name: positions.name,
    department: departments.name,
    institution: institutions.name,
    created: positions.createdAt,
  },
  filters: {
    institution: is(departments.institutionId),
    department: (id) => sql`${positions.departmentId} in ${departmentsBelow(id)}`,
    management: is(positions.isManagement),
  },
};

/** One page of the positions, each with its superior and the people who hold it (ORG-04). */
export async function listPositions(ctx: Context, params: PositionListParams) {
  const where = and(scope(ctx, positionEntity, "view"), listWhere(positionColumns, params));
  const bare = ctx.db
    .select({ id: positions.id })
    .from(positions)
    .innerJoin(departments, eq(departments.id, positions.departmentId))
    .$dynamic();
  const list = listOf(ctx.db, positionColumns, params, where, bare);
  const page = await list.page(
    ctx.db
      .select({
        id: positions.id,
        name: positions.name,
        isManagement: positions.isManagement,
        department: departments.name,
        institution: institutions.name,
        superior: superiors.name,
        ...list.fields,
      })
      .from(positions)
      .innerJoin(departments, eq(departments.id, positions.departmentId))
      .innerJoin(institutions, eq(institutions.id, departments.institutionId))
      .leftJoin(superiors, eq(superiors.id, positions.superiorId))
      .$dynamic(),
  );
  const holders = await holdersOf(
    ctx,
    page.rows.map(({ id }) => id),
  );
  return { ...page, rows: page.rows.map((row) => ({ ...row, holders: holders.get(row.id) ?? [] })) };
}
export type PositionRow = Awaited<ReturnType<typeof listPositions>>["rows"][number];

/** The names of the people in each position; deleted accounts are left out. */
async function holdersOf(ctx: Context, ids: string[]): Promise<Map<string, string[]>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .select({
      position: userPosts.positionId,
      names: sql<string[]>`array_agg(${users.name} order by ${users.name}, ${users.id})`,
    })
    .from(userPosts)
    .innerJoin(users, eq(users.id, userPosts.userId))
    .where(and(inArray(userPosts.positionId, ids), isNull(users.deletedAt)))
    .groupBy(userPosts.positionId);
  return new Map(rows.map(({ position, names }) => [position, names]));
}
