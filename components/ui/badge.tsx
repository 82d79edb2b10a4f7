import type { ReactNode } from "react";

/** How a state is meant; always shown together with its word. */
export type Tone = "neutral" | "success" | "warning" | "danger" | "info";

/** A quiet mark for the state of a record. */
export function Badge({ tone = "neutral", children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`badge ${tone}`}>{children}</span>;
}
