import "server-only";
import { and, type SQL, sql } from "drizzle-orm";
import { type Context, reachOf } from "./context";
import type { Entity, RecordTable } from "./entity";
import { isPermission, type Permission } from "./permissions";

/**
 * The rows of an entity that this actor may use for a verb, as an SQL condition over the entity's table. Every list, count,
 * lock, picker, export and download goes through it (SCP-06). Without the permission it matches nothing.
 */
export function scope<T extends RecordTable>(ctx: Context, entity: Entity<T>, verb: string): SQL | undefined {
  const permission = `${entity.module}.${verb}`;
  if (!isPermission(permission)) throw new Error(`There is no permission ${permission}.`);
  return scopeOf(ctx, entity, permission, verb);
}

function scopeOf(ctx: Context, entity: Entity, permission: Permission, verb: string): SQL | undefined {
  const reach = reachOf(ctx, permission);
  if (!reach) return sql`false`;
  if (!entity.scope) return undefined;
  const own = reach === "own" ? (entity.scope.own(ctx, verb) ?? sql`false`) : undefined;
  return and(own, entity.scope.always?.(ctx));
}
