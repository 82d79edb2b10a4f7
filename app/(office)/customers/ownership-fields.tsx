"use client";

import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { SelectField } from "@/components/form/fields";
import { FormGrid, FormSection } from "@/components/form/form-layout";
import type { PickerOption } from "@/components/form/picker";
import { PickerField } from "@/components/form/picker-fields";
import { ownerships } from "@/db/enums";
import type { CustomerControl } from "./customer-form";

/** Who sees the customer. Without the right to assign it is shown and cannot be changed (CUS-03). */
export function OwnershipFields({
  control,
  isNew,
  assign,
  owner,
  department,
}: {
  control: CustomerControl;
  isNew: boolean;
  assign: boolean;
  owner: PickerOption | null;
  department?: PickerOption | null;
}) {
  const t = useTranslations("customers");
  const ownership = useWatch({ control, name: "ownership" });
  const fixed = !assign && !isNew;
  return (
    <FormSection title={t("section.ownership")} help={assign ? undefined : t("help.assign")}>
      <FormGrid>
        <SelectField
          control={control}
          name="ownership"
          label={t("field.ownership")}
          help={t(`help.${ownership}`)}
          required
          disabled={fixed}
          options={ownerships.map((value) => ({ value, label: t(`ownership.${value}`) }))}
        />
        <PickerField
          control={control}
          name="ownerId"
          label={t("field.ownerId")}
          endpoint="/api/users"
          initial={owner}
          required={ownership === "private"}
          disabled={!assign}
        />
        {ownership === "public" && (
          <PickerField
            control={control}
            name="departmentId"
            label={t("field.departmentId")}
            endpoint="/api/departments"
            initial={department}
            required
            disabled={fixed}
          />
        )}
      </FormGrid>
    </FormSection>
  );
}
