import "server-only";
import { createTransport } from "nodemailer";
import { env } from "@/lib/core/env";

export type Letter = { id: string; to: string; subject: string; text: string; html: string };
/** `later`: the mail may go another time. `unreachable`: so may every other one. `never`: this recipient or mail is refused. */
export type Posted = { state: "sent" } | { state: "later" | "unreachable" | "never"; reason: string };
export type MailServer = { send: (letter: Letter) => Promise<Posted> };

const NO_ANSWER = new Set(["ECONNECTION", "ETIMEDOUT", "EDNS", "ESOCKET", "EAUTH", "ETLS"]);

/** The mail server of the configuration; nothing without one: then mails stay in the outbox, readable there (NOT-01). */
export function configuredMailServer(): MailServer | undefined {
  const { SMTP_URL, MAIL_FROM } = env();
  return SMTP_URL && MAIL_FROM ? mailServer(SMTP_URL, MAIL_FROM) : undefined;
}

/** A server that is spoken to in SMTP. It never hangs: every step of the conversation has its end. */
export function mailServer(url: string, from: string): MailServer {
  const transport = createTransport({
    url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const host = new URL(env().APP_BASE_URL).hostname;
  return {
    async send({ id, to, subject, text, html }) {
      try {
        await transport.sendMail({
          from,
          // As an object the address is one address, whatever commas are in it.
          to: { name: "", address: to },
          subject,
          text,
          html,
          // The same mail has the same id at every try: readers and servers can tell a second copy.
          messageId: `<${id}@${host}>`,
          headers: { "Auto-Submitted": "auto-generated" },
        });
        return { state: "sent" };
      } catch (error) {
        return judged(error);
      }
    },
  };
}

/** RFC 5321: a 4xx answer asks to come again, a 5xx answer is final. Without an answer nobody was reached. */
function judged(error: unknown): Posted {
  if (!(error instanceof Error)) throw error;
  const { code = "", responseCode } = error as Error & { code?: string; responseCode?: number };
  const reason = error.message.replace(/\p{Cc}+/gu, " ").slice(0, 300);
  if (NO_ANSWER.has(code)) return { state: "unreachable", reason };
  return { state: responseCode && responseCode >= 500 ? "never" : "later", reason };
}
