import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/** The title of a page that is neither a list nor one record. */
export function PageTitle({ title, help, children }: { title: string; help?: string; children?: ReactNode }) {
  return (
    <header className="page-title">
      <div className="min-w-0">
        <h1>{title}</h1>
        {help && <p className="max-w-[960px] text-muted">{help}</p>}
      </div>
      {children && <div className="no-print flex flex-wrap gap-2">{children}</div>}
    </header>
  );
}

/** The head of one record: name, number, state, and at the right what can be done with it. */
export function DetailHeader({
  title,
  number,
  state,
  actions,
  children,
}: {
  title: string;
  number?: string;
  state?: ReactNode;
  actions?: ReactNode;
  /** The few facts that matter. */
  children?: ReactNode;
}) {
  return (
    <header className="grid gap-3">
      <div className="page-title">
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="min-w-0 break-words">{title}</h1>
          {number && <span className="numbers text-muted">{number}</span>}
          {state}
        </div>
        {actions && <div className="no-print flex flex-wrap gap-2">{actions}</div>}
      </div>
      {children}
    </header>
  );
}

export type Fact = { label: string; value: ReactNode; wide?: boolean };

/** Facts as a list of names and values. What is empty shows a dash, so that one sees that it is empty. */
export function FactList({ facts, className }: { facts: readonly Fact[]; className?: string }) {
  return (
    <dl className={cn("facts", className)}>
      {facts.map(({ label, value, wide }) => (
        <div key={label} data-wide={wide || undefined}>
          <dt>{label}</dt>
          <dd>{value === null || value === undefined || value === "" ? "—" : value}</dd>
        </div>
      ))}
    </dl>
  );
}
