import "server-only";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { users } from "@/db/schema";
import { auditRecord } from "@/lib/core/audit";
import type { StaffContext } from "@/lib/core/context";
import { missing, refuse } from "@/lib/core/errors";
import { assertMayChange } from "@/lib/roles/authority";
import { userEntity } from "./entity";

export type Person = { id: string; name: string };
/** What the log shows of before and after, or nothing where the person stayed as they were. */
export type ListChange = { before: object; after: object } | undefined;

/**
 * Changes lists of several living people in one act, all or none: they are held in the order of their ids, one who does not exist
 * refuses the whole (D-06), and so does one whom the actor may not change (ROL-06). The accounts' versions rise, so that a form
 * opened before cannot undo it unseen. Returns those who changed.
 */
export async function changePeople(
  ctx: StaffContext,
  { event, ids }: { event: string; ids: readonly string[] },
  change: (person: Person) => Promise<ListChange>,
): Promise<Person[]> {
  const changed: Person[] = [];
  for (const person of await lockPeople(ctx, [...new Set(ids)])) {
    const { id } = person;
    await assertMayChange(ctx, id);
    const lists = await change(person);
    if (!lists) continue;
    if (id === ctx.actor.id && !ctx.actor.isAdministrator) refuse("users.error.own_access");
    await auditRecord(ctx, userEntity, event, { id, ...lists.before }, { id, ...lists.after });
    await ctx.db
      .update(users)
      .set({ version: sql`${users.version} + 1`, updatedAt: ctx.now })
      .where(eq(users.id, id));
    changed.push(person);
  }
  return changed;
}

async function lockPeople(ctx: StaffContext, ids: string[]): Promise<Person[]> {
  const people = await ctx.db
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(and(inArray(users.id, ids), eq(users.audience, "staff"), isNull(users.deletedAt)))
    .orderBy(asc(users.id))
    .for("no key update");
  return people.length === ids.length ? people : missing();
}
