import "server-only";
import type { Locale, MailKind } from "@/db/enums";
import type { Values } from "@/lib/core/errors";
import { translatorFor } from "@/lib/core/messages";

/** Stands in the stored bodies where the secret link goes, which is kept apart from them and sealed. */
const PLACE = "[[link]]";

/** The paragraphs of each kind, as keys below `mails.<kind>`; `link` is the paragraph with the link. */
const paragraphs: Record<MailKind, readonly string[]> = {
  password_reset: ["intro", "link", "until", "ignore"],
  password_changed: ["intro", "ignore"],
  portal_invited: ["intro", "link", "until", "login", "ignore"],
  notice: ["intro", "look", "choose"],
};

export type MailBody = { subject: string; text: string; html: string };

/**
 * A mail in the language of whoever gets it, as plain text and as simple HTML. What people typed (names, the company)
 * arrives as text: no markup, no line of the head, no address of somebody else's.
 */
export function renderMail(kind: MailKind, locale: Locale, values: Values): MailBody {
  const say = translatorFor(locale);
  const safe = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === "string" ? inert(value) : value]),
  );
  const lines = [
    say("mails.greeting", safe),
    ...paragraphs[kind].map((name) => say(`mails.${kind}.${name}`, safe)),
    say("mails.closing", safe),
  ];
  const isLink = (at: number) => paragraphs[kind][at - 1] === "link";
  const text = lines.map((line, at) => (isLink(at) ? `${line}\n${PLACE}` : line)).join("\n\n");
  const html = lines
    .map((line, at) => `<p>${escapeHtml(line)}${isLink(at) ? `<br><a href="${PLACE}">${PLACE}</a>` : ""}</p>`)
    .join("\n");
  const subject = say(`mails.${kind}.subject`, safe);
  return {
    subject,
    text: `${text}\n`,
    html: `<!doctype html>\n<html lang="${locale}"><body>\n${html}\n</body></html>\n`,
  };
}

/** The bodies with the link, or with a mask where the reader must not have it. */
export function withLink<B extends { text: string; html: string }>(body: B, link: string | undefined): B {
  const shown = link ?? "•••";
  return { ...body, text: body.text.replaceAll(PLACE, shown), html: body.html.replaceAll(PLACE, escapeHtml(shown)) };
}

/** One line without control characters, and never the place of the link. */
const inert = (value: string) => value.replace(/\p{Cc}+/gu, " ").replaceAll("[[", "[");

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]!);
