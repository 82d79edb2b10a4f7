"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import type { z } from "zod";
import { CheckboxField } from "@/components/form/choice-fields";
import { FieldFrame } from "@/components/form/field-frame";
import { SelectField, TextField } from "@/components/form/fields";
import { Form } from "@/components/form/form";
import { FormFooter, FormGrid } from "@/components/form/form-layout";
import { PickerField } from "@/components/form/picker-fields";
import { useActionForm } from "@/components/form/use-action-form";
import { notify } from "@/components/layout/notify";
import { useClosePanel } from "@/components/layout/side-panel";
import { useNavigate } from "@/components/layout/soft-navigation";
import { Select } from "@/components/ui/input";
import { createPositionAction, editPositionAction } from "@/lib/organisation/actions";
import type { DepartmentOption, InstitutionOption, PositionOption } from "@/lib/organisation/options";
import type { PositionFound } from "@/lib/organisation/queries";
import { newPosition, positionEdit } from "@/lib/organisation/schema";
import { indented } from "@/lib/organisation/tree";

type Values = z.input<typeof newPosition> & { id?: string; version?: number };

/** The position form (ORG-04). The institution is not kept: it narrows the departments and superiors to choose from. */
export function PositionForm({
  position,
  institutions,
  departments,
  superiors,
  start,
}: {
  position?: PositionFound;
  institutions: readonly InstitutionOption[];
  departments: readonly DepartmentOption[];
  /** Positions that may be the superior: not the position itself, nor those below it. */
  superiors: readonly PositionOption[];
  start: { institutionId: string; departmentId: string };
}) {
  const t = useTranslations("organisation");
  const close = useClosePanel();
  const navigate = useNavigate();
  const institutionField = useId();
  const [institution, setInstitution] = useState(start.institutionId);
  const blank: Values = { departmentId: start.departmentId, superiorId: null, name: "", isManagement: false };
  const form = useActionForm<Values, unknown, { id: string }>({
    schema: (position ? positionEdit : newPosition) as unknown as z.ZodType<unknown, Values>,
    action: (input) =>
      position
        ? editPositionAction(input as z.input<typeof positionEdit>)
        : createPositionAction(input as z.input<typeof newPosition>),
    defaultValues: position ? valuesOf(position) : blank,
    onSuccess: (_data, pressed) => {
      const { name, departmentId, superiorId } = form.getValues();
      notify.done(t(position ? "positions.saved" : "positions.created", { name }));
      // The next position is mostly in the same department, below the same superior.
      if (pressed === "again") form.reset({ ...blank, departmentId, superiorId });
      else if (close) close();
      else navigate("/system/positions");
    },
  });
  const { control } = form;
  function choose(institutionId: string) {
    setInstitution(institutionId);
    form.setValue("departmentId", "", { shouldDirty: true });
    form.setValue("superiorId", null, { shouldDirty: true });
  }
  return (
    <Form form={form}>
      <FormGrid>
        <FieldFrame id={institutionField} label={t("field.institution")} required>
          <Select id={institutionField} value={institution} onChange={(event) => choose(event.target.value)}>
            {institutions.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </Select>
        </FieldFrame>
        <SelectField
          control={control}
          name="departmentId"
          label={t("field.departmentId")}
          required
          options={indented(departments.filter(({ institutionId }) => institutionId === institution))}
        />
        <TextField control={control} name="name" label={t("field.position_name")} required maxLength={40} />
        <PickerField
          key={institution}
          control={control}
          name="superiorId"
          label={t("field.superiorId")}
          options={superiors
            .filter(({ institutionId }) => institutionId === institution)
            .map(({ id, label, department }) => ({ id, label, hint: department }))}
        />
        <CheckboxField
          control={control}
          name="isManagement"
          label={t("field.isManagement")}
          help={t("positions.management_help")}
          wide
        />
      </FormGrid>
      <FormFooter
        save={t("save")}
        again={position ? undefined : { value: "again", label: t("save_again") }}
        onCancel={close}
        cancelHref={close ? undefined : "/system/positions"}
      />
    </Form>
  );
}

function valuesOf({ institutionId: _institution, ...values }: PositionFound): Values {
  return values;
}
