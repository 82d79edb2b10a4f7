import "server-only";
import { and, eq, isNull, lte, type SQL, sql } from "drizzle-orm";
import { type Locale, type NoticeKind, noticeKinds } from "@/db/enums";
import { noticeChoices, notices, settings } from "@/db/schema";
import type { StaffContext, Transaction } from "@/lib/core/context";
import { env } from "@/lib/core/env";
import { translatorFor } from "@/lib/core/messages";
import { scope } from "@/lib/core/scope";
import { queueMail } from "@/lib/notifications/commands";
import { noticeEntity } from "./entity";
import type { NoticeChoicesInput } from "./schema";

type News = {
  kind: NoticeKind;
  /** Selects the ids of those who are told; whoever acts is never told of their own act, and nobody twice. */
  to: SQL;
  byName: string | null;
  /** How many records it is about. A single one is linked. */
  count: number;
  customerId?: string;
  importId?: string;
  except?: string;
};

type Told = { id: string; name: string; email: string | null; locale: Locale; inApp: boolean; byMail: boolean };

/**
 * Tells people of an act in its own transaction (NOT-01): with the act it is rolled back, and after it never lost. Each by the
 * ways of their choice; accounts that are closed are told nothing. A mail says what happened and names no record (I4).
 */
export async function tell({ db, now }: Pick<Transaction, "db" | "now">, news: News): Promise<void> {
  const { kind, to, byName, count, customerId, importId, except } = news;
  const { rows } = await db.execute<Told>(sql`
    select u.id, u.name, u.email, u.locale, coalesce(c.in_app, true) as "inApp", coalesce(c.by_mail, false) as "byMail"
    from users u left join notice_choices c on c.user_id = u.id and c.kind = ${kind}
    where u.id in (${to}) and u.id is distinct from ${except ?? null}::uuid
      and u.audience = 'staff' and u.deleted_at is null and u.state = 'employed' and not u.locked
    order by u.id`);
  const shown = rows.filter(({ inApp }) => inApp);
  const about = { kind, byName, count, createdAt: now, customerId: count === 1 ? customerId : undefined, importId };
  if (shown.length > 0) await db.insert(notices).values(shown.map(({ id }) => ({ ...about, userId: id })));
  const mailed = rows.filter(({ email, byMail }) => byMail && email);
  const [company] = mailed.length > 0 ? await db.select({ name: settings.companyName }).from(settings) : [];
  for (const { name, email, locale } of mailed) {
    const say = translatorFor(locale);
    const what = { what: say(`notices.kind.${kind}`), by: byName ?? say("notices.somebody") };
    const values = { ...what, name, company: company!.name, address: `${env().APP_BASE_URL}/account/notifications` };
    await queueMail({ db, now }, { kind: "notice", to: email!, locale, key: `notice:${crypto.randomUUID()}`, values });
  }
}

/** Marks one notice read. */
export async function readNotice(ctx: StaffContext, { id }: { id: string }) {
  await markRead(ctx, eq(notices.id, id));
  return { id };
}

/** Marks everything read up to the latest notice that the reader has seen. */
export async function readAllNotices(ctx: StaffContext, { last }: { last: string }) {
  return { count: await markRead(ctx, lte(notices.id, last)) };
}

async function markRead(ctx: StaffContext, which: SQL): Promise<number> {
  const mine = and(which, isNull(notices.readAt), scope(ctx, noticeEntity, "view"));
  return (await ctx.db.update(notices).set({ readAt: ctx.now }).where(mine)).rowCount ?? 0;
}

/** Keeps how somebody wants to be told. */
export async function chooseNotices(ctx: StaffContext, input: NoticeChoicesInput) {
  await ctx.db
    .insert(noticeChoices)
    .values(noticeKinds.map((kind) => ({ userId: ctx.actor.id, kind, ...input[kind] })))
    .onConflictDoUpdate({
      target: [noticeChoices.userId, noticeChoices.kind],
      set: { inApp: sql`excluded.in_app`, byMail: sql`excluded.by_mail` },
    });
  return { saved: true };
}
