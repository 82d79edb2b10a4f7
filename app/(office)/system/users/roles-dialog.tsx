"use client";

import { useTranslations } from "next-intl";
import { type Control, useWatch } from "react-hook-form";
import type { z } from "zod";
import { ChoiceField } from "@/components/form/choice-fields";
import { Form } from "@/components/form/form";
import { FormFooter } from "@/components/form/form-layout";
import { useActionForm } from "@/components/form/use-action-form";
import { notify } from "@/components/layout/notify";
import { assignRolesAction } from "@/lib/users/actions";
import { roleAssignment, roleChanges } from "@/lib/users/bulk-schema";
import { BulkDialog, type BulkDialogProps } from "./bulk-dialog";
import { type GivenRole, RoleTicks } from "./role-ticks";

type Values = z.input<typeof roleAssignment>;

/** 分配角色 for the ticked accounts (ORG-07, D-53). */
export function RolesDialog({ ids, roles, ...rest }: BulkDialogProps & { roles: readonly GivenRole[] }) {
  const t = useTranslations("users");
  return (
    <BulkDialog title={t("assign_roles_title", { count: ids.length })} onClose={rest.onClose}>
      {(close) => <RolesForm {...{ ids, roles, close }} {...rest} />}
    </BulkDialog>
  );
}

function RolesForm({
  ids,
  roles,
  close,
  onClose,
  onDone,
}: BulkDialogProps & { roles: readonly GivenRole[]; close: () => void }) {
  const t = useTranslations("users");
  const form = useActionForm<Values, unknown, { affected: number }>({
    schema: roleAssignment as unknown as z.ZodType<unknown, Values>,
    action: assignRolesAction,
    defaultValues: { ids, change: "give", roleIds: [] },
    onSuccess: ({ affected }) => {
      notify.done(t("roles_assigned", { count: affected }));
      onClose();
      onDone();
    },
  });
  const control: Control<Values, unknown, unknown> = form.control;
  const change = useWatch({ control: form.control, name: "change" });
  // Taking away needs no right of one's own to what is taken.
  const offered = change === "take" ? roles.map((role) => ({ ...role, beyond: false })) : roles;
  return (
    <Form form={form}>
      <ChoiceField
        control={control}
        name="change"
        label={t("field.roleChange")}
        options={roleChanges.map((value) => ({ value, label: t(`role_change.${value}`) }))}
        required
      />
      <RoleTicks control={control} roles={offered} disabled={false} />
      <FormFooter save={t("assign_roles")} onCancel={close} />
    </Form>
  );
}
