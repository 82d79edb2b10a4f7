"use client";

import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { TextField } from "@/components/form/fields";
import { FormGrid, FormSection } from "@/components/form/form-layout";
import type { PickerOption } from "@/components/form/picker";
import { PickerField } from "@/components/form/picker-fields";
import type { CustomerControl } from "./customer-form";

/** Region and address. A region that the dictionary does not know is written out instead (D-40). */
export function PlaceFields({ control, region }: { control: CustomerControl; region?: PickerOption | null }) {
  const t = useTranslations("customers");
  const regionId = useWatch({ control, name: "regionId" });
  const field = (name: "regionId" | "country" | "province" | "city" | "postcode" | "address") => ({
    control,
    name,
    label: t(`field.${name}`),
  });
  return (
    <FormSection title={t("section.place")} help={regionId ? undefined : t("help.region_text")}>
      <FormGrid>
        <PickerField {...field("regionId")} endpoint="/api/dictionaries?kind=region" initial={region} wide />
        {!regionId && (
          <>
            <TextField {...field("country")} />
            <TextField {...field("province")} />
            <TextField {...field("city")} />
          </>
        )}
        <TextField {...field("postcode")} length="short" />
        <TextField {...field("address")} maxLength={200} wide />
      </FormGrid>
    </FormSection>
  );
}
