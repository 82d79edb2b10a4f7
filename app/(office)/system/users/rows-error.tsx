"use client";

import { useFormState } from "react-hook-form";
import type { UserControl } from "./user-form";

/** What is wrong with rows as a whole, not with one of their fields. */
export function RowsError({ control, name }: { control: UserControl; name: "posts" | "levels" }) {
  const { errors } = useFormState({ control });
  const error = errors[name];
  const message = error?.root?.message ?? error?.message;
  return message ? (
    <p role="alert" className="field-error">
      {message}
    </p>
  ) : null;
}
