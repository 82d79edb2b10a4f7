import type { Page } from "playwright-core";
import { defaultRoles } from "@/db/seed/default-roles";
import { namespaces, texts } from "../../support/texts";

/** All that a page says: its text, and what is read aloud or stands in tooltips and empty fields. */
export const wordsOf = (page: Page) =>
  page.evaluate(() => {
    const spoken = ["aria-label", "title", "placeholder", "alt"];
    const attributes = [...document.querySelectorAll<HTMLElement>(spoken.map((name) => `[${name}]`).join())].flatMap(
      (element) => spoken.map((name) => element.getAttribute(name) ?? ""),
    );
    return [document.title, document.body.innerText, ...attributes].join("\n");
  });

const KEY = new RegExp(`\\b(?:${namespaces("zh-CN").join("|")})\\.(?!csv|xlsx)[a-z_]+(?:\\.\\w+)*`, "g");
/** Message keys that stand where their text should. */
export const rawKeys = (text: string): string[] => [...new Set(text.match(KEY))];

/** A word and two small ones after it: names of people, companies and places do not look like that. */
const SENTENCE = /(?<!\p{L})[A-Za-z]+(?:[ ,]+[a-z]{2,}){2,}(?!\p{L})/gu;
/** English sentences in a page that is not English. */
export const englishSentences = (text: string): string[] => [...new Set(text.match(SENTENCE))];

/** What the demo company calls its roles, in its own language. */
const DATA = [
  "系统管理员",
  ...Object.values(defaultRoles).flatMap(({ name, description }) => [name, description]),
].join("\n");

/** Chinese texts of ours that have no place in a page in another language; what people wrote is theirs. */
export function chineseTexts(text: string): string[] {
  const [chinese, english] = [texts.get("zh-CN")!, texts.get("en")!];
  return [...chinese]
    .filter(
      ([key, own]) =>
        own.replaceAll(/\P{sc=Han}/gu, "").length >= 5 &&
        !/[{}]/.test(own) &&
        english.get(key) !== own &&
        !DATA.includes(own) &&
        text.includes(own),
    )
    .map(([, own]) => own);
}
