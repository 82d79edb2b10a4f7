"use client";

import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import type { z } from "zod";
import { NumberField, SelectField, TextField } from "@/components/form/fields";
import { Form } from "@/components/form/form";
import { FormFooter, FormGrid } from "@/components/form/form-layout";
import { useActionForm } from "@/components/form/use-action-form";
import { notify } from "@/components/layout/notify";
import { useClosePanel } from "@/components/layout/side-panel";
import { useNavigate } from "@/components/layout/soft-navigation";
import { editDepartmentAction } from "@/lib/organisation/actions";
import type { DepartmentOption, InstitutionOption } from "@/lib/organisation/options";
import type { DepartmentFound } from "@/lib/organisation/queries";
import { departmentEdit } from "@/lib/organisation/schema";
import { indented } from "@/lib/organisation/tree";

/** One department (ORG-02). `departments` are those that it may lie under. */
export function DepartmentForm({
  department: { children, ...department },
  institutions,
  departments,
}: {
  department: DepartmentFound;
  institutions: readonly InstitutionOption[];
  departments: readonly DepartmentOption[];
}) {
  const t = useTranslations("organisation");
  const close = useClosePanel();
  const navigate = useNavigate();
  const form = useActionForm<z.input<typeof departmentEdit>, unknown, { id: string }>({
    schema: departmentEdit,
    action: editDepartmentAction,
    defaultValues: department,
    onSuccess: () => {
      notify.done(t("departments.saved", { name: form.getValues("name") }));
      if (close) close();
      else navigate("/system/departments");
    },
  });
  const { control } = form;
  const institution = useWatch({ control, name: "institutionId" });
  const parents = departments.filter(({ institutionId }) => institutionId === institution);
  const topOf = (id: string) => departments.find((one) => one.institutionId === id && one.parentId === null)?.id;
  const topId = topOf(institution);
  /** Another institution has other departments: it begins anew below the top. */
  const onInstitution = (id: string) => form.setValue("parentId", topOf(id) ?? null);
  return (
    <Form form={form}>
      <FormGrid>
        <SelectField
          control={control}
          name="institutionId"
          label={t("field.institutionId")}
          required
          disabled={children > 0}
          help={children > 0 ? t("departments.fixed_help") : undefined}
          options={institutions.map(({ id, label }) => ({ value: id, label }))}
          onPick={onInstitution}
        />
        <SelectField
          control={control}
          name="parentId"
          label={t("field.parentId")}
          required={topId !== undefined}
          empty={topId === undefined ? t("departments.top") : undefined}
          options={indented(parents)}
        />
        <TextField control={control} name="name" label={t("field.department_name")} required maxLength={60} wide />
        <TextField control={control} name="code" label={t("field.code")} maxLength={50} />
        <NumberField control={control} name="sort" label={t("field.sort")} help={t("field.sort_help")} whole />
      </FormGrid>
      <FormFooter save={t("save")} onCancel={close} cancelHref={close ? undefined : "/system/departments"} />
    </Form>
  );
}
