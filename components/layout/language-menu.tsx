"use client";

import { useTranslations } from "next-intl";

export type LanguageMenuProps = {
  locale: string;
  /** Every language by its own name. */
  locales: readonly { value: string; label: string }[];
  /** A server action that reads `locale` from the form. */
  action: (form: FormData) => Promise<void>;
};

/** Changes the language of the interface; the form is sent as soon as a language is chosen. */
export function LanguageMenu({ locale, locales, action }: LanguageMenuProps) {
  const t = useTranslations("ui");
  return (
    <form action={action}>
      <select
        name="locale"
        aria-label={t("language")}
        title={t("language")}
        defaultValue={locale}
        key={locale}
        onChange={(event) => event.currentTarget.form?.requestSubmit()}
        className="h-8 rounded bg-background px-1 hover:bg-hover"
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
