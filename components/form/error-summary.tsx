"use client";

import { useTranslations } from "next-intl";
import { Alert } from "@/components/ui/alert";
import { fieldId, useFormFrame } from "./form-context";

export type FlatError = { name: string; message: string };

/** The errors of a form one under the other, nested fields by their dotted path. */
export function flatErrors(errors: object, path = ""): FlatError[] {
  return Object.entries(errors).flatMap(([key, error]: [string, unknown]) => {
    if (typeof error !== "object" || error === null || key === "ref") return [];
    const name = path ? `${path}.${key}` : key;
    return "message" in error && typeof error.message === "string"
      ? [{ name, message: error.message }]
      : flatErrors(error, name);
  });
}

/**
 * When there is more than one error: all of them on top of the form, each a link to its field. An error of something that the
 * form does not show has no other place, so it stands here alone too.
 */
export function ErrorSummary({ errors }: { errors: readonly FlatError[] }) {
  const t = useTranslations("ui.form");
  const { id, words } = useFormFrame();
  if (errors.length < 2 && errors.every(({ name }) => words.has(name))) return null;
  return (
    <Alert tone="danger" live title={t("errors", { count: errors.length })}>
      <ul>
        {errors.map(({ name, message }) => {
          const field = words.get(name);
          if (!field) return <li key={name}>{message}</li>;
          return (
            <li key={name}>
              <a
                href={`#${fieldId(id, name)}`}
                className="link"
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(fieldId(id, name))?.focus();
                }}
              >
                {t("error_at", { label: field.label, message })}
              </a>
            </li>
          );
        })}
      </ul>
    </Alert>
  );
}
