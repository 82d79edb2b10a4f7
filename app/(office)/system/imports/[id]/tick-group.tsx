"use client";

import type { FieldValues } from "react-hook-form";
import { FieldFrame, type FieldProps, useField } from "@/components/form/field-frame";
import { Checkbox } from "@/components/ui/input";

/** Any of a few: the value is the list of those that are ticked. */
export function TickGroup<V extends FieldValues>({
  options,
  ...props
}: FieldProps<V> & { options: readonly { value: string; label: string }[] }) {
  const { field, id, error } = useField(props);
  const chosen: readonly string[] = field.value ?? [];
  const tick = (value: string, on: boolean) =>
    field.onChange(on ? [...chosen, value] : chosen.filter((one) => one !== value));
  return (
    <FieldFrame {...props} id={id} error={error} group>
      <div className="flex flex-wrap gap-x-6 gap-y-1">
        {options.map(({ value, label }) => (
          <label key={value} className="flex min-h-8 items-center gap-2">
            <Checkbox checked={chosen.includes(value)} onChange={(event) => tick(value, event.target.checked)} />
            {label}
          </label>
        ))}
      </div>
    </FieldFrame>
  );
}
