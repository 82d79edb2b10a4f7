import "server-only";
import { and, inArray, or } from "drizzle-orm";
import { contacts, customers, departments, institutions, positions, roles, users } from "@/db/schema";
import type { Context } from "@/lib/core/context";
import { deletedScope, scope } from "@/lib/core/scope";
import { customerEntity } from "@/lib/customers/entity";
import { dictionaryNames } from "@/lib/dictionaries/queries";
import type { Reference } from "./subjects";

export type Names = ReadonlyMap<string, string>;
const nobody: Names = new Map();

/** The customers among these that the actor may see, with their names. The log tells of those in the recycle bin too. */
export async function visibleCustomers(ctx: Context, ids: readonly string[]): Promise<Names> {
  if (ids.length === 0) return nobody;
  const rows = await ctx.db
    .select({ id: customers.id, name: customers.name })
    .from(customers)
    .where(
      and(
        inArray(customers.id, [...new Set(ids)]),
        or(scope(ctx, customerEntity, "view"), deletedScope(ctx, customerEntity, "view")),
      ),
    );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

const named = {
  user: users,
  department: departments,
  institution: institutions,
  position: positions,
  role: roles,
} as const;

async function namesIn(ctx: Context, kind: keyof typeof named, ids: readonly string[]): Promise<Names> {
  if (ids.length === 0) return nobody;
  const table = named[kind];
  const rows = await ctx.db
    .select({ id: table.id, name: table.name })
    .from(table)
    .where(inArray(table.id, [...new Set(ids)]));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The names behind ids of several kinds; of customers only those that the actor may see. */
export async function namesOf(ctx: Context, ids: Readonly<Partial<Record<Reference, readonly string[]>>>) {
  const [dictionary, customer, user, department, institution, position] = await Promise.all([
    dictionaryNames(ctx, ids.dictionary ?? []),
    visibleCustomers(ctx, ids.customer ?? []),
    namesIn(ctx, "user", ids.user ?? []),
    namesIn(ctx, "department", ids.department ?? []),
    namesIn(ctx, "institution", ids.institution ?? []),
    namesIn(ctx, "position", ids.position ?? []),
  ]);
  const paths: Names = new Map([...dictionary].map(([id, { path }]) => [id, path]));
  return { dictionary: paths, customer, user, department, institution, position } satisfies Record<Reference, Names>;
}

/** What records are called now, by the name of their entity. What is gone has no name here: the log itself knows its last one. */
export async function recordNames(ctx: Context, entity: string, ids: readonly string[]): Promise<Names> {
  if (entity === "customer" || entity === "customer_billing") return visibleCustomers(ctx, ids);
  if (entity === "dictionary_entry") return (await namesOf(ctx, { dictionary: ids })).dictionary;
  if (entity === "contact") {
    const rows = await ctx.db
      .select({ id: contacts.id, name: contacts.name })
      .from(contacts)
      .where(inArray(contacts.id, [...ids]));
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
  return Object.hasOwn(named, entity) ? namesIn(ctx, entity as keyof typeof named, ids) : nobody;
}
