"use client";

import { useEffect } from "react";
import { hasUnsaved } from "./unsaved";

/** Holds the Back button as long as something is unsaved, and has `ask` ask instead. */
export function useBackGuard(ask: () => void): void {
  useEffect(() => {
    if (!("navigation" in window)) return;
    const { navigation } = window;
    function onNavigate(event: NavigateEvent) {
      if (event.navigationType !== "traverse" || !event.cancelable || !hasUnsaved()) return;
      event.preventDefault();
      ask();
    }
    navigation.addEventListener("navigate", onNavigate);
    return () => navigation.removeEventListener("navigate", onNavigate);
  }, [ask]);
}
