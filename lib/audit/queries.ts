import "server-only";
import { eq, ilike, or, type SQL, sql } from "drizzle-orm";
import { auditChanges, auditEvents, securityEvents, users } from "@/db/schema";
import { can, type Context } from "@/lib/core/context";
import { escapeLike, is, type ListColumns, listOf, listWhere, oneOf, onDays } from "@/lib/core/list-query";
import { type ChangeView, describeChanges, type FieldView, plain, type RawChange } from "./describe";
import { type auditList, type AuditListParams, type securityList, type SecurityListParams } from "./list";
import { namesOf } from "./names";
import { keyedSubjects } from "./subjects";

export { customerHistory, type HistoryEntry } from "./history";
export { type ChangeView, describeChanges, type FieldView, type Shown } from "./describe";

/** How many records of an act the list names, and how many its page shows. */
const NAMED = 2;
const MOST_CHANGES = 100;

const touching = (condition: SQL | undefined) =>
  sql`exists (select from ${auditChanges} where ${auditChanges.eventId} = ${auditEvents.id} and ${condition})`;

/** The filters and sorting of the log of acts. */
export const eventColumns = (ctx: Context): ListColumns<typeof auditList> => ({
  id: auditEvents.id,
  search: (text) => {
    const part = `%${escapeLike(text)}%`;
    return or(ilike(auditEvents.actor, part), ilike(auditEvents.address, part), eq(auditEvents.requestId, text));
  },
  sort: { at: auditEvents.at },
  filters: {
    at: onDays(auditEvents.at, ctx.installation.timeZone),
    user: is(auditEvents.userId),
    event: oneOf(auditEvents.event),
    door: (kinds) => or(...kinds.map((kind) => sql`${auditEvents.door} like ${`${kind}%`}`)),
    customer: (id) => touching(eq(auditChanges.customerId, id)),
    record: (id) => touching(or(eq(auditChanges.recordId, id), eq(auditChanges.customerId, id))),
  },
});

/** One page of the log: who did what when, through which door, and the first of the records that it touched. */
export async function listAudit(ctx: Context, params: AuditListParams) {
  const columns = eventColumns(ctx);
  const bare = ctx.db
    .select({ one: sql`1`.as("one") })
    .from(auditEvents)
    .$dynamic();
  const list = listOf(ctx.db, columns, params, listWhere(columns, params), bare);
  const found = await list.page(
    ctx.db
      .select({
        id: auditEvents.id,
        at: auditEvents.at,
        event: auditEvents.event,
        actor: auditEvents.actor,
        door: auditEvents.door,
        address: auditEvents.address,
        records: sql<number>`(select count(*)::int from ${auditChanges} where ${auditChanges.eventId} = ${auditEvents.id})`,
        ...list.fields,
      })
      .from(auditEvents)
      .$dynamic(),
  );
  const first = await firstChanges(
    ctx,
    found.rows.map(({ id }) => id),
  );
  return { ...found, rows: found.rows.map((row) => ({ ...row, changes: first.get(row.id) ?? [] })) };
}
export type AuditRow = Awaited<ReturnType<typeof listAudit>>["rows"][number];

/** The first changes of each act, described: an import has thousands, the list names two. */
async function firstChanges(ctx: Context, eventIds: readonly string[]): Promise<Map<string, ChangeView[]>> {
  if (eventIds.length === 0) return new Map();
  const { rows } = await ctx.db.execute<RawChange & { eventId: string }>(sql`
    select c.id, e.id as "eventId", c.entity, c.record_id as "recordId", c.customer_id as "customerId", c.kind, c.changes
    from unnest(${sql.param([...eventIds])}::uuid[]) e (id),
      lateral (select * from audit_changes where event_id = e.id order by id limit ${NAMED}) c`);
  const views = await describeChanges(ctx, rows);
  const first = new Map<string, ChangeView[]>();
  for (const [index, { eventId }] of rows.entries()) first.set(eventId, [...(first.get(eventId) ?? []), views[index]!]);
  return first;
}

/** One act with its changes as this actor may read them; nothing where the id names none. */
export async function findAuditEvent(ctx: Context, id: string) {
  const [event] = await ctx.db.select().from(auditEvents).where(eq(auditEvents.id, id));
  if (!event) return undefined;
  const ofEvent = eq(auditChanges.eventId, id);
  const [total, raw] = await Promise.all([
    ctx.db.$count(auditChanges, ofEvent),
    ctx.db.select().from(auditChanges).where(ofEvent).orderBy(auditChanges.id).limit(MOST_CHANGES),
  ]);
  const changes = await describeChanges(ctx, raw);
  const own = keyedFields(ctx, event.event, event.details);
  return {
    ...event,
    changes,
    more: total - raw.length,
    own,
    file: textIn(event.details, "file"),
    reason: textIn(event.details, "reason"),
    rows: numberIn(event.details, "rows"),
  };
}
export type AuditEventView = NonNullable<Awaited<ReturnType<typeof findAuditEvent>>>;

type Details = Record<string, unknown> | null;
const textIn = (details: Details, name: string) => (typeof details?.[name] === "string" ? details[name] : null);
const numberIn = (details: Details, name: string) => (typeof details?.[name] === "number" ? details[name] : null);

/** The difference that stands in the event itself: of the settings, of a numbering rule. */
function keyedFields(ctx: Context, event: string, details: Details): FieldView[] {
  const subject = keyedSubjects[event];
  if (!subject || !can(ctx, subject.view) || typeof details?.changes !== "object" || !details.changes) return [];
  return Object.entries(details.changes as Record<string, [unknown, unknown]>).map(([column, [before, after]]) => ({
    column,
    label: `${subject.labels}.${column}`,
    before: plain(before, subject.words?.[column]),
    after: plain(after, subject.words?.[column]),
  }));
}

/** The filters and sorting of the log of sign-ins and refusals. */
export const securityColumns = (ctx: Context): ListColumns<typeof securityList> => ({
  id: securityEvents.id,
  search: (text) => {
    const part = `%${escapeLike(text)}%`;
    return or(
      ilike(securityEvents.login, part),
      ilike(securityEvents.address, part),
      eq(securityEvents.requestId, text),
    );
  },
  sort: { at: securityEvents.at },
  filters: {
    at: onDays(securityEvents.at, ctx.installation.timeZone),
    user: is(securityEvents.userId),
    kind: oneOf(securityEvents.kind),
  },
});

/** One page of sign-ins and refused tries (D-05). */
export async function listSecurityEvents(ctx: Context, params: SecurityListParams) {
  const columns = securityColumns(ctx);
  const bare = ctx.db
    .select({ one: sql`1`.as("one") })
    .from(securityEvents)
    .$dynamic();
  const list = listOf(ctx.db, columns, params, listWhere(columns, params), bare);
  return list.page(
    ctx.db
      .select({
        id: securityEvents.id,
        at: securityEvents.at,
        kind: securityEvents.kind,
        login: securityEvents.login,
        name: users.name,
        address: securityEvents.address,
        door: securityEvents.door,
        asked: sql<string | null>`${securityEvents.details} ->> 'asked'`,
        ...list.fields,
      })
      .from(securityEvents)
      .leftJoin(users, eq(users.id, securityEvents.userId))
      .$dynamic(),
  );
}
export type SecurityRow = Awaited<ReturnType<typeof listSecurityEvents>>["rows"][number];

/** The names behind the filters of the address, so that the pickers can show them. */
export async function auditFilterNames(ctx: Context, { user, customer }: { user?: string; customer?: string }) {
  const names = await namesOf(ctx, { user: user ? [user] : [], customer: customer ? [customer] : [] });
  const chosen = (id: string | undefined, label: string | undefined) => (id && label ? [{ id, label }] : []);
  return {
    user: chosen(user, user && names.user.get(user)),
    customer: chosen(customer, customer && names.customer.get(customer)),
  };
}
