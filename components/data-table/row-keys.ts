"use client";

import { type RefObject, useEffect } from "react";

const ROWS = "tbody tr";
const typing = "input:not([type=checkbox]), select, textarea, [contenteditable], dialog, [popover]";

/** ↑ ↓ move from row to row, Enter opens the row (its link has the focus), e edits it. */
export function useRowKeys(table: RefObject<HTMLTableElement | null>): void {
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      const element = table.current;
      const focused = document.activeElement;
      if (!element || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (focused?.closest(typing) || document.querySelector("dialog:modal")) return;
      const inside = element.contains(focused);
      // With the focus nowhere, the keys belong to the first table of the page.
      if (!inside && (focused !== document.body || document.querySelector(".data-table") !== element)) return;
      const row = inside ? focused?.closest(ROWS) : null;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        const rows = [...element.querySelectorAll(ROWS)];
        const at = row ? rows.indexOf(row) : event.key === "ArrowDown" ? -1 : rows.length;
        const next = rows[at + (event.key === "ArrowDown" ? 1 : -1)];
        // Its link before its box: Enter opens the row.
        (next?.querySelector<HTMLElement>("a") ?? next?.querySelector<HTMLElement>("button, input"))?.focus();
        next?.scrollIntoView({ block: "nearest" });
        if (next) event.preventDefault();
      } else if (event.key === "e" && row) {
        row.querySelector<HTMLElement>("[data-actions] td:last-child > :first-child")?.click();
        event.preventDefault();
      }
    }
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [table]);
}
