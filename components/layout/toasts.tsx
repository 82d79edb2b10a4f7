"use client";

import { useTranslations } from "next-intl";
import { type CSSProperties, useEffect, useRef } from "react";
import { Toaster as Sonner, toast, useSonner } from "sonner";
import { notices } from "./notify";

const look = {
  "--normal-bg": "var(--raised)",
  "--normal-text": "var(--foreground)",
  "--normal-border": "var(--border)",
  "--border-radius": "6px",
  "--width": "400px",
  fontFamily: "inherit",
} as CSSProperties;

/** The messages themselves, in a live region. */
export default function Toasts() {
  const t = useTranslations("ui");
  const layer = useRef<HTMLDivElement>(null);
  const { toasts } = useSonner();
  const latest = toasts[0]?.id;
  // Sonner listens from its own effect on, which runs before this one.
  useEffect(() => notices.toldBy(toast), []);
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
