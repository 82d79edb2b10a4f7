"use client";

import { useEffect, useId } from "react";

/** The forms on the page that hold input nobody has saved. Leaving asks as long as there is one. */
const unsaved = new Set<string>();

/** Whether something on the page would be lost by leaving it. */
export const hasUnsaved = () => unsaved.size > 0;

/** Forgets what was typed: the user has said so, or it has just been saved. */
export const discardUnsaved = () => unsaved.clear();

/** Counts a form as unsaved while `dirty`, and has the browser ask before the tab is closed or reloaded. */
export function useUnsaved(dirty: boolean): void {
  const id = useId();
  useEffect(() => {
    if (!dirty) return;
    unsaved.add(id);
    const ask = (event: BeforeUnloadEvent) => {
      if (unsaved.has(id)) event.preventDefault();
    };
    window.addEventListener("beforeunload", ask);
    return () => {
      unsaved.delete(id);
      window.removeEventListener("beforeunload", ask);
    };
  }, [dirty, id]);
}
