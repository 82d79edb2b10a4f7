import { useId } from "react";

/** How far long work has come: a bar and the counts in words. `max` 0 means that the end is not known yet. */
export function ProgressBar({ label, value, max, text }: { label: string; value: number; max: number; text?: string }) {
  const id = useId();
  const known = max > 0;
  return (
    <div className="grid gap-1">
      <div className="flex justify-between gap-4">
        <label htmlFor={id}>{label}</label>
        <span className="numbers text-muted">{text ?? (known && `${Math.round((value / max) * 100)}%`)}</span>
      </div>
      <progress
        id={id}
        className="progress"
        max={known ? max : undefined}
        value={known ? value : undefined}
        aria-valuetext={text}
      />
    </div>
  );
}
