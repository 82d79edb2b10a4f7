"use client";

import { useTranslations } from "next-intl";
import { type Control, useController } from "react-hook-form";
import type { z } from "zod";
import { NumberField } from "@/components/form/fields";
import { FormGrid } from "@/components/form/form-layout";
import { type AttachmentType, attachmentTypes } from "@/db/enums";
import { MOST_ATTACHMENT_MEGABYTES, MOST_TOTAL_MEGABYTES, type settingsInput } from "@/lib/settings/schema";
import { TickList } from "./tick-list";

type Settings = z.input<typeof settingsInput>;

/** What may be attached to records, how large, and how much in all (ATT-01). */
export function AttachmentFields({
  control,
  disabled,
}: {
  control: Control<Settings, unknown, unknown>;
  disabled: boolean;
}) {
  const t = useTranslations("settings");
  const types = useTranslations("attachments.type");
  const { field } = useController({ control: control as Control<Settings>, name: "attachmentTypes" });
  const toggle = (type: AttachmentType, on: boolean) =>
    field.onChange(attachmentTypes.filter((one) => (one === type ? on : field.value.includes(one))));
  const size = (name: "attachmentMaxMegabytes" | "attachmentTotalMegabytes", most: number) => (
    <NumberField
      control={control}
      name={name}
      label={t(`field.${name}`)}
      help={t(`help.${name}`, { most })}
      unit={t("unit.megabytes")}
      disabled={disabled}
      whole
    />
  );
  return (
    <>
      <FormGrid>
        {size("attachmentMaxMegabytes", MOST_ATTACHMENT_MEGABYTES)}
        {size("attachmentTotalMegabytes", MOST_TOTAL_MEGABYTES)}
      </FormGrid>
      <fieldset className="grid gap-1">
        <legend className="mb-1">{t("field.attachmentTypes")}</legend>
        <TickList
          ticks={attachmentTypes.map((type) => ({ value: type, label: types(type), on: field.value.includes(type) }))}
          disabled={disabled}
          onBlur={field.onBlur}
          onToggle={toggle}
        />
      </fieldset>
    </>
  );
}
