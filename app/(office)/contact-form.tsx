"use client";

import { useTranslations } from "next-intl";
import type { z } from "zod";
import { CheckboxField } from "@/components/form/choice-fields";
import { DateField, SelectField, TextAreaField, TextField } from "@/components/form/fields";
import { Form } from "@/components/form/form";
import { PickerField } from "@/components/form/picker-fields";
import { FormFooter, FormGrid } from "@/components/form/form-layout";
import { useActionForm } from "@/components/form/use-action-form";
import { Alert } from "@/components/ui/alert";
import { notify } from "@/components/layout/notify";
import { useClosePanel } from "@/components/layout/side-panel";
import { decisionRoles, salutations } from "@/db/enums";
import { createContactAction, editContactAction } from "@/lib/contacts/actions";
import type { ContactView } from "@/lib/contacts/queries";
import { contactEdit, newContact } from "@/lib/contacts/schema";

type Values = Omit<z.input<typeof newContact>, "customerId"> & { customerId?: string; id?: string; version?: number };

/** One contact of a customer (CON-01): new, for a customer that is given or picked, or an edit of the version that was seen. */
export function ContactForm({
  customerId,
  contactData,
  initial,
}: {
  customerId?: string;
  contactData: boolean;
  initial?: ContactView;
}) {
  const t = useTranslations("contacts");
  const close = useClosePanel();
  const blank: Values = { customerId, name: "", isPrimary: false };
  const form = useActionForm<Values, unknown, unknown>({
    schema: (initial ? contactEdit : newContact) as unknown as z.ZodType<unknown, Values>,
    action: (input, key) =>
      initial
        ? editContactAction(input as z.input<typeof contactEdit>)
        : createContactAction(input as z.input<typeof newContact>, key),
    defaultValues: initial ? valuesOf(initial) : blank,
    onSuccess: (_data, pressed) => {
      notify.done(t("saved", { name: form.getValues("name") }));
      if (pressed === "again") form.reset(blank);
      else close?.();
    },
  });
  const field = <N extends keyof Values>(name: N) => ({
    control: form.control,
    name,
    label: t(`field.${name as string}`),
  });
  return (
    <Form form={form}>
      {initial?.isLinked && <Alert tone="info">{t("linked_help")}</Alert>}
      <FormGrid>
        {!initial && !customerId && <PickerField {...field("customerId")} endpoint="/api/customers" required wide />}
        <TextField {...field("name")} required maxLength={60} />
        <SelectField
          {...field("salutation")}
          empty="—"
          options={salutations.map((value) => ({ value, label: t(`salutation.${value}`) }))}
        />
        <TextField {...field("position")} />
        <TextField {...field("department")} />
        {contactData && (
          <>
            <TextField {...field("mobile")} type="tel" />
            <TextField {...field("phone")} type="tel" />
            <TextField {...field("otherPhone")} type="tel" />
            <TextField {...field("email")} type="email" />
            <TextField {...field("wechat")} />
            <TextField {...field("qq")} />
          </>
        )}
        <SelectField
          {...field("decisionRole")}
          empty="—"
          options={decisionRoles.map((value) => ({ value, label: t(`decision_role.${value}`) }))}
        />
        <DateField {...field("birthday")} />
        <CheckboxField
          {...field("isPrimary")}
          label={t("make_primary")}
          disabled={initial?.isPrimary}
          help={initial?.isPrimary ? t("is_primary") : undefined}
          wide
        />
        <TextAreaField {...field("notes")} maxLength={1000} />
      </FormGrid>
      <FormFooter again={initial ? undefined : { value: "again", label: t("save_again") }} onCancel={close} />
    </Form>
  );
}

/** What the form edits; the rest of a contact is not sent back. */
function valuesOf({ customerId: _customer, personId: _person, isLinked: _linked, ...contact }: ContactView): Values {
  const { createdAt: _created, updatedAt: _updated, ...values } = contact;
  return values;
}
