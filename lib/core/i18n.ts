import "server-only";
import { cookies } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { type Locale, locales } from "@/db/enums";
import { messagesOf } from "./messages";
import { currentSession } from "./session";

export const LOCALE_COOKIE = "kehu.locale";
/** Simplified Chinese first; the choice is remembered in a cookie and with the user. */
const DEFAULT_LOCALE: Locale = "zh-CN";
/** Strangers see no times; the installation's zone holds for everybody else (D-20). */
const DEFAULT_ZONE = "Asia/Shanghai";

export const isLocale = (text: string | undefined): text is Locale => locales.some((locale) => locale === text);

export default getRequestConfig(async () => {
  const chosen = (await cookies()).get(LOCALE_COOKIE)?.value;
  const locale = isLocale(chosen) ? chosen : DEFAULT_LOCALE;
  const session = await currentSession();
  return { locale, messages: messagesOf(locale), timeZone: session?.installation.timeZone ?? DEFAULT_ZONE };
});
