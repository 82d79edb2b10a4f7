import "server-only";
import { and, count, eq, ilike, ne, or, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { outboxMessages } from "@/db/schema";
import type { StaffContext } from "@/lib/core/context";
import { escapeLike, type ListColumns, listOf, listWhere, oneOf, onDays } from "@/lib/core/list-query";
import { scope } from "@/lib/core/scope";
import { mailEntity } from "./entity";
import { openLink } from "./link";
import type { mailList, MailListParams } from "./list";
import { configuredMailServer } from "./mail-server";
import { withLink } from "./template";

const columnsFor = (ctx: StaffContext): ListColumns<typeof mailList> => ({
  id: outboxMessages.id,
  search: (text) => {
    const part = `%${escapeLike(text)}%`;
    return or(ilike(outboxMessages.recipient, part), ilike(outboxMessages.subject, part));
  },
  sort: { created: outboxMessages.createdAt, recipient: outboxMessages.recipient },
  filters: {
    created: onDays(outboxMessages.createdAt, ctx.installation.timeZone),
    kind: oneOf(outboxMessages.kind),
    state: oneOf(outboxMessages.state),
  },
});

/** One page of the outbox. */
export async function listMails(ctx: StaffContext, params: MailListParams) {
  const columns = columnsFor(ctx);
  const bare = ctx.db
    .select({ one: sql`1`.as("one") })
    .from(outboxMessages)
    .$dynamic();
  const where = and(scope(ctx, mailEntity, "view"), listWhere(columns, params));
  const list = listOf(ctx.db, columns, params, where, bare);
  return list.page(
    ctx.db
      .select({
        id: outboxMessages.id,
        createdAt: outboxMessages.createdAt,
        subject: outboxMessages.subject,
        recipient: outboxMessages.recipient,
        kind: outboxMessages.kind,
        state: outboxMessages.state,
        attempts: outboxMessages.attempts,
        sentAt: outboxMessages.sentAt,
        ...list.fields,
      })
      .from(outboxMessages)
      .$dynamic(),
  );
}
export type MailRow = Awaited<ReturnType<typeof listMails>>["rows"][number];

/**
 * One mail as it reads. A link that opens somebody's account is shown to administrators only, and only where no server
 * carries it to its owner: whoever may look into the outbox must not become somebody else by it.
 */
export async function findMail(ctx: StaffContext, id: string) {
  const [mail] = await ctx.db
    .select()
    .from(outboxMessages)
    .where(and(eq(outboxMessages.id, id), scope(ctx, mailEntity, "view")));
  if (!mail) return undefined;
  const { sealedLink, bodyText, bodyHtml, idempotencyKey: _key, ...shown } = mail;
  const usable = !mail.usefulUntil || mail.usefulUntil > ctx.now;
  const mayRead = ctx.actor.isAdministrator && !sendsMails() && usable;
  const link = sealedLink && mayRead ? openLink(sealedLink) : undefined;
  const { text } = withLink({ text: bodyText, html: bodyHtml }, link);
  return { ...shown, text, link, canResend: mail.state === "failed" && usable };
}
export type MailView = NonNullable<Awaited<ReturnType<typeof findMail>>>;

/** Whether there is a mail server; without one mails are only kept. */
export const sendsMails = () => configuredMailServer() !== undefined;

/** How many mails wait or have failed, for the operator's metrics: numbers alone, past every scope. */
export async function mailsByState(db: Db) {
  return db
    .select({ state: outboxMessages.state, mails: count() })
    .from(outboxMessages)
    .where(ne(outboxMessages.state, "sent"))
    .groupBy(outboxMessages.state);
}
