import "server-only";
import { and, desc, eq, inArray, lt, sql } from "drizzle-orm";
import { auditChanges, auditEvents, customers } from "@/db/schema";
import { can, type Context } from "@/lib/core/context";
import { deletedScope, scope } from "@/lib/core/scope";
import { customerEntity } from "@/lib/customers/entity";
import { beyondShares } from "@/lib/customers/scope";
import { type ChangeView, describeChanges } from "./describe";

/** One act in the history of a record. `event` is the part of a message key: `audit.event.<event>`. */
export type HistoryEntry = {
  id: string;
  who: string;
  when: Date;
  event: string;
  reason: string | null;
  changes: ChangeView[];
};

const PAGE = 30;
const MOST_CHANGES = 200;

/**
 * What happened to a customer, its contacts, billing and attachments, and to what was merged into it, latest first, a page of acts at a time: `cursor` is `next` of
 * the page before. Nothing for a customer that the actor may not see, or only by a share (D-03); fields as `describeChanges` tells them.
 */
export async function customerHistory(
  ctx: Context,
  customerId: string,
  cursor?: string,
): Promise<{ entries: HistoryEntry[]; next?: string }> {
  const seen = and(eq(customers.id, customerId), scope(ctx, customerEntity, "view"), beyondShares(ctx));
  if ((await ctx.db.$count(customers, seen)) === 0) return { entries: [] };
  const entities = [
    "customer",
    "customer_billing",
    "share",
    "attachment",
    ...(can(ctx, "contacts.view") ? ["contact"] : []),
  ];
  const told = [customerId, ...(await mergedInto(ctx, customerId))];
  const ofCustomer = and(inArray(auditChanges.customerId, told), inArray(auditChanges.entity, entities));
  const acts = await ctx.db
    .select({ id: auditChanges.eventId })
    .from(auditChanges)
    .where(and(ofCustomer, cursor ? lt(auditChanges.eventId, cursor) : undefined))
    .groupBy(auditChanges.eventId)
    .orderBy(desc(auditChanges.eventId))
    .limit(PAGE + 1);
  const ids = acts.slice(0, PAGE).map(({ id }) => id);
  if (ids.length === 0) return { entries: [] };
  const [events, raw] = await Promise.all([
    ctx.db.select().from(auditEvents).where(inArray(auditEvents.id, ids)).orderBy(desc(auditEvents.id)),
    ctx.db
      .select()
      .from(auditChanges)
      .where(and(ofCustomer, inArray(auditChanges.eventId, ids)))
      .orderBy(sql`${auditChanges.eventId} desc`, auditChanges.id)
      .limit(MOST_CHANGES),
  ]);
  const views = await describeChanges(ctx, raw);
  const entries = events.map(({ id, actor, at, event, details }) => ({
    id,
    who: actor,
    when: at,
    event,
    reason: typeof details?.reason === "string" ? details.reason : null,
    changes: views.filter((_, index) => raw[index]!.eventId === id),
  }));
  return { entries, ...(acts.length > PAGE && { next: ids.at(-1) }) };
}

/** Customers that went into this one, and those that went into them: their past is its past (CUS-10), for who could see them. */
async function mergedInto(ctx: Context, customerId: string): Promise<string[]> {
  const { rows } = await ctx.db.execute<{ id: string }>(sql`
    with recursive gone as (
      select id from ${customers} where merged_into = ${customerId}
      union select c.id from ${customers} c join gone on c.merged_into = gone.id)
    select ${customers.id} as id from ${customers}
    where ${customers.id} in (select id from gone) and ${deletedScope(ctx, customerEntity, "view")}`);
  return rows.map(({ id }) => id);
}
