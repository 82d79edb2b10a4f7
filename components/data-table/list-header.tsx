"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { formatNumber } from "@/components/format";
import { buttonStyle } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { MenuButton, type MenuItem } from "@/components/ui/menu";
import type { Total } from "./pager";

type HeaderLink = { label: string; href: string; download?: boolean };

/** The head of a list page: title with the total, one primary action, links beside it, and the rest in a menu. */
export function ListHeader({
  title,
  total,
  primary,
  links = [],
  more = [],
  children,
}: {
  title: string;
  total?: Total;
  primary?: HeaderLink;
  links?: readonly HeaderLink[];
  more?: readonly MenuItem[];
  /** Further controls at the right, such as the column chooser. */
  children?: ReactNode;
}) {
  const t = useTranslations("ui");
  const locale = useLocale();
  return (
    <header className="list-header">
      <h1>{title}</h1>
      {total && (
        <p className="numbers text-muted">
          {t(total.more ? "total_more" : "total", { count: formatNumber(total.count, locale) })}
        </p>
      )}
      <div className="no-print">
        {children}
        {links.map(({ label, href, download }) => (
          <a key={href} href={href} download={download} className={buttonStyle()}>
            {label}
          </a>
        ))}
        {more.length > 0 && (
          <MenuButton items={more} label={t("more")} className={cn(buttonStyle(), "drop")}>
            {t("more")}
          </MenuButton>
        )}
        {primary && (
          <a href={primary.href} className={buttonStyle({ variant: "primary" })}>
            {primary.label}
          </a>
        )}
      </div>
    </header>
  );
}
