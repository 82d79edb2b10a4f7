"use client";

import { useTranslations } from "next-intl";
import type { z } from "zod";
import { NumberField, SelectField, TextField } from "@/components/form/fields";
import { Form } from "@/components/form/form";
import { FormFooter, FormGrid, FormSection } from "@/components/form/form-layout";
import { useActionForm } from "@/components/form/use-action-form";
import { notify } from "@/components/layout/notify";
import { currencies } from "@/db/enums";
import { saveSettingsAction } from "@/lib/settings/actions";
import type { OptionalModule } from "@/lib/settings/modules";
import type { SettingsView } from "@/lib/settings/queries";
import {
  MOST_BIN_DAYS,
  MOST_IMPORT_MEGABYTES,
  MOST_IMPORT_ROWS,
  MOST_UNDO_DAYS,
  MOST_MERGE_UNDO_DAYS,
  settingsInput,
} from "@/lib/settings/schema";
import { AttachmentFields } from "./attachment-fields";
import { ModuleSwitches } from "./module-switches";

/** The settings as one form. Who may only look gets it switched off, with everything still readable. */
export function SettingsForm({
  settings,
  zones,
  modules,
  now,
  editable,
}: {
  settings: SettingsView;
  zones: readonly string[];
  modules: readonly { name: OptionalModule; label: string }[];
  /** The time there now, for the help of the zone. */
  now: string;
  editable: boolean;
}) {
  const t = useTranslations("settings");
  const form = useActionForm({
    schema: settingsInput,
    action: saveSettingsAction,
    defaultValues: {
      ...settings,
      importMaxRows: String(settings.importMaxRows),
      importMaxMegabytes: String(settings.importMaxMegabytes),
      binDays: String(settings.binDays),
      importUndoDays: String(settings.importUndoDays),
      mergeUndoDays: String(settings.mergeUndoDays),
      attachmentMaxMegabytes: String(settings.attachmentMaxMegabytes),
      attachmentTotalMegabytes: String(settings.attachmentTotalMegabytes),
    } as z.input<typeof settingsInput>,
    onSuccess: () => notify.done(t("saved")),
  });
  const field = <N extends string>(name: N) => ({
    control: form.control,
    name,
    label: t(`field.${name as string}`),
    disabled: !editable,
  });
  return (
    <Form form={form} className="grid gap-8">
      <FormSection title={t("section.company")}>
        <FormGrid>
          <TextField {...field("companyName")} required maxLength={100} />
          <TextField {...field("companyTaxNumber")} maxLength={30} length="medium" />
          <TextField {...field("companyAddress")} maxLength={200} wide />
        </FormGrid>
      </FormSection>
      <FormSection title={t("section.locale")}>
        <FormGrid>
          <SelectField
            {...field("timeZone")}
            help={t("help.timeZone", { now })}
            options={zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
          />
          <SelectField
            {...field("currency")}
            options={currencies.map((currency) => ({ value: currency, label: t(`currency.${currency}`) }))}
          />
        </FormGrid>
      </FormSection>
      <FormSection title={t("section.imports")}>
        <FormGrid>
          <NumberField
            {...field("importMaxRows")}
            help={t("help.importMaxRows", { most: MOST_IMPORT_ROWS })}
            unit={t("unit.rows")}
            whole
          />
          <NumberField
            {...field("importMaxMegabytes")}
            help={t("help.importMaxMegabytes", { most: MOST_IMPORT_MEGABYTES })}
            unit={t("unit.megabytes")}
            whole
          />
          <NumberField
            {...field("importUndoDays")}
            help={t("help.importUndoDays", { most: MOST_UNDO_DAYS })}
            unit={t("unit.days")}
            whole
          />
        </FormGrid>
      </FormSection>
      <FormSection title={t("section.attachments")}>
        <AttachmentFields control={form.control} disabled={!editable} />
      </FormSection>
      <FormSection title={t("section.bin")}>
        <FormGrid>
          <NumberField
            {...field("binDays")}
            help={t("help.binDays", { most: MOST_BIN_DAYS })}
            unit={t("unit.days")}
            whole
          />
        </FormGrid>
      </FormSection>
      <FormSection title={t("section.merge")}>
        <FormGrid>
          <NumberField
            {...field("mergeUndoDays")}
            help={t("help.mergeUndoDays", { most: MOST_MERGE_UNDO_DAYS })}
            unit={t("unit.days")}
            whole
          />
        </FormGrid>
      </FormSection>
      <FormSection title={t("section.modules")} help={t("help.modules")}>
        <ModuleSwitches control={form.control} modules={modules} disabled={!editable} />
      </FormSection>
      {editable && <FormFooter />}
    </Form>
  );
}
