import "server-only";
import type { Locale, MailKind } from "@/db/enums";
import { outboxMessages } from "@/db/schema";
import type { StaffContext, Transaction } from "@/lib/core/context";
import { refuse, type Values } from "@/lib/core/errors";
import { enqueue } from "@/lib/core/queue";
import { lockRecord, saveRecord } from "@/lib/core/records";
import { mailEntity } from "./entity";
import { sealLink } from "./link";
import { renderMail } from "./template";

export type NewMail = {
  kind: MailKind;
  to: string;
  locale: Locale;
  /** The same key is the same mail: it is written once, however often the act is tried again. */
  key: string;
  values: Values;
  /** A link that opens an account: kept sealed, and only until the mail is sent or of no more use. */
  link?: string;
  usefulUntil?: Date;
};

/**
 * Writes a mail into the outbox, in the transaction of the act that wants it (NOT-01, JB-07): with the act it is rolled back,
 * and after the act it is never lost. The sending is the work of a job.
 */
export async function queueMail({ db, now }: Pick<Transaction, "db" | "now">, mail: NewMail): Promise<void> {
  const { subject, text, html } = renderMail(mail.kind, mail.locale, mail.values);
  const written = await db
    .insert(outboxMessages)
    .values({
      kind: mail.kind,
      recipient: mail.to,
      locale: mail.locale,
      subject,
      bodyText: text,
      bodyHtml: html,
      sealedLink: mail.link && sealLink(mail.link),
      usefulUntil: mail.usefulUntil,
      idempotencyKey: mail.key,
      nextTryAt: now,
      createdAt: now,
      updatedAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: outboxMessages.id });
  if (written.length > 0) await enqueue({ db }, "send-mails", {});
}

/** Sends a failed mail again, from the first try on. One that has come to be of no use is refused. */
export async function resendMail(ctx: StaffContext, { id }: { id: string }) {
  const mail = await lockRecord(ctx, mailEntity, id, "send");
  if (mail.state !== "failed") refuse("notifications.error.not_failed");
  if (mail.usefulUntil && mail.usefulUntil <= ctx.now) refuse("notifications.error.out_of_date");
  const again = { state: "waiting", attempts: 0, nextTryAt: ctx.now, lastError: null } as const;
  await saveRecord(ctx, mailEntity, "mail.resent", mail, again);
  await enqueue(ctx, "send-mails", {});
  return { id };
}
