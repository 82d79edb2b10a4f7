import type { ReactNode } from "react";
import { Skeleton } from "@/components/ui/skeleton";

type StateProps = {
  title: string;
  help?: string;
  /** It is all that the page has: the title is the page's heading. */
  alone?: boolean;
  children?: ReactNode;
};

/** Nothing there: why, and what to do about it. */
export function EmptyState({ title, help, alone = false, children }: StateProps) {
  const Title = alone ? "h1" : "p";
  return (
    <div className="state">
      <Title className="text-group font-semibold">{title}</Title>
      {help && <p className="text-muted">{help}</p>}
      {children && <div className="mt-2 flex flex-wrap justify-center gap-2">{children}</div>}
    </div>
  );
}

/** Something failed: what, and the way out. Read aloud when it appears. */
export function ErrorState(props: StateProps) {
  return (
    <div role="alert">
      <EmptyState {...props} />
    </div>
  );
}

/** The shape of a list that is on its way for the first time; `label` says so aloud. */
export function LoadingRows({ label, rows = 12 }: { label: string; rows?: number }) {
  return (
    <output className="grid gap-px" aria-label={label}>
      {Array.from({ length: rows }, (_, at) => (
        <div key={at} className="flex h-10 items-center gap-8 border-b px-4">
          <Skeleton className="w-1/4" />
          <Skeleton className="w-1/6" />
          <Skeleton className="w-1/3" />
        </div>
      ))}
    </output>
  );
}
