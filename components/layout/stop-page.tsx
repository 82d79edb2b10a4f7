"use client";

import { useTranslations } from "next-intl";
import { buttonStyle } from "@/components/ui/button";
import { EmptyState } from "./states";

/**
 * A page that cannot be shown, and the way home. A client component that takes its words from the scripts: the framework sends
 * these pages along with every other one, in case they are needed.
 */
export function StopPage({ why }: { why: "forbidden" | "not_found" }) {
  const t = useTranslations("errors.page");
  return (
    <EmptyState alone title={t(`${why}_title`)} help={t(`${why}_help`)}>
      <a className={buttonStyle()} href="/">
        {t("home")}
      </a>
    </EmptyState>
  );
}
