import { translatorFor } from "@/lib/core/messages";

/** What the screens say, by message key: tests look for the words that people read, and stay right when these change. */
export const words = translatorFor("zh-CN");

/** Words of one domain: `of("customers")("field.name")`. */
export const of =
  (domain: string) =>
  (key: string, values?: Record<string, string | number>): string =>
    words(`${domain}.${key}`, values);
