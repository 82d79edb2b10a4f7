/** How far long work has come: a bar and the counts in words. `max` 0 means that the end is not known yet. */
export function ProgressBar({ label, value, max, text }: { label: string; value: number; max: number; text?: string }) {
  const share = max > 0 ? Math.min(100, Math.round((value / max) * 100)) : undefined;
  return (
    <div className="grid gap-1">
      <div className="flex justify-between gap-4">
        <span>{label}</span>
        <span className="numbers text-muted">{text ?? (share === undefined ? "" : `${share}%`)}</span>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share}
        aria-valuetext={text}
        className="h-2 overflow-hidden rounded bg-neutral-soft"
      >
        <div className="h-full bg-primary transition-[width]" style={{ width: `${share ?? 30}%` }} />
      </div>
    </div>
  );
}
