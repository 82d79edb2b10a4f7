"use client";

import type { HTMLInputAutoCompleteAttribute, HTMLInputTypeAttribute } from "react";
import type { FieldValues } from "react-hook-form";
import { cn } from "@/components/ui/cn";
import { Input, Select, Textarea } from "@/components/ui/input";
import { FieldFrame, type FieldProps, useField } from "./field-frame";

type TextProps = {
  type?: Extract<HTMLInputTypeAttribute, "text" | "email" | "tel" | "url">;
  placeholder?: string;
  autoComplete?: HTMLInputAutoCompleteAttribute;
  maxLength?: number;
  /** The width that tells the expected length. */
  length?: "short" | "medium" | "full";
};
const widths = { short: "max-w-40", medium: "max-w-80", full: "" };

/** One line of text. */
export function TextField<V extends FieldValues>({
  length = "full",
  type = "text",
  placeholder,
  autoComplete,
  maxLength,
  ...props
}: FieldProps<V> & TextProps) {
  const { field, control, ...frame } = useField(props);
  return (
    <FieldFrame {...props} {...frame}>
      <Input
        {...control}
        {...{ type, placeholder, autoComplete, maxLength }}
        value={field.value ?? ""}
        onChange={field.onChange}
        className={widths[length]}
      />
    </FieldFrame>
  );
}

/** Several lines of text. */
export function TextAreaField<V extends FieldValues>({
  rows = 3,
  maxLength,
  ...props
}: FieldProps<V> & { rows?: number; maxLength?: number }) {
  const { field, control, ...frame } = useField(props);
  return (
    <FieldFrame wide {...props} {...frame}>
      <Textarea {...control} rows={rows} maxLength={maxLength} value={field.value ?? ""} onChange={field.onChange} />
    </FieldFrame>
  );
}

export type SelectOption = { value: string; label: string; disabled?: boolean };

/** One of a short closed list. With `empty` (its words) nothing may be chosen too; `onPick` hears what the user chose. */
export function SelectField<V extends FieldValues>({
  options,
  empty,
  onPick,
  ...props
}: FieldProps<V> & { options: readonly SelectOption[]; empty?: string; onPick?: (value: string) => void }) {
  const { field, control, ...frame } = useField(
    props,
    (value) => options.find((o) => o.value === value)?.label ?? String(value),
  );
  return (
    <FieldFrame {...props} {...frame}>
      <Select
        {...control}
        value={field.value ?? ""}
        onChange={({ target: { value } }) => {
          field.onChange(value);
          onPick?.(value);
        }}
      >
        {(empty !== undefined || !field.value) && <option value="">{empty ?? ""}</option>}
        {options.map(({ value, label, disabled }) => (
          <option key={value} value={value} disabled={disabled}>
            {label}
          </option>
        ))}
      </Select>
    </FieldFrame>
  );
}

/** A calendar day, as `2026-11-22`; typed or picked. */
export function DateField<V extends FieldValues>({
  min,
  max,
  ...props
}: FieldProps<V> & { min?: string; max?: string }) {
  const { field, control, ...frame } = useField(props);
  return (
    <FieldFrame {...props} {...frame}>
      <Input
        {...control}
        type="date"
        {...{ min, max }}
        value={field.value ?? ""}
        onChange={field.onChange}
        className="max-w-40"
      />
    </FieldFrame>
  );
}

/**
 * A number or a sum, kept as the text that was typed: the schema turns it into a value, so no digit is lost on the way.
 * `unit` stands behind it: a currency, 台, %.
 */
export function NumberField<V extends FieldValues>({
  unit,
  whole = false,
  ...props
}: FieldProps<V> & { unit?: string; whole?: boolean }) {
  const { field, control, ...frame } = useField(props);
  return (
    <FieldFrame {...props} {...frame}>
      <span className="flex max-w-60 items-center gap-2">
        <Input
          {...control}
          inputMode={whole ? "numeric" : "decimal"}
          autoComplete="off"
          value={field.value ?? ""}
          onChange={field.onChange}
          className={cn("numbers text-right")}
        />
        {unit && <span className="shrink-0 text-muted">{unit}</span>}
      </span>
    </FieldFrame>
  );
}
