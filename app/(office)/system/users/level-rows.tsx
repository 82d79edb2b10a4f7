"use client";

import { Minus, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useMemo } from "react";
import { useFieldArray } from "react-hook-form";
import { CheckboxField } from "@/components/form/choice-fields";
import { inTreeOrder, PickerField, type TreeNode } from "@/components/form/picker-fields";
import { Button, IconButton } from "@/components/ui/button";
import { RowsError } from "./rows-error";
import { useRowsWords } from "./use-rows-words";
import type { UserControl, UserValues } from "./user-form";

/** 人员管理层次 (SCP-03): the institutions and departments that are opened to a leader beside their own. */
export function LevelRows({
  control,
  places,
  disabled,
}: {
  control: UserControl;
  places: readonly TreeNode[];
  disabled: boolean;
}) {
  const t = useTranslations("users");
  const { fields, append, remove } = useFieldArray({ control, name: "levels" });
  const options = useMemo(() => inTreeOrder(places), [places]);
  const said = useCallback(
    ({ placeId, includesBelow }: UserValues["levels"][number]) => {
      const place = options.find(({ id }) => id === placeId);
      return [place?.hint, place?.label, includesBelow && t("field.includesBelow")].filter(Boolean).join(" · ");
    },
    [options, t],
  );
  useRowsWords("levels", t("field.levels"), said);
  return (
    <fieldset className="grid gap-2">
      <legend className="field-label">{t("field.levels")}</legend>
      <p className="field-help">{t("help.levels")}</p>
      {fields.map(({ id }, at) => (
        <div
          key={id}
          className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 gap-y-2 sm:grid-cols-[minmax(0,1fr)_auto_auto]"
        >
          <div className="col-span-2 sm:col-span-1">
            <PickerField
              control={control}
              name={`levels.${at}.placeId`}
              label={t("field.place")}
              options={options}
              disabled={disabled}
              required
            />
          </div>
          <div className="sm:mt-[26px]">
            <CheckboxField
              control={control}
              name={`levels.${at}.includesBelow`}
              label={t("field.includesBelow")}
              disabled={disabled}
            />
          </div>
          <IconButton
            label={t("remove_level", { row: at + 1 })}
            disabled={disabled}
            onClick={() => remove(at)}
            className="sm:mt-[26px]"
          >
            <Minus aria-hidden />
          </IconButton>
        </div>
      ))}
      <RowsError control={control} name="levels" />
      {!disabled && (
        <div>
          <Button onClick={() => append({ placeId: "", includesBelow: true })}>
            <Plus aria-hidden />
            {t("add_level")}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
