"use client";

import { useMemo } from "react";
import type { PickerOption } from "./picker";
import { useAnswer } from "./use-answer";

const PAUSE = 200;
const NONE: readonly PickerOption[] = [];

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
  const asked = endpoint && query !== undefined ? withQuery(endpoint, query) : undefined;
  // Only typing is waited for: what opens a list wants it at once.
  const pause = query ? PAUSE : 0;
  const { data = NONE, failed, settled } = useAnswer<readonly PickerOption[]>(asked, pause);
  const local = useMemo(
    () => options && { found: matching(options, query ?? ""), state: "ready" as const },
    [options, query],
  );
  if (local) return local;
  if (settled) return { found: data, state: failed ? "failed" : "ready" };
  // While the next answer is on its way the last one stays.
  return { found: data, state: data.length > 0 ? "ready" : "loading" };
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
