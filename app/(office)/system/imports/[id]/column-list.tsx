"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { type Control, useController, useWatch } from "react-hook-form";
import { Select } from "@/components/ui/input";
import type { CheckInput } from "@/lib/imports/schema";

export type FileColumn = { header: string; samples: readonly string[] };
export type FieldOption = { value: string; label: string; group: "customer" | "contact" };
type FormControl = Control<CheckInput, unknown, CheckInput>;
type Errors = { [index: number]: { message?: string } | undefined } | undefined;

/** The columns of the file one below the other, each with its first cells and the field that it fills. */
export function ColumnList({
  control,
  columns,
  fields,
  errors,
}: {
  control: FormControl;
  columns: readonly FileColumn[];
  fields: readonly FieldOption[];
  errors: unknown;
}) {
  const t = useTranslations("imports.map");
  const chosen = useWatch({ control, name: "columns" });
  const taken = new Set(chosen.flatMap(({ field }) => field ?? []));
  return (
    <section className="grid gap-2">
      <p className="numbers text-muted" aria-live="polite">
        {t("mapped", { count: taken.size, total: columns.length })}
      </p>
      <div
        className="hidden grid-cols-[minmax(0,1fr)_minmax(0,2fr)_260px] gap-4 rounded-t border bg-sunken px-4 py-2 font-medium text-muted md:grid"
        aria-hidden
      >
        <span>{t("column")}</span>
        <span>{t("samples")}</span>
        <span>{t("field")}</span>
      </div>
      <ul className="-mt-2 grid rounded border md:rounded-t-none md:border-t-0">
        {columns.map((column, index) => (
          <ColumnLine
            key={`${index} ${column.header}`}
            {...{ control, column, index, fields, taken }}
            error={(errors as Errors)?.[index]?.message}
          />
        ))}
      </ul>
    </section>
  );
}

function ColumnLine({
  control,
  column: { header, samples },
  index,
  fields,
  taken,
  error,
}: {
  control: FormControl;
  column: FileColumn;
  index: number;
  fields: readonly FieldOption[];
  taken: ReadonlySet<string>;
  error?: string;
}) {
  const t = useTranslations("imports.map");
  const id = useId();
  const { ref, value: chosen, onChange, onBlur } = useController({ control, name: `columns.${index}.field` }).field;
  const shown = samples.filter((text) => text.trim() !== "");
  const options = (group: FieldOption["group"]) =>
    fields
      .filter((one) => one.group === group)
      .map(({ value, label }) => (
        <option key={value} value={value} disabled={taken.has(value) && chosen !== value}>
          {label}
        </option>
      ));
  return (
    <li className="grid items-center gap-x-4 gap-y-1 border-b px-4 py-2 last:border-b-0 md:grid-cols-[minmax(0,1fr)_minmax(0,2fr)_260px]">
      <label htmlFor={id} className={chosen ? "font-medium break-words" : "break-words text-muted"}>
        {header || t("headless")}
      </label>
      <p className="truncate text-muted" title={shown.join("\n")}>
        {shown.length > 0 ? shown.join(" · ") : "—"}
      </p>
      <div>
        <Select
          id={id}
          ref={ref}
          value={chosen ?? ""}
          onBlur={onBlur}
          onChange={(event) => onChange(event.target.value || null)}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          className={chosen ? undefined : "text-muted"}
        >
          <option value="">{t("skip")}</option>
          <optgroup label={t("group_customer")}>{options("customer")}</optgroup>
          <optgroup label={t("group_contact")}>{options("contact")}</optgroup>
        </Select>
        {error && (
          <p id={`${id}-error`} className="field-error">
            {error}
          </p>
        )}
      </div>
    </li>
  );
}
