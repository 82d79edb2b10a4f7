import type { ReactNode } from "react";
import { cn } from "./cn";

/** A bordered part of a page with a heading and, at its right, what can be done there. */
export function Card({
  title,
  actions,
  children,
  className,
}: {
  title?: string;
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  return (
    <section className={cn("rounded border bg-background", className)}>
      {title && (
        <header className="flex min-h-11 items-center justify-between gap-4 border-b px-4 py-1.5">
          <h2>{title}</h2>
          {actions}
        </header>
      )}
      <div className="p-4">{children}</div>
    </section>
  );
}
