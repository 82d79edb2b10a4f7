import type { ReactNode } from "react";

/** Nothing there: why, and what to do about it. */
export function EmptyState({ title, help, children }: { title: string; help?: string; children?: ReactNode }) {
  return (
    <div className="state">
      <b>{title}</b>
      {help && <p>{help}</p>}
      {children && <div>{children}</div>}
    </div>
  );
}

/** Something failed: what, and the way out. Read aloud when it appears. */
export function ErrorState({ title, help, children }: { title: string; help?: string; children?: ReactNode }) {
  return (
    <div role="alert">
      <EmptyState title={title} help={help}>
        {children}
      </EmptyState>
    </div>
  );
}
