"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";

const users = [
  "admin",
  "manager",
  "sales",
  "sales2",
  "finance",
  "support",
  "service",
  "cloud",
  "portal",
  "portal-member",
] as const;
export const DEMO_PASSWORD = "kehu-demo";

/** The people of the demo company: one click fills in the form. Shown only where the demo data is. */
export function DemoUsers({ onChoose }: { onChoose: (login: string) => void }) {
  const t = useTranslations("sign_in.demo");
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-2 border-t pt-5 sm:border-0 sm:px-8 sm:pt-0">
      <h2 id={id} className="text-base">
        {t("title")}
      </h2>
      <p className="text-muted">{t("help", { password: DEMO_PASSWORD })}</p>
      <ul className="-mx-2 grid grid-cols-2">
        {users.map((login) => (
          <li key={login}>
            <button
              type="button"
              onClick={() => onChoose(login)}
              className="flex min-h-9 w-full flex-wrap items-baseline gap-x-2 rounded px-2 py-1.5 text-left hover:bg-hover"
            >
              {t(login)}
              <span className="text-small text-muted">{login}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
