"use client";

import { Checkbox } from "@/components/ui/input";

/** Several things to switch on and off, all of them in sight. */
export function TickList<V extends string>({
  ticks,
  disabled,
  onBlur,
  onToggle,
}: {
  ticks: readonly { value: V; label: string; on: boolean; spoken?: string }[];
  disabled: boolean;
  onBlur: () => void;
  onToggle: (value: V, on: boolean) => void;
}) {
  return (
    <ul className="grid gap-x-6 sm:grid-cols-2">
      {ticks.map(({ value, label, on, spoken }) => (
        <li key={value}>
          <label className="flex min-h-8 items-center gap-2">
            <Checkbox
              checked={on}
              disabled={disabled}
              aria-label={spoken}
              onBlur={onBlur}
              onChange={(event) => onToggle(value, event.target.checked)}
            />
            {label}
          </label>
        </li>
      ))}
    </ul>
  );
}
