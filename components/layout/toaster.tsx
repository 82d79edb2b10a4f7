"use client";

import { useTranslations } from "next-intl";
import { type CSSProperties, useEffect, useRef } from "react";
import { Toaster as Sonner, useSonner } from "sonner";

const look = {
  "--normal-bg": "var(--raised)",
  "--normal-text": "var(--foreground)",
  "--normal-border": "var(--border)",
  "--border-radius": "6px",
  "--width": "400px",
  fontFamily: "inherit",
} as CSSProperties;

/** Where `notify` shows its messages; a live region, once in the layout. */
export function Toaster() {
  const t = useTranslations("ui");
  const layer = useRef<HTMLDivElement>(null);
  const { toasts } = useSonner();
  const latest = toasts[0]?.id;
  useEffect(() => {
    if (latest === undefined) return;
    // A modal panel lies above the whole page; shown anew, the layer lies above the panel.
    layer.current?.hidePopover();
    layer.current?.showPopover();
  }, [latest]);
  return (
    <div ref={layer} popover="manual" className="bg-transparent text-foreground">
      <Sonner
        position="top-center"
        offset={56}
        containerAriaLabel={t("notices")}
        toastOptions={{ closeButtonAriaLabel: t("close") }}
        style={look}
      />
    </div>
  );
}
