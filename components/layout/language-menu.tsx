"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";

export type LanguageMenuProps = {
  locale: string;
  /** Every language by its own name. */
  locales: readonly { value: string; label: string }[];
  /** The address that takes `locale` and, under `to`, the page to come back to: a plain form, so that it works everywhere. */
  action: string;
};

/** Changes the language of the interface; the form is sent as soon as a language is chosen. */
export function LanguageMenu({ locale, locales, action }: LanguageMenuProps) {
  const t = useTranslations("ui");
  const path = usePathname();
  return (
    <form action={action} method="post">
      <input type="hidden" name="to" value={path} />
      <select
        name="locale"
        aria-label={t("language")}
        title={t("language")}
        defaultValue={locale}
        key={locale}
        onChange={(event) => event.currentTarget.form?.requestSubmit()}
      >
        {locales.map(({ value, label }) => (
          <option key={value} value={value} lang={value}>
            {label}
          </option>
        ))}
      </select>
      <noscript>
        <button type="submit">OK</button>
      </noscript>
    </form>
  );
}
