"use client";

import { type ReactNode, useEffect, useRef } from "react";

/** A disclosure whose content floats: a click elsewhere and Esc fold it. Without JavaScript it still opens and folds. */
export function PopDetails({
  summary,
  className,
  onOpen,
  children,
}: {
  summary: ReactNode;
  className?: string;
  /** Told when it unfolds: for what is fetched only then. */
  onOpen?: () => void;
  children: ReactNode;
}) {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    function onPress(event: PointerEvent) {
      if (event.target instanceof Node && !details.current?.contains(event.target))
        details.current?.removeAttribute("open");
    }
    function onKey(event: KeyboardEvent) {
      if (event.key !== "Escape" || !details.current?.open) return;
      event.preventDefault();
      details.current.removeAttribute("open");
      details.current.querySelector("summary")?.focus();
    }
    document.addEventListener("pointerdown", onPress);
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("pointerdown", onPress);
      document.removeEventListener("keydown", onKey);
    };
  }, []);
  return (
    <details ref={details} className="pop" onToggle={(event) => event.currentTarget.open && onOpen?.()}>
      <summary className={className}>{summary}</summary>
      {children}
    </details>
  );
}
