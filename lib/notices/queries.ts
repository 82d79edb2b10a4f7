import "server-only";
import { and, desc, eq, isNotNull } from "drizzle-orm";
import { type NoticeKind, noticeKinds } from "@/db/enums";
import { customers, imports, noticeChoices, notices, users } from "@/db/schema";
import type { StaffContext } from "@/lib/core/context";
import { scope } from "@/lib/core/scope";
import { customerEntity } from "@/lib/customers/entity";
import { importEntity } from "@/lib/imports/entity";
import { noticeEntity } from "./entity";

export const MOST_NOTICES = 100;

/**
 * My latest notices. Names are those of records that I may see now: a notice of a customer that was taken from me says that
 * there was one, and neither names nor links it (NOT-01, I4).
 */
export async function listNotices(ctx: StaffContext, most = MOST_NOTICES) {
  const rows = await ctx.db
    .select({
      id: notices.id,
      kind: notices.kind,
      by: notices.byName,
      count: notices.count,
      at: notices.createdAt,
      readAt: notices.readAt,
      customer: { id: customers.id, name: customers.name },
      file: { id: imports.id, name: imports.fileName, state: imports.state },
    })
    .from(notices)
    .leftJoin(customers, and(eq(customers.id, notices.customerId), scope(ctx, customerEntity, "view")))
    .leftJoin(imports, and(eq(imports.id, notices.importId), scope(ctx, importEntity, "import")))
    .where(scope(ctx, noticeEntity, "view"))
    .orderBy(desc(notices.id))
    .limit(most);
  return rows.map(({ customer, file, readAt, ...notice }) => ({
    ...notice,
    isRead: readAt !== null,
    name: customer?.name ?? file?.name ?? null,
    href: customer ? `/customers/${customer.id}` : file ? `/system/imports/${file.id}` : null,
  }));
}

/** Whether mails can reach me at all. */
export async function hasMailAddress(ctx: StaffContext): Promise<boolean> {
  const mine = and(eq(users.id, ctx.actor.id), isNotNull(users.email));
  return (await ctx.db.$count(users, mine)) > 0;
}

/** How I want to be told of each kind. */
export async function findNoticeChoices(ctx: StaffContext) {
  const rows = await ctx.db.select().from(noticeChoices).where(eq(noticeChoices.userId, ctx.actor.id));
  const chosen = new Map(rows.map(({ kind, inApp, byMail }) => [kind, { inApp, byMail }]));
  const ways = noticeKinds.map((kind) => [kind, chosen.get(kind) ?? { inApp: true, byMail: false }]);
  return Object.fromEntries(ways) as Record<NoticeKind, { inApp: boolean; byMail: boolean }>;
}
