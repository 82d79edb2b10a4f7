"use client";

import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, useId, useState } from "react";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

type FieldProps = Omit<ComponentProps<"input">, "id"> & { label: string; help?: string; error?: string };

/** One large field: label above, help and error below. 16 px, so that a telephone does not zoom into it. */
export function Field({ label, help, error, children, className, ...input }: FieldProps) {
  const id = useId();
  const described = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <span className="relative">
        <Input
          {...input}
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={described}
          className={cn("h-10 text-group", className)}
        />
        {children}
      </span>
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
    </div>
  );
}

/** A password, which can be looked at while it is typed. */
export function PasswordField(props: Omit<FieldProps, "type">) {
  const t = useTranslations("ui.form");
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <Field {...props} type={shown ? "text" : "password"} autoCapitalize="none" spellCheck={false} className="pr-10">
      <IconButton
        label={t(shown ? "hide_password" : "show_password")}
        onClick={() => setShown(!shown)}
        className="absolute top-1 right-1 text-muted"
      >
        <Icon aria-hidden />
      </IconButton>
    </Field>
  );
}
