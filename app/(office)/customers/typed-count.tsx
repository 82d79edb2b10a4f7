"use client";

import { useLocale, useTranslations } from "next-intl";
import type { Control } from "react-hook-form";
import { TextField } from "@/components/form/fields";
import { formatNumber } from "@/components/format";
import { TYPED_ABOVE } from "@/lib/customers/selection-schema";

type Typed = { typed?: string | null };

/** The brake (F13): for more than 100 customers their number is typed. */
export function TypedCount<V extends Typed>({
  control,
  count,
}: {
  control: Control<V, unknown, unknown>;
  count: number;
}) {
  const t = useTranslations("shares");
  const locale = useLocale();
  if (count <= TYPED_ABOVE) return null;
  return (
    <TextField
      control={control as unknown as Control<Typed, unknown, unknown>}
      name="typed"
      label={t("field.typed", { count: formatNumber(count, locale) })}
      autoComplete="off"
      length="short"
      required
    />
  );
}
