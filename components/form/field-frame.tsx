"use client";

import { type ReactNode, useEffect } from "react";
import { type Control, type FieldPath, type FieldValues, useController } from "react-hook-form";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { fieldId, useFormFrame } from "./form-context";

/** What every field takes. `wide` fields fill the row of a form grid. */
export type FieldProps<V extends FieldValues> = {
  control: Control<V, unknown, unknown>;
  name: FieldPath<V>;
  label: string;
  help?: string;
  required?: boolean;
  disabled?: boolean;
  wide?: boolean;
};

/** Binds a field to its form: value, error in words, and the attributes that tie control, help and error together. */
export function useField<V extends FieldValues>(props: FieldProps<V>, show?: (value: unknown) => string) {
  const { control, name, label, help, required, disabled } = props;
  const { field, fieldState } = useController({ control: control as Control<V>, name });
  const { id: formId, words } = useFormFrame();
  const id = fieldId(formId, name);
  const error = fieldState.error?.message;
  useEffect(() => {
    words.set(name, { label, show });
    return () => void words.delete(name);
  }, [words, name, label, show]);
  const described = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
  return {
    field,
    id,
    error,
    control: {
      id,
      ref: field.ref,
      name,
      disabled,
      onBlur: field.onBlur,
      "aria-required": required || undefined,
      "aria-invalid": error ? true : undefined,
      "aria-describedby": described,
    },
  };
}

/** Label above, help and error below. */
export function FieldFrame({
  id,
  label,
  help,
  required,
  error,
  wide,
  group = false,
  children,
}: {
  id: string;
  label: string;
  help?: string;
  required?: boolean;
  error?: string;
  wide?: boolean;
  /** Several controls under one label: a group with a legend. */
  group?: boolean;
  children: ReactNode;
}) {
  const t = useTranslations("ui.form");
  const Frame = group ? "fieldset" : "div";
  const Label = group ? "legend" : "label";
  return (
    <Frame className={cn("field", wide && "field-wide")}>
      <Label className="field-label" htmlFor={group ? undefined : id}>
        {label}
        {required && (
          <span className="text-danger" title={t("required")}>
            <span aria-hidden> *</span>
          </span>
        )}
      </Label>
      {children}
      {help && (
        <p id={`${id}-help`} className="field-help">
          {help}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      )}
    </Frame>
  );
}
