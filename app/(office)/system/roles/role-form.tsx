"use client";

import { useTranslations } from "next-intl";
import type { Control } from "react-hook-form";
import type { z } from "zod";
import { NumberField, type SelectOption, SelectField, TextField } from "@/components/form/fields";
import { Form } from "@/components/form/form";
import { FormFooter, FormGrid, FormSection } from "@/components/form/form-layout";
import type { TreeNode } from "@/components/form/picker-fields";
import { TreeTicksField } from "@/components/form/tree-ticks-field";
import { useActionForm } from "@/components/form/use-action-form";
import { notify } from "@/components/layout/notify";
import { useClosePanel } from "@/components/layout/side-panel";
import { useNavigate } from "@/components/layout/soft-navigation";
import { Alert } from "@/components/ui/alert";
import { createRoleAction, updateRoleAction } from "@/lib/roles/actions";
import type { GrantTable } from "@/lib/roles/grants";
import type { RoleDetails } from "@/lib/roles/queries";
import { type RoleInput, roleInput, roleUpdate } from "@/lib/roles/schema";
import { GrantsField } from "./grants-field";
import { type QuotaOwner, QuotaWarning } from "./quota-warning";

export type RoleValues = RoleInput & { id?: string; version?: number };
export type RoleControl = Control<RoleValues, unknown, unknown>;

/** The form of a role: name, institution, permissions, limits. One for new and edit, in the panel and on its own page. */
export function RoleForm({
  role,
  institutions,
  types,
  owners,
  held,
  readOnly = false,
}: {
  role?: RoleDetails;
  institutions: readonly SelectOption[];
  types: readonly TreeNode[];
  /** Members whom the role's quota concerns. */
  owners: readonly QuotaOwner[];
  /** What the reader holds themselves: nothing else can be ticked (ROL-06). */
  held: GrantTable;
  /** A role of the reader's own, or the administrator's. */
  readOnly?: boolean;
}) {
  const t = useTranslations("roles");
  const close = useClosePanel();
  const navigate = useNavigate();
  const isNew = !role;
  const isAdministrator = role?.builtin === "administrator";
  const form = useActionForm<RoleValues, unknown, { id: string; affected: number }>({
    schema: (isNew ? roleInput : roleUpdate) as unknown as z.ZodType<unknown, RoleValues>,
    action: (input) =>
      isNew
        ? createRoleAction(input as z.input<typeof roleInput>)
        : updateRoleAction(input as z.input<typeof roleUpdate>),
    defaultValues: role ? valuesOf(role) : blank,
    onSuccess: ({ id, affected }, pressed) => {
      const name = form.getValues("name");
      notify.done(isNew ? t("created", { name }) : t("saved", { name, count: affected }));
      if (pressed === "again") form.reset(blank);
      else if (close) close();
      else navigate(`/system/roles/${id}`);
    },
  });
  const control = form.control as RoleControl;
  return (
    <Form form={form}>
      {readOnly ? (
        <Alert tone="warning">{t(isAdministrator ? "help.administrators_only" : "help.own_role")}</Alert>
      ) : (
        role && role.members > 0 && <Alert>{t("help.affects", { count: role.members })}</Alert>
      )}
      <FormSection title={t("section.basic")}>
        <FormGrid>
          <TextField control={control} name="name" label={t("field.name")} required maxLength={40} />
          <SelectField
            control={control}
            name="institutionId"
            label={t("field.institution")}
            help={t("help.institution")}
            options={institutions}
            empty={t("all_institutions")}
          />
          <TextField control={control} name="description" label={t("field.description")} maxLength={200} wide />
        </FormGrid>
      </FormSection>
      <FormSection title={t("section.grants")} help={isAdministrator ? undefined : t("help.grants")}>
        {isAdministrator ? (
          <Alert>{t("help.administrator")}</Alert>
        ) : (
          <GrantsField control={control} held={held} readOnly={readOnly} />
        )}
      </FormSection>
      {!isAdministrator && (
        <FormSection title={t("section.limits")} help={t("help.limits")}>
          <TreeTicksField
            control={control}
            name="customerTypeIds"
            label={t("field.customerTypeIds")}
            nodes={types}
            all={t("all_types")}
            disabled={readOnly}
          />
          <NumberField
            control={control}
            name="privateQuota"
            label={t("field.privateQuota")}
            help={t("help.privateQuota")}
            disabled={readOnly}
            whole
          />
          <QuotaWarning control={control} owners={owners} />
        </FormSection>
      )}
      <FormFooter
        save={t("save")}
        again={isNew ? { value: "again", label: t("save_again") } : undefined}
        onCancel={close}
        cancelHref={close ? undefined : role ? `/system/roles/${role.id}` : "/system/roles"}
      />
    </Form>
  );
}

const blank: RoleValues = {
  name: "",
  institutionId: null,
  description: null,
  grants: {},
  customerTypeIds: null,
  privateQuota: null,
};

const valuesOf = ({
  id,
  version,
  name,
  institutionId,
  description,
  grants,
  customerTypeIds,
  privateQuota,
}: RoleDetails): RoleValues => ({
  id,
  version,
  name,
  institutionId,
  description,
  grants,
  customerTypeIds,
  privateQuota,
});
