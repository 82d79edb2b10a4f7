import { sql } from "drizzle-orm";
import { check, index, integer, pgEnum, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { mailKinds, mailStates } from "../enums";
import { id, instant, timestamps, version } from "./columns";
import { locale } from "./users";

export const mailKind = pgEnum("mail_kind", mailKinds);
export const mailState = pgEnum("mail_state", mailStates);

/**
 * The outbox (NOT-01): a mail is written in the transaction of the act that wants it, so that none is lost and none is sent
 * for an act that was rolled back (JB-07). The key makes the same mail of the same act one row.
 */
export const outboxMessages = pgTable(
  "outbox_messages",
  {
    id: id(),
    kind: mailKind().notNull(),
    recipient: text().notNull(),
    locale: locale().notNull(),
    subject: text().notNull(),
    bodyText: text().notNull(),
    bodyHtml: text().notNull(),
    /** A link that opens an account, sealed with the secret of the installation; gone once the mail is sent. */
    sealedLink: text(),
    /** After this moment the mail is of no use to anybody, and is not sent any more. */
    usefulUntil: instant(),
    idempotencyKey: text().notNull(),
    state: mailState().notNull().default("waiting"),
    attempts: integer().notNull().default(0),
    /** While waiting: the next try. While being sent: when another worker may take over from one that died. */
    nextTryAt: instant().notNull(),
    lastError: text(),
    sentAt: instant(),
    version: version(),
    ...timestamps,
  },
  (t) => [
    uniqueIndex("outbox_messages_idempotency_key").on(t.idempotencyKey),
    index("outbox_messages_due")
      .on(t.nextTryAt)
      .where(sql`${t.state} in ('waiting', 'sending')`),
    index().on(t.createdAt, t.id),
    check("outbox_messages_sent_at", sql`(${t.state} = 'sent') = (${t.sentAt} is not null)`),
    check("outbox_messages_sent_without_link", sql`${t.state} <> 'sent' or ${t.sealedLink} is null`),
  ],
);
