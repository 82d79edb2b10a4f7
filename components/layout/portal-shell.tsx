"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LanguageMenu, type LanguageMenuProps } from "./language-menu";
import { MeMenu, type MeMenuProps } from "./me-menu";
import { SoftNavigation } from "./soft-navigation";
import { ThemeToggle } from "./theme-toggle";

/**
 * The frame of the customers' own area, made for a telephone first: whose portal it is on top, a few places below it, the
 * page in one readable column. It gets its words and places as data.
 */
export function PortalShell({
  name,
  label,
  places,
  language,
  me,
  children,
}: {
  /** The company that serves the customer. */
  name: string;
  /** What the list of places is called. */
  label: string;
  places: readonly { label: string; href: string }[];
  language: LanguageMenuProps;
  me: MeMenuProps;
  children: ReactNode;
}) {
  const t = useTranslations("ui.shell");
  const path = usePathname();
  const here = places.findLast(({ href }) => path === href || path.startsWith(`${href}/`))?.href;
  return (
    <SoftNavigation className="min-h-dvh bg-background">
      <a href="#main" className="skip-link">
        {t("skip")}
      </a>
      <header className="sticky top-0 z-10 border-b bg-background">
        <div className="mx-auto flex h-12 max-w-[960px] items-center gap-2 px-4">
          <a href="/portal" className="min-w-0 truncate text-group font-semibold">
            {name}
          </a>
          <div className="shell-tools">
            <LanguageMenu {...language} />
            <ThemeToggle />
            <MeMenu {...me} />
          </div>
        </div>
        <nav aria-label={label} className="tab-links mx-auto max-w-[960px] border-b-0 px-4">
          {places.map((place) => (
            <a key={place.href} href={place.href} aria-current={place.href === here ? "page" : undefined}>
              {place.label}
            </a>
          ))}
        </nav>
      </header>
      <main id="main" tabIndex={-1} className="mx-auto grid max-w-[960px] gap-6 px-4 py-6 outline-none">
        {children}
      </main>
    </SoftNavigation>
  );
}
