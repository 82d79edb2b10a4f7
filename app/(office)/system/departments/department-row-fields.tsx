"use client";

import { Minus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { NumberField, SelectField, TextField } from "@/components/form/fields";
import { IconButton } from "@/components/ui/button";
import type { DepartmentOption } from "@/lib/organisation/options";
import { indented } from "@/lib/organisation/tree";
import type { DepartmentsControl } from "./departments-form";

/**
 * One row of the form for several departments. Its parent is a department of the institution or a row above. On a wide
 * screen the labels stand once, above the first row.
 */
export function DepartmentRowFields({
  control,
  at,
  departments,
  onRemove,
}: {
  control: DepartmentsControl;
  at: number;
  departments: readonly DepartmentOption[];
  onRemove?: () => void;
}) {
  const t = useTranslations("organisation");
  const above = useWatch({ control, name: "rows" }).slice(0, at);
  const rows = above.map(({ key, name }, index) => ({
    value: key,
    label: t("departments.row_parent", { row: index + 1, name: name.trim() || t("departments.unnamed") }),
  }));
  const hasTop = departments.some(({ parentId }) => parentId === null);
  const later = at > 0 ? "sm:[&_.field-label]:sr-only" : "";
  return (
    <fieldset
      className={`${later} relative grid grid-cols-2 items-start gap-2 border-b pb-3 sm:grid-cols-[minmax(0,3fr)_minmax(0,3fr)_minmax(0,2fr)_72px_32px] sm:border-0 sm:pb-0`}
    >
      <legend className="mb-1 font-medium sm:sr-only">{t("departments.row", { row: at + 1 })}</legend>
      <TextField
        control={control}
        name={`rows.${at}.name`}
        label={t("field.department_name")}
        required
        maxLength={60}
      />
      <SelectField
        control={control}
        name={`rows.${at}.parentId`}
        label={t("field.parentId")}
        empty={!hasTop && at === 0 ? t("departments.top") : undefined}
        options={[...indented(departments), ...rows]}
      />
      <TextField control={control} name={`rows.${at}.code`} label={t("field.code")} maxLength={50} />
      <NumberField control={control} name={`rows.${at}.sort`} label={t("field.sort")} whole />
      <div className={`absolute -top-7 right-0 sm:static ${at > 0 ? "" : "sm:pt-[26px]"}`}>
        <IconButton label={t("departments.remove_row", { row: at + 1 })} disabled={!onRemove} onClick={onRemove}>
          <Minus aria-hidden />
        </IconButton>
      </div>
    </fieldset>
  );
}
