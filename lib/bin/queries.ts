import "server-only";
import { and, eq, or, type SQL, sql } from "drizzle-orm";
import { deletions, settings, users } from "@/db/schema";
import type { Context } from "@/lib/core/context";
import { contains, type ListColumns, listOf, listWhere, onDays } from "@/lib/core/list-query";
import { scope } from "@/lib/core/scope";
import { deletionEntity } from "./entity";
import { type BinListParams, type binList } from "./list";

const DAY_MS = 24 * 60 * 60 * 1000;

/** After how many days the bin is emptied. */
export async function findBinDays({ db }: Pick<Context, "db">): Promise<number> {
  const [row] = await db.select({ days: settings.binDays }).from(settings);
  return row!.days;
}

const columnsFor = (ctx: Context): ListColumns<typeof binList> => ({
  id: deletions.id,
  search: (text) => or(contains(deletions.name)(text), contains(deletions.number)(text)),
  sort: { deleted: deletions.deletedAt, name: deletions.name },
  filters: { deleted: onDays(deletions.deletedAt, ctx.installation.timeZone) },
});

const conditionOf = (condition: SQL | undefined) => sql<boolean>`coalesce(${condition ?? sql`true`}, false)`;

/** One page of the recycle bin: who deleted what and when, how many went along, how many days are left (CUS-09). */
export async function listBin(ctx: Context, params: BinListParams) {
  const columns = columnsFor(ctx);
  const where = and(scope(ctx, deletionEntity, "delete"), listWhere(columns, params));
  const bare = ctx.db
    .select({ one: sql`1`.as("one") })
    .from(deletions)
    .$dynamic();
  const list = listOf(ctx.db, columns, params, where, bare);
  const [days, found] = await Promise.all([
    findBinDays(ctx),
    list.page(
      ctx.db
        .select({
          id: deletions.id,
          name: deletions.name,
          number: deletions.number,
          by: users.name,
          deletedAt: deletions.deletedAt,
          customers: deletions.customerCount,
          contacts: deletions.contactCount,
          canPurge: conditionOf(scope(ctx, deletionEntity, "purge")),
          ...list.fields,
        })
        .from(deletions)
        .innerJoin(users, eq(users.id, deletions.deletedBy))
        .$dynamic(),
    ),
  ]);
  const left = (at: Date) => Math.max(0, Math.ceil(days - (ctx.now.getTime() - at.getTime()) / DAY_MS));
  return { ...found, rows: found.rows.map((row) => ({ ...row, daysLeft: left(row.deletedAt) })) };
}
export type BinRow = Awaited<ReturnType<typeof listBin>>["rows"][number];
