"use client";

import { useTranslations } from "next-intl";
import { CheckboxField, ChoiceField } from "@/components/form/choice-fields";
import { DateField, SelectField, TextField } from "@/components/form/fields";
import { FormGrid, FormSection } from "@/components/form/form-layout";
import { genders, userStates } from "@/db/enums";
import type { UserControl, UserValues } from "./user-form";

/** Who it is, how to reach them, and whether they can sign in. */
export function UserFields({ control }: { control: UserControl }) {
  const t = useTranslations("users");
  const field = (name: keyof UserValues) => ({ control, name, label: t(`field.${name}`) });
  return (
    <>
      <FormSection title={t("section.basic")}>
        <FormGrid>
          <TextField {...field("login")} required maxLength={40} autoComplete="off" help={t("help.login")} />
          <TextField {...field("name")} required maxLength={60} />
          <SelectField
            {...field("gender")}
            options={genders.map((value) => ({ value, label: t(`gender.${value}`) }))}
            empty="—"
          />
          <TextField {...field("staffNumber")} maxLength={40} length="medium" />
        </FormGrid>
      </FormSection>
      <FormSection title={t("section.contact")}>
        <FormGrid>
          <TextField {...field("mobile")} type="tel" />
          <TextField {...field("email")} type="email" />
          <TextField {...field("officePhone")} type="tel" />
          <TextField {...field("homePhone")} type="tel" />
        </FormGrid>
      </FormSection>
      <FormSection title={t("section.state")}>
        <FormGrid>
          <ChoiceField
            {...field("state")}
            required
            help={t("help.state")}
            options={userStates.map((value) => ({ value, label: t(`state.${value}`) }))}
          />
          <DateField {...field("validUntil")} help={t("help.validUntil")} />
          <CheckboxField {...field("locked")} help={t("help.locked")} />
        </FormGrid>
      </FormSection>
    </>
  );
}
