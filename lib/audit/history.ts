import "server-only";
import { and, desc, eq, exists, inArray, lt, type SQL, sql } from "drizzle-orm";
import { auditChanges, auditEvents, contacts, customers } from "@/db/schema";
import { contactEntity } from "@/lib/contacts/entity";
import { can, type Context } from "@/lib/core/context";
import { encodeCursor } from "@/lib/core/list";
import { is, type ListColumns, listWhere, oneOf, onDays } from "@/lib/core/list-query";
import { deletedScope, scope } from "@/lib/core/scope";
import { customerEntity } from "@/lib/customers/entity";
import { beyondShares } from "@/lib/customers/scope";
import { type ChangeView, describeChanges } from "./describe";
import type { historyList, HistoryParams } from "./list";

/** One act in the history of a record. `event` is the part of a message key: `audit.event.<event>`. */
export type HistoryEntry = {
  id: string;
  who: string;
  when: Date;
  event: string;
  reason: string | null;
  changes: ChangeView[];
};

/** The filters of a history, of the acts behind it. */
export const historyColumns = (ctx: Context): ListColumns<typeof historyList> => ({
  id: auditEvents.id,
  sort: { at: auditEvents.at },
  filters: {
    at: onDays(auditEvents.at, ctx.installation.timeZone),
    user: is(auditEvents.userId),
    event: oneOf(auditEvents.event),
  },
});

type History = { entries: HistoryEntry[]; next?: string };
type Asked = Pick<HistoryParams, "filters" | "after">;

const PAGE = 30;
const MOST_CHANGES = 200;

/** The changes of a customer, of what belongs to it and of what was merged into it, as far as this actor may see the parts. */
export async function changesOf(ctx: Context, customerId: string): Promise<SQL | undefined> {
  const parts = ["customer", "customer_billing", "share", "attachment"];
  const entities = can(ctx, "contacts.view") ? [...parts, "contact"] : parts;
  const told = [customerId, ...(await mergedInto(ctx, customerId))];
  return and(inArray(auditChanges.customerId, told), inArray(auditChanges.entity, entities));
}

/** Whether the actor has the right to a customer itself, not only by a share, which opens no history (D-03). */
export async function reachesHistory(ctx: Context, customerId: string, verb: "view" | "export"): Promise<boolean> {
  const seen = and(eq(customers.id, customerId), scope(ctx, customerEntity, verb), beyondShares(ctx));
  return (await ctx.db.$count(customers, seen)) > 0;
}

/**
 * What happened to a customer, its contacts, billing and attachments, and to what was merged into it, latest first, a page of
 * acts at a time: `next` is the cursor of the page after. Nothing for a customer that the actor may not see, or only by a
 * share (D-03); fields as `describeChanges` tells them.
 */
export async function customerHistory(
  ctx: Context,
  customerId: string,
  params: Asked = { filters: {} },
): Promise<History> {
  if (!(await reachesHistory(ctx, customerId, "view"))) return { entries: [] };
  return actsBehind(ctx, await changesOf(ctx, customerId), params);
}

/**
 * What happened to a contact at the customers named by `ids` (contacts of one person, CON-02): of those alone that the actor may
 * see, and by more than a share.
 */
export async function contactHistory(
  ctx: Context,
  ids: readonly string[],
  params: Asked = { filters: {} },
): Promise<History> {
  const whole = ctx.db
    .select({ id: customers.id })
    .from(customers)
    .where(and(scope(ctx, customerEntity, "view"), beyondShares(ctx)));
  const seen = await ctx.db
    .select({ id: contacts.id })
    .from(contacts)
    .where(and(inArray(contacts.id, [...ids]), scope(ctx, contactEntity, "view"), inArray(contacts.customerId, whole)));
  if (seen.length === 0) return { entries: [] };
  const records = seen.map(({ id }) => id);
  return actsBehind(ctx, and(eq(auditChanges.entity, "contact"), inArray(auditChanges.recordId, records)), params);
}

/** The acts behind changes that the caller has found visible. */
async function actsBehind(ctx: Context, changes: SQL | undefined, { filters, after }: Asked): Promise<History> {
  const wanted =
    Object.keys(filters).length > 0 &&
    exists(
      ctx.db
        .select({ one: sql`1` })
        .from(auditEvents)
        .where(
          and(eq(auditEvents.id, auditChanges.eventId), listWhere(historyColumns(ctx), { filters } as HistoryParams)),
        ),
    );
  const acts = await ctx.db
    .select({ id: auditChanges.eventId })
    .from(auditChanges)
    .where(and(changes, wanted || undefined, after && lt(auditChanges.eventId, after.id)))
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
      .where(and(changes, inArray(auditChanges.eventId, ids)))
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
  return { entries, ...(acts.length > PAGE && { next: encodeCursor({ by: "at", value: null, id: ids.at(-1)! }) }) };
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
