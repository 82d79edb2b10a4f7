"use client";

import { useEffect, useMemo, useState } from "react";
import type { PickerOption } from "./picker";

const PAUSE = 200;

type Found = { found: readonly PickerOption[]; state: "loading" | "failed" | "ready" };

/** The options for what was typed: from the list at hand, or asked of the server after a short pause in typing. */
export function useOptions({
  endpoint,
  options,
  query,
}: {
  endpoint?: string;
  options?: readonly PickerOption[];
  query: string | undefined;
}): Found {
  const [answer, setAnswer] = useState<Found & { to?: string }>({ found: [], state: "loading" });
  const asked = endpoint && query !== undefined ? withQuery(endpoint, query) : undefined;
  // Only typing is waited for: what opens a list wants it at once.
  const pause = query ? PAUSE : 0;
  useEffect(() => {
    if (!asked) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      fetch(asked, { signal: stop.signal, headers: { accept: "application/json" } })
        .then((response) => (response.ok ? response.json() : Promise.reject(new Error(response.statusText))))
        .then((found: PickerOption[]) => setAnswer({ found, state: "ready", to: asked }))
        .catch(() => stop.signal.aborted || setAnswer({ found: [], state: "failed", to: asked }));
    }, pause);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [asked, pause]);
  const local = useMemo(
    () => options && { found: matching(options, query ?? ""), state: "ready" as const },
    [options, query],
  );
  if (local) return local;
  // While the next answer is on its way the last one stays.
  return answer.to === asked ? answer : { found: answer.found, state: answer.found.length > 0 ? "ready" : "loading" };
}

function withQuery(endpoint: string, query: string): string {
  return `${endpoint}${endpoint.includes("?") ? "&" : "?"}q=${encodeURIComponent(query.trim())}`;
}

function matching(options: readonly PickerOption[], query: string): readonly PickerOption[] {
  const wanted = query.trim().toLocaleLowerCase();
  if (!wanted) return options;
  // Found ones stand alone, without the indentation of the tree around them.
  return options
    .filter(({ label, hint = "" }) => `${label} ${hint}`.toLocaleLowerCase().includes(wanted))
    .map(({ id, label, hint }) => ({ id, label, hint }));
}
