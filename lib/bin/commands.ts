import "server-only";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { contacts, customers, deletions } from "@/db/schema";
import { countAttachments } from "@/lib/attachments/queries";
import { binContacts, returnContacts } from "@/lib/contacts/bin";
import { auditEvent } from "@/lib/core/audit";
import type { StaffContext } from "@/lib/core/context";
import { missing, refuse } from "@/lib/core/errors";
import { translatorFor } from "@/lib/core/messages";
import { lockRecord } from "@/lib/core/records";
import { scope } from "@/lib/core/scope";
import { binCustomers, holdTree, keepTree, returnCustomers, treeOf } from "@/lib/customers/bin";
import { customerEntity } from "@/lib/customers/entity";
import { reasonsAgainst } from "./blockers";
import { deletionEntity } from "./entity";
import { erase } from "./purge";
import { findBinDays } from "./queries";
import { countOwnerless, judgeRestore } from "./restore";
import type { CustomerDeletion, RecordId } from "./schema";

/** What would go along, counted now (F12). Refuses like the deletion itself, so that the dialog can say why it is not possible. */
export async function previewDeletion(ctx: StaffContext, { id }: RecordId) {
  const [root] = await ctx.db
    .select({ version: customers.version })
    .from(customers)
    .where(and(eq(customers.id, id), scope(ctx, customerEntity, "delete")));
  if (!root) missing();
  const group = await judgeGroup(ctx, treeOf(id));
  const t = translatorFor(ctx.actor.locale);
  const below = group.customers - 1;
  const files = await countAttachments(ctx, treeOf(id));
  const lines = [
    ...(below > 0 ? [t("bin.preview.companies", { count: below })] : []),
    t("bin.preview.contacts", { count: group.contacts }),
    ...(files > 0 ? [t("attachments.in_bin", { count: files })] : []),
    t("bin.preview.days", { count: await findBinDays(ctx) }),
  ];
  return { lines, seen: { version: root.version, ...group } };
}

/**
 * Moves a customer into the recycle bin with the companies below it and all their contacts (CUS-08). All of it must be the
 * actor's to delete, and be what the confirmation showed.
 */
export async function deleteCustomer(ctx: StaffContext, { id, version, ...seen }: CustomerDeletion) {
  const root = await lockRecord(ctx, customerEntity, id, "delete");
  await holdTree(ctx);
  await keepTree(ctx, id);
  const held = sql`select id from bin_customers`;
  const group = await judgeGroup(ctx, held);
  if (root.version !== version || group.customers !== seen.customers || group.contacts !== seen.contacts)
    refuse("bin.error.changed", { name: root.name });
  const [deletion] = await ctx.db
    .insert(deletions)
    .values({
      customerId: id,
      number: root.number,
      name: root.name,
      deletedBy: ctx.actor.id,
      deletedAt: ctx.now,
      customerCount: group.customers,
      contactCount: group.contacts,
    })
    .returning({ id: deletions.id });
  const eventId = await auditEvent(ctx, "customer.deleted", { rows: group.customers, contacts: group.contacts });
  const move = { deletionId: deletion!.id, eventId };
  await binCustomers(ctx, move);
  await binContacts(ctx, move, held);
  return { id: deletion!.id, ...group };
}

/** Counts a group of customers; refuses one that reaches beyond the actor's right or that something holds back. */
async function judgeGroup(ctx: StaffContext, ids: SQL): Promise<{ customers: number; contacts: number }> {
  const mine = scope(ctx, customerEntity, "delete") ?? sql`true`;
  const { rows } = await ctx.db.execute<{ customers: number; outside: number; contacts: number }>(sql`
    select count(*)::int as customers, (count(*) filter (where (${mine}) is not true))::int as outside,
      (select count(*)::int from ${contacts} where ${contacts.customerId} in (${ids})) as contacts
    from ${customers} where ${customers.id} in (${ids})`);
  const { outside, ...group } = rows[0]!;
  if (outside > 0) refuse("bin.error.outside", { count: outside });
  const reasons = await reasonsAgainst(ctx, ids);
  if (reasons.length > 0) refuse("bin.error.blocked", { reasons: reasons.join(" ") });
  return group;
}

/** What restoring brings back, and what it changes; refuses like the restoring itself. */
export async function previewRestore(ctx: StaffContext, { id }: RecordId) {
  const [deletion] = await ctx.db
    .select({ customers: deletions.customerCount, contacts: deletions.contactCount })
    .from(deletions)
    .where(and(eq(deletions.id, id), scope(ctx, deletionEntity, "delete")));
  if (!deletion) missing();
  await judgeRestore(ctx, id);
  const t = translatorFor(ctx.actor.locale);
  const ownerless = await countOwnerless(ctx, id);
  const lines = [
    t("bin.preview.restored", deletion),
    ...(ownerless > 0 ? [t("bin.preview.taken_over", { count: ownerless })] : []),
  ];
  return { lines };
}

/** Brings a whole deletion back as it was: versions, contacts, parents (CUS-09). */
export async function restoreDeletion(ctx: StaffContext, { id }: RecordId) {
  const deletion = await lockRecord(ctx, deletionEntity, id, "delete");
  await holdTree(ctx);
  await judgeRestore(ctx, id);
  const takenOver = await countOwnerless(ctx, id);
  const eventId = await auditEvent(ctx, "customer.restored", { rows: deletion.customerCount });
  await returnCustomers(ctx, { deletionId: id, eventId });
  await returnContacts(ctx, { deletionId: id, eventId });
  await ctx.db.delete(deletions).where(eq(deletions.id, id));
  return { id: deletion.customerId, takenOver };
}

/** Removes a deletion for good: a right of its own (CUS-09). */
export async function purgeDeletion(ctx: StaffContext, { id }: RecordId) {
  await erase(ctx, await lockRecord(ctx, deletionEntity, id, "purge"));
  return { id };
}
