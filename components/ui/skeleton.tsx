import { cn } from "./cn";

/** The grey shape of something that is on its way. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cn("h-4 animate-pulse rounded bg-neutral-soft", className)} />;
}
