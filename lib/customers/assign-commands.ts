import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { customers, departments, dictionaryEntries } from "@/db/schema";
import { auditEvent } from "@/lib/core/audit";
import { auditSet } from "@/lib/core/audit-set";
import type { StaffContext } from "@/lib/core/context";
import { refuse, reject } from "@/lib/core/errors";
import { tell } from "@/lib/notices/commands";
import type { Assignment } from "./assign-schema";
import { customerEntity } from "./entity";
import { judgePerson } from "./receiver";
import { fixSelection, holdChosen, keepBefore } from "./selection";
import type { Choice } from "./selection-schema";

/** Fixes what a dialog is about to assign (F13). */
export const chooseToAssign = (ctx: StaffContext, choice: Choice) => fixSelection(ctx, "assign", choice);

/**
 * Gives customers to another person or department, all of them or none (SHA-02, SHA-03): one act in the log, with its reason.
 * A private customer then belongs to nobody but its owner, a public one to its department alone.
 */
export async function assignCustomers(ctx: StaffContext, input: Assignment) {
  const rows = await holdChosen(ctx, "assign", input.customers);
  if (input.typeId) await judgeType(ctx, input.typeId);
  const receiver =
    input.ownership === "private"
      ? { ownership: input.ownership, ownerId: input.ownerId!, departmentId: null }
      : { ownership: input.ownership, ownerId: null, departmentId: input.departmentId! };
  const given = rows.filter(
    (row) =>
      row.ownership !== receiver.ownership ||
      row.ownerId !== receiver.ownerId ||
      row.departmentId !== receiver.departmentId ||
      (input.typeId && row.typeId !== input.typeId),
  );
  if (given.length === 0) refuse("shares.error.nothing_changes");
  const to = receiver.ownerId
    ? await judgePerson(ctx, receiver.ownerId, rows, { typeId: input.typeId })
    : await nameOfDepartment(ctx, input.departmentId!);
  const ids = given.map(({ id }) => id);
  await keepBefore(ctx, ids);
  const eventId = await auditEvent(ctx, "customer.assigned", { reason: input.reason });
  await ctx.db
    .update(customers)
    .set({
      ...receiver,
      ...(input.typeId && { typeId: input.typeId }),
      version: sql`${customers.version} + 1`,
      updatedAt: ctx.now,
    })
    .where(inArray(customers.id, ids));
  const before = sql`customers_before`;
  await auditSet(ctx, customerEntity, eventId, { ids: sql`select id from ${before}`, before });
  if (receiver.ownerId)
    await tell(ctx, {
      kind: "customer_assigned",
      to: sql`select ${receiver.ownerId}::uuid`,
      byName: ctx.actor.name,
      except: ctx.actor.id,
      count: ids.length,
      customerId: ids[0],
    });
  return { count: ids.length, to };
}

/** The new type is one of the list, and one that the actor may use (SCP-02). */
async function judgeType(ctx: StaffContext, typeId: string): Promise<void> {
  const allowed = ctx.actor.access.customerTypes;
  if (allowed && !allowed.includes(typeId)) reject({ typeId: { key: "customers.error.type_not_allowed" } });
  const found = await ctx.db
    .select({ id: dictionaryEntries.id })
    .from(dictionaryEntries)
    .where(
      and(
        eq(dictionaryEntries.id, typeId),
        eq(dictionaryEntries.kind, "customer_type"),
        eq(dictionaryEntries.active, true),
      ),
    );
  if (found.length === 0) reject({ typeId: { key: "errors.choice" } });
}

async function nameOfDepartment(ctx: StaffContext, id: string): Promise<string> {
  const [found] = await ctx.db.select({ name: departments.name }).from(departments).where(eq(departments.id, id));
  return found?.name ?? reject({ departmentId: { key: "errors.not_found" } });
}
