"use client";

import { lazy, Suspense, useSyncExternalStore } from "react";
import { notices } from "./notify";

const Toasts = lazy(() => import("./toasts"));

/** Where `notify` shows its messages, once in the layout; what shows them is fetched for the first one. */
export function Toaster() {
  const any = useSyncExternalStore(
    notices.subscribe,
    () => notices.any(),
    () => false,
  );
  return (
    any && (
      <Suspense>
        <Toasts />
      </Suspense>
    )
  );
}
