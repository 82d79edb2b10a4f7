"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type Control, useFieldArray, useWatch } from "react-hook-form";
import type { z } from "zod";
import { SelectField } from "@/components/form/fields";
import { Form } from "@/components/form/form";
import { FormFooter, FormGrid, FormSection } from "@/components/form/form-layout";
import { useActionForm } from "@/components/form/use-action-form";
import { notify } from "@/components/layout/notify";
import { useClosePanel } from "@/components/layout/side-panel";
import { useNavigate } from "@/components/layout/soft-navigation";
import { Button } from "@/components/ui/button";
import { createDepartmentsAction } from "@/lib/organisation/actions";
import type { DepartmentOption, InstitutionOption } from "@/lib/organisation/options";
import { MAX_DEPARTMENT_ROWS, newDepartments } from "@/lib/organisation/schema";
import { DepartmentRowFields } from "./department-row-fields";

export type DepartmentsValues = z.input<typeof newDepartments>;
export type DepartmentsControl = Control<DepartmentsValues, unknown, unknown>;

/** Several departments of one institution in one form (ORG-03): rows come and go by + and −, all are saved or none. */
export function DepartmentsForm({
  institutions,
  departments,
  institutionId,
  parentId,
}: {
  institutions: readonly InstitutionOption[];
  departments: readonly DepartmentOption[];
  institutionId: string;
  /** The parent with which the rows begin; otherwise the top department. */
  parentId?: string;
}) {
  const t = useTranslations("organisation");
  const close = useClosePanel();
  const navigate = useNavigate();
  const topOf = (institution: string) =>
    departments.find((one) => one.institutionId === institution && one.parentId === null)?.id ?? "";
  const blank = (institution: string, parent = topOf(institution)): DepartmentsValues => ({
    institutionId: institution,
    rows: [{ key: "r1", parentId: parent, name: "", code: "", sort: "" }],
  });
  const form = useActionForm<DepartmentsValues, unknown, { ids: string[] }>({
    schema: newDepartments,
    action: createDepartmentsAction,
    defaultValues: blank(institutionId, parentId),
    onSuccess: ({ ids }, pressed) => {
      notify.done(t("departments.created", { count: ids.length }));
      if (pressed === "again") form.reset(blank(form.getValues("institutionId"), parentId));
      else if (close) close();
      else navigate("/system/departments");
    },
  });
  const control = form.control as DepartmentsControl;
  const institution = useWatch({ control, name: "institutionId" });
  const { fields, append, remove } = useFieldArray({ control, name: "rows" });

  /** Another institution has other departments: the rows keep their names and begin anew below its top. */
  function onInstitution(id: string) {
    const top = topOf(id);
    for (const [at] of form.getValues("rows").entries())
      form.setValue(`rows.${at}.parentId`, top || (at > 0 ? firstKey() : ""));
  }
  const firstKey = () => form.getValues("rows.0.key");
  /** What lay under a row that goes lies under that row's parent. */
  function onRemove(at: number) {
    const gone = form.getValues(`rows.${at}`);
    for (const [index, row] of form.getValues("rows").entries())
      if (row.parentId === gone.key) form.setValue(`rows.${index}.parentId`, gone.parentId);
    remove(at);
  }
  function onAdd() {
    const rows = form.getValues("rows");
    const serial = Math.max(...rows.map(({ key }) => Number(key.slice(1)))) + 1;
    // The next one is mostly a sibling of the last; below a first row that is the top itself, a child.
    const parent = rows.at(-1)?.parentId || firstKey();
    append(
      { key: `r${serial}`, parentId: parent, name: "", code: "", sort: "" },
      { focusName: `rows.${rows.length}.name` },
    );
  }
  return (
    <Form form={form}>
      <FormGrid>
        <SelectField
          control={control}
          name="institutionId"
          label={t("field.institutionId")}
          required
          options={institutions.map(({ id, label }) => ({ value: id, label }))}
          onPick={onInstitution}
        />
      </FormGrid>
      <FormSection title={t("departments.rows")} help={t("departments.rows_help")}>
        <div className="grid gap-3">
          {fields.map((field, at) => (
            <DepartmentRowFields
              key={field.id}
              control={control}
              at={at}
              departments={departments.filter((one) => one.institutionId === institution)}
              onRemove={fields.length > 1 ? () => onRemove(at) : undefined}
            />
          ))}
        </div>
        <div>
          <Button onClick={onAdd} disabled={fields.length >= MAX_DEPARTMENT_ROWS}>
            <Plus aria-hidden />
            {t("departments.add_row")}
          </Button>
        </div>
      </FormSection>
      <FormFooter
        save={t("save")}
        again={{ value: "again", label: t("save_again") }}
        onCancel={close}
        cancelHref={close ? undefined : "/system/departments"}
      />
    </Form>
  );
}
