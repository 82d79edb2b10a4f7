import "server-only";
import { and, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { type Context, reachOf } from "./context";
import type { Entity, RecordTable } from "./entity";
import { isPermission } from "./permissions";

/**
 * The rows of an entity that this actor may use for a verb, as an SQL condition over the entity's table. Every list, count,
 * lock, picker, export and download goes through it (SCP-06). Without the permission it matches nothing.
 */
export function scope<T extends RecordTable>(ctx: Context, entity: Entity<T>, verb: string): SQL | undefined {
  return and(scopeOf(ctx, entity, verb), entity.only, entity.deletedAt && isNull(entity.deletedAt));
}

/** The same of the rows in the recycle bin: only the bin and the log, which tell what was, look at them (CUS-09). */
export function deletedScope<T extends RecordTable>(ctx: Context, entity: Entity<T>, verb: string): SQL | undefined {
  return and(scopeOf(ctx, entity, verb), entity.only, entity.deletedAt ? isNotNull(entity.deletedAt) : sql`false`);
}

function scopeOf(ctx: Context, entity: Entity, verb: string): SQL | undefined {
  if (entity.scope && "record" in entity.scope) return entity.scope.record(ctx, verb);
  const permission = `${entity.module}.${verb}`;
  if (!isPermission(permission)) throw new Error(`There is no permission ${permission}.`);
  const reach = reachOf(ctx, permission);
  if (!reach) return sql`false`;
  if (!entity.scope) return undefined;
  const own = reach === "own" ? (entity.scope.own(ctx, verb) ?? sql`false`) : undefined;
  return and(own, entity.scope.always?.(ctx));
}
