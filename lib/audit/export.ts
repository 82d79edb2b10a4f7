import "server-only";
import { and, desc, eq, lt, type SQL, sql } from "drizzle-orm";
import { auditChanges, auditEvents, securityEvents, users } from "@/db/schema";
import type { Context, StaffContext } from "@/lib/core/context";
import { wallTime } from "@/lib/core/dates";
import type { SheetRows } from "@/lib/core/list-export";
import { listWhere } from "@/lib/core/list-query";
import { translatorFor } from "@/lib/core/messages";
import type { WriteCell } from "@/lib/core/sheet/write";
import { type ChangeView, describeChanges, type Shown } from "./describe";
import { changesOf, historyColumns } from "./history";
import type { AuditListParams, HistoryParams, SecurityListParams } from "./list";
import { eventColumns, securityColumns } from "./queries";
import { doorWord, eventWord } from "./words";

const CHUNK = 500;
const FIRST = "00000000-0000-0000-0000-000000000000";
type Translate = ReturnType<typeof translatorFor>;

/** The log as the filter shows it, a line for each field that changed (AUD-01, EXP-03). */
export const exportEvents = (ctx: StaffContext, params: AuditListParams): SheetRows =>
  actsSheet(ctx, listWhere(eventColumns(ctx), params), undefined);

/** The history of one customer as its page shows it (EXP-03). The caller has looked whether the actor reaches it. */
export const exportHistory = async (ctx: StaffContext, customerId: string, params: HistoryParams): Promise<SheetRows> =>
  actsSheet(ctx, listWhere(historyColumns(ctx), params), await changesOf(ctx, customerId));

/** Acts and what they changed, latest first; `of` narrows the changes, and leaves out acts that changed nothing of it. */
function actsSheet(ctx: StaffContext, where: SQL | undefined, of: SQL | undefined): SheetRows {
  const t = translatorFor(ctx.actor.locale);
  const text = (name: string) => ({ header: t(`audit.field.${name}`), kind: "text" as const });
  const names = ["actor", "event", "record", "column", "before", "after", "reason", "door", "address"];
  async function* rows() {
    for await (const lines of chunks(ctx, where, of)) {
      const views = await describeChanges(
        ctx,
        lines.flatMap(({ change }) => change ?? []),
      );
      const byId = new Map(views.map((view) => [view.id, view]));
      for (const { event, change } of lines) yield* actLines(ctx, t, event, change && byId.get(change.id));
    }
  }
  return { columns: [{ header: t("audit.field.at"), kind: "instant" }, ...names.map(text)], rows: rows() };
}

type Event = typeof auditEvents.$inferSelect;

function* actLines(ctx: Context, t: Translate, event: Event, change: ChangeView | null | undefined) {
  const reason = event.details?.reason;
  const word = eventWord(event.event);
  const what = word ? t(`audit.${word}`) : event.event;
  const before: WriteCell[] = [wallTime(ctx.installation.timeZone, event.at), event.actor, what];
  const after: WriteCell[] = [
    typeof reason === "string" ? reason : null,
    t(`audit.${doorWord(event.door)}`),
    event.address,
  ];
  const say = (shown: Shown) => (shown === null ? null : "key" in shown ? t(shown.key) : shown.text);
  const record = change?.record ?? null;
  if (!change?.fields.length) yield [...before, record, null, null, null, ...after];
  for (const field of change?.fields ?? [])
    yield [...before, record, t(field.label), say(field.before), say(field.after), ...after];
}

/** Events with their changes, by the ids of both: they say when, so that no chunk is read twice. */
async function* chunks(ctx: Context, where: SQL | undefined, of: SQL | undefined) {
  const changeId = sql<string>`coalesce(${auditChanges.id}, ${FIRST}::uuid)`;
  for (let last: { event: string; change: string } | undefined; ;) {
    const beyond: SQL | undefined =
      last &&
      sql`(${lt(auditEvents.id, last.event)} or ${auditEvents.id} = ${last.event} and ${changeId} > ${last.change})`;
    const query = ctx.db.select({ event: auditEvents, change: auditChanges }).from(auditEvents).$dynamic();
    const joined = eq(auditChanges.eventId, auditEvents.id);
    const rows = await (of ? query.innerJoin(auditChanges, and(joined, of)) : query.leftJoin(auditChanges, joined))
      .where(and(where, beyond))
      .orderBy(desc(auditEvents.id), changeId)
      .limit(CHUNK);
    if (rows.length > 0) yield rows;
    if (rows.length < CHUNK) return;
    const { event, change } = rows.at(-1)!;
    last = { event: event.id, change: change?.id ?? FIRST };
  }
}

/** Sign-ins and refused tries as the filter shows them. */
export function exportSecurity(ctx: StaffContext, params: SecurityListParams): SheetRows {
  const t = translatorFor(ctx.actor.locale);
  const where = listWhere(securityColumns(ctx), params);
  const text = (name: string) => ({ header: t(`audit.field.${name}`), kind: "text" as const });
  async function* rows() {
    for (let last: string | undefined; ;) {
      const found = await ctx.db
        .select({ event: securityEvents, name: users.name })
        .from(securityEvents)
        .leftJoin(users, eq(users.id, securityEvents.userId))
        .where(and(where, last ? lt(securityEvents.id, last) : undefined))
        .orderBy(desc(securityEvents.id))
        .limit(CHUNK);
      for (const { event, name } of found)
        yield [
          wallTime(ctx.installation.timeZone, event.at),
          t(`audit.security.${event.kind}`),
          event.login,
          name,
          event.address,
          event.door && t(`audit.${doorWord(event.door)}`),
        ];
      if (found.length < CHUNK) return;
      last = found.at(-1)!.event.id;
    }
  }
  return {
    columns: [
      { header: t("audit.field.at"), kind: "instant" },
      ...["kind", "login", "actor", "address", "door"].map(text),
    ],
    rows: rows(),
  };
}
