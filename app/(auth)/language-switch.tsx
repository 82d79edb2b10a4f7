"use client";

import { useTranslations } from "next-intl";
import { usePathname, useSearchParams } from "next/navigation";
import type { FormEvent } from "react";
import { locales } from "@/db/enums";

const names = { "zh-CN": "简体中文", en: "English", pl: "Polski" } as const;

/** The languages by their own names; the current one is marked. A plain form, so that it works before scripts do. */
export function LanguageSwitch({ locale }: { locale: string }) {
  const t = useTranslations("sign_in");
  const query = useSearchParams().toString();
  const here = usePathname() + (query && `?${query}`);
  return (
    <form method="post" action="/language" onSubmit={choose} aria-label={t("language")} className="flex gap-1">
      <input type="hidden" name="to" value={here} />
      {locales.map((one) => (
        <button
          key={one}
          type="submit"
          name="locale"
          value={one}
          lang={one}
          aria-current={one === locale || undefined}
          className="h-8 rounded px-2 text-muted hover:bg-hover hover:text-foreground aria-[current]:font-medium aria-[current]:text-foreground"
        >
          {names[one]}
        </button>
      ))}
    </form>
  );
}

/** Sent by script where there is one: a form of a page that tells no referrer does not tell its origin either. */
async function choose(event: FormEvent<HTMLFormElement>) {
  event.preventDefault();
  const { submitter } = event.nativeEvent as SubmitEvent;
  await fetch("/language", { method: "POST", body: new FormData(event.currentTarget, submitter), redirect: "manual" });
  window.location.reload();
}
