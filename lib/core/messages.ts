import "server-only";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createTranslator } from "next-intl";
import type { Locale } from "@/db/enums";

export type Messages = Record<string, Record<string, unknown>>;
const kept = new Map<Locale, Messages>();

/** All texts of a language: one file for each domain under messages/<locale>, the file's name being the namespace. */
export function messagesOf(locale: Locale): Messages {
  const known = kept.get(locale);
  if (known) return known;
  const folder = join(process.cwd(), "messages", locale);
  const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
  const messages = Object.fromEntries(
    files.map((file) => [file.slice(0, -".json".length), JSON.parse(readFileSync(join(folder, file), "utf8"))]),
  ) as Messages;
  if (process.env.NODE_ENV === "production") kept.set(locale, messages);
  return messages;
}

/** Speaks message keys outside a request: workbooks, jobs, mails. */
export function translatorFor(locale: Locale): (key: string, values?: Record<string, string | number>) => string {
  const translate = createTranslator({ locale, messages: messagesOf(locale) });
  return (key, values) => translate(key as never, values as never);
}
