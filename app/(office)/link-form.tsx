"use client";

import { useTranslations } from "next-intl";
import type { z } from "zod";
import { SelectField, TextField } from "@/components/form/fields";
import { Form } from "@/components/form/form";
import { FormFooter, FormGrid } from "@/components/form/form-layout";
import { PickerField } from "@/components/form/picker-fields";
import { useActionForm } from "@/components/form/use-action-form";
import { notify } from "@/components/layout/notify";
import { useClosePanel } from "@/components/layout/side-panel";
import { decisionRoles } from "@/db/enums";
import { linkContactAction } from "@/lib/contacts/actions";
import { contactLink } from "@/lib/contacts/schema";

type Values = z.input<typeof contactLink>;

/** 关联已有联系人 (CON-02): somebody who is known becomes a contact of another customer; whichever is not given is picked. */
export function LinkForm({ contactId, customerId }: { contactId?: string; customerId?: string }) {
  const t = useTranslations("contacts");
  const close = useClosePanel();
  const form = useActionForm<Values, unknown, { name: string }>({
    schema: contactLink as unknown as z.ZodType<unknown, Values>,
    action: linkContactAction,
    defaultValues: { id: contactId ?? "", customerId: customerId ?? "" },
    onSuccess: ({ name }) => {
      notify.done(t("linked", { name }));
      close?.();
    },
  });
  const { control } = form;
  return (
    <Form form={form}>
      <p className="text-muted">{t("link_help")}</p>
      <FormGrid>
        {!contactId && (
          <PickerField control={control} name="id" label={t("field.contact")} endpoint="/api/contacts" required wide />
        )}
        {!customerId && (
          <PickerField
            control={control}
            name="customerId"
            label={t("field.customerId")}
            endpoint="/api/customers"
            required
            wide
          />
        )}
        <TextField control={control} name="position" label={t("field.position")} />
        <TextField control={control} name="department" label={t("field.department")} />
        <SelectField
          control={control}
          name="decisionRole"
          label={t("field.decisionRole")}
          empty="—"
          options={decisionRoles.map((value) => ({ value, label: t(`decision_role.${value}`) }))}
        />
      </FormGrid>
      <FormFooter save={t("link_verb")} onCancel={close} />
    </Form>
  );
}
