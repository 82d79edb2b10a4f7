"use client";

import { useTranslations } from "next-intl";
import { Toaster as Sonner } from "sonner";

/** Where `notify` shows its messages; a live region, once in the layout. */
export function Toaster() {
  const t = useTranslations("ui");
  return (
    <Sonner
      position="top-center"
      offset={56}
      containerAriaLabel={t("notices")}
      toastOptions={{ closeButtonAriaLabel: t("close") }}
      style={
        {
          "--normal-bg": "var(--raised)",
          "--normal-text": "var(--foreground)",
          "--normal-border": "var(--border)",
          "--border-radius": "6px",
          "--width": "400px",
          fontFamily: "inherit",
        } as React.CSSProperties
      }
    />
  );
}
