import "server-only";
import { eq, inArray, type SQL, sql } from "drizzle-orm";
import { dictionaryEntries, typeLimits } from "@/db/schema";
import type { Context, StaffContext } from "@/lib/core/context";
import { reject } from "@/lib/core/errors";
import { assertMayLimit } from "./authority";

/** Whom a limit to customer types concerns (SCP-02). */
export type LimitSubject = { userId: string } | { roleId: string };

const of = (subject: LimitSubject): SQL =>
  "userId" in subject ? eq(typeLimits.userId, subject.userId) : eq(typeLimits.roleId, subject.roleId);

/** The customer types to which somebody is limited, in the order of their ids; null: no limit. */
export async function typeLimitsOf(ctx: Context, subject: LimitSubject): Promise<string[] | null> {
  const rows = await ctx.db
    .select({ id: typeLimits.customerTypeId })
    .from(typeLimits)
    .where(of(subject))
    .orderBy(typeLimits.customerTypeId);
  return rows.length > 0 ? rows.map(({ id }) => id) : null;
}

/** Puts the limit of a locked user or role in place. Returns names before and after for the log, or nothing when it stayed. */
export async function setTypeLimits(ctx: StaffContext, subject: LimitSubject, types: readonly string[] | null) {
  const before = await typeLimitsOf(ctx, subject);
  const after = types && [...new Set(types)].sort();
  if (JSON.stringify(before) === JSON.stringify(after)) return undefined;
  assertMayLimit(ctx, after);
  const names = await namesOf(ctx, [...(before ?? []), ...(after ?? [])]);
  if (after?.some((id) => !names.has(id))) reject({ customerTypeIds: { key: "roles.error.type_gone" } });
  await ctx.db.delete(typeLimits).where(of(subject));
  if (after) await ctx.db.insert(typeLimits).values(after.map((customerTypeId) => ({ ...subject, customerTypeId })));
  return { before: before?.map((id) => names.get(id)!) ?? null, after: after?.map((id) => names.get(id)!) ?? null };
}

/** Customer types by id: an entry of another dictionary is none. */
async function namesOf(ctx: Context, ids: string[]): Promise<Map<string, string>> {
  const rows = await ctx.db
    .select({ id: dictionaryEntries.id, name: dictionaryEntries.name })
    .from(dictionaryEntries)
    .where(sql`${inArray(dictionaryEntries.id, ids)} and ${dictionaryEntries.kind} = 'customer_type'`);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
