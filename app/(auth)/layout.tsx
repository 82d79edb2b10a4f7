import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Messages } from "@/components/layout/messages";
import { LanguageSwitch } from "./language-switch";

/** The frame of everything before the office: one narrow column, the product on top, the languages below. */
export default async function Layout({ children }: { children: ReactNode }) {
  const [t, locale] = await Promise.all([getTranslations("navigation"), getLocale()]);
  return (
    <Messages of={["sign_in"]}>
      <div className="grid min-h-dvh grid-rows-[1fr_auto] bg-background sm:bg-sunken">
        <main className="mx-auto grid w-full max-w-[400px] content-start gap-6 px-5 pt-10 pb-8 sm:px-0 sm:pt-[10dvh]">
          <p className="flex items-center gap-2.5 text-group font-semibold">
            <span aria-hidden className="grid size-8 place-items-center rounded bg-primary text-on-primary">
              客
            </span>
            {t("product")}
          </p>
          {children}
        </main>
        <footer className="flex justify-center px-5 pb-6">
          <LanguageSwitch locale={locale} />
        </footer>
      </div>
    </Messages>
  );
}
