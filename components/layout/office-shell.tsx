"use client";

import { Menu, X } from "lucide-react";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { IconButton } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { LanguageMenu, type LanguageMenuProps } from "./language-menu";
import { MeMenu, type MeMenuProps } from "./me-menu";
import { type MenuGroup, OfficeMenu, placeOf } from "./office-menu";
import { SoftNavigation } from "./soft-navigation";
import { ThemeToggle } from "./theme-toggle";

/**
 * The frame of every staff page: menu at the left (icons below 1024 px, a drawer below 768 px), bar on top, page in the
 * middle. It gets the menu as data, already translated and narrowed to what the user may open.
 */
export function OfficeShell({
  name,
  menu,
  language,
  me,
  tools,
  children,
}: {
  /** The name of the product, at the head of the menu. */
  name: string;
  menu: readonly MenuGroup[];
  language: LanguageMenuProps;
  me: MeMenuProps;
  /** Further controls in the bar: find, approvals, bell. */
  tools?: ReactNode;
  children: ReactNode;
}) {
  const t = useTranslations("ui.shell");
  const path = usePathname();
  const here = placeOf(menu, path);
  const [openAt, setOpenAt] = useState<string>();
  // The drawer belongs to the page on which it was opened: going elsewhere closes it.
  const open = openAt === path;
  const opener = useRef<HTMLButtonElement>(null);
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!open) return;
    const button = opener.current;
    nav.current?.querySelector<HTMLElement>("button, a")?.focus();
    const onKey = (event: KeyboardEvent) => event.key === "Escape" && setOpenAt(undefined);
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("keydown", onKey);
      button?.focus();
    };
  }, [open]);
  return (
    <SoftNavigation className="shell">
      <a href="#main" className="skip-link">
        {t("skip")}
      </a>
      <nav ref={nav} aria-label={t("menu")} className="shell-menu" data-open={open || undefined}>
        <div className="shell-name">
          {/* oxlint-disable-next-line next/no-html-link-for-pages -- SoftNavigation takes plain links */}
          <a href="/">{name}</a>
          <IconButton label={t("close_menu")} className="md:hidden" onClick={() => setOpenAt(undefined)}>
            <Icon of={X} />
          </IconButton>
        </div>
        <OfficeMenu menu={menu} />
      </nav>
      {open && <div className="shell-veil" onPointerDown={() => setOpenAt(undefined)} />}
      <header className="shell-bar" inert={open}>
        <IconButton
          ref={opener}
          label={t("open_menu")}
          className="md:hidden"
          aria-expanded={open}
          onClick={() => setOpenAt(path)}
        >
          <Icon of={Menu} />
        </IconButton>
        <ol aria-label={t("here")} className="crumbs">
          {here && <li>{here.place ? here.group.label : <a href={here.href}>{here.group.label}</a>}</li>}
          {here?.place && (
            <li>
              <a href={here.href}>{here.place.label}</a>
            </li>
          )}
        </ol>
        <div className="shell-tools">
          {tools}
          <LanguageMenu {...language} />
          <ThemeToggle />
          <MeMenu {...me} />
        </div>
      </header>
      <main id="main" tabIndex={-1} className="shell-main" inert={open}>
        {children}
      </main>
    </SoftNavigation>
  );
}
