"use client";

import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { FieldValues } from "react-hook-form";
import { IconButton } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Icon } from "@/components/ui/icon";
import { Checkbox, Input } from "@/components/ui/input";
import { FieldFrame, type FieldProps, useField } from "./field-frame";
import type { SelectOption } from "./fields";

/** One of a few, all of them in sight. */
export function ChoiceField<V extends FieldValues>({
  options,
  ...props
}: FieldProps<V> & { options: readonly (SelectOption & { help?: string })[] }) {
  const { field, control, ...frame } = useField(
    props,
    (value) => options.find((o) => o.value === value)?.label ?? String(value),
  );
  return (
    <FieldFrame {...props} {...frame} group>
      <div className="flex flex-wrap gap-x-6 gap-y-1">
        {options.map(({ value, label, help, disabled }, at) => (
          <label key={value} className="flex min-h-8 items-center gap-2">
            <input
              {...control}
              id={at === 0 ? control.id : `${control.id}-${value}`}
              aria-required={undefined}
              type="radio"
              className="size-4 accent-primary"
              value={value}
              disabled={props.disabled ?? disabled}
              checked={field.value === value}
              onChange={() => field.onChange(value)}
            />
            <span>
              {label}
              {help && <span className="block text-small text-muted">{help}</span>}
            </span>
          </label>
        ))}
      </div>
    </FieldFrame>
  );
}

/** Yes or no. The label stands behind the box. */
export function CheckboxField<V extends FieldValues>(props: FieldProps<V>) {
  const t = useTranslations("ui.filter");
  const { field, control, id, error } = useField(props, (value) => t(value ? "yes" : "no"));
  return (
    <div className={cn("field", props.wide && "field-wide")}>
      <label className="flex min-h-8 items-center gap-2">
        <Checkbox
          {...control}
          aria-required={undefined}
          checked={field.value ?? false}
          onChange={(event) => field.onChange(event.target.checked)}
        />
        {props.label}
      </label>
      {props.help && (
        <p id={`${id}-help`} className="field-help">
          {props.help}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      )}
    </div>
  );
}

/** A password; it can be looked at while typing. `fresh` for a new one, so that password managers offer to make it. */
export function PasswordField<V extends FieldValues>({ fresh = false, ...props }: FieldProps<V> & { fresh?: boolean }) {
  const t = useTranslations("ui.form");
  const { field, control, ...frame } = useField(props);
  const [seen, setSeen] = useState(false);
  return (
    <FieldFrame {...props} {...frame}>
      <span className="relative">
        <Input
          {...control}
          type={seen ? "text" : "password"}
          autoComplete={fresh ? "new-password" : "current-password"}
          value={field.value ?? ""}
          onChange={field.onChange}
          className="pr-9"
        />
        <IconButton
          label={t(seen ? "hide_password" : "show_password")}
          aria-pressed={seen}
          onClick={() => setSeen(!seen)}
          className="absolute top-0 right-0"
        >
          <Icon of={seen ? EyeOff : Eye} />
        </IconButton>
      </span>
    </FieldFrame>
  );
}
