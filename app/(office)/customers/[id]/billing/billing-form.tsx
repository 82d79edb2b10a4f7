"use client";

import { useTranslations } from "next-intl";
import type { z } from "zod";
import { NumberField, SelectField, TextField } from "@/components/form/fields";
import { Form } from "@/components/form/form";
import { FormFooter, FormGrid, FormSection } from "@/components/form/form-layout";
import { useActionForm } from "@/components/form/use-action-form";
import { notify } from "@/components/layout/notify";
import { useClosePanel } from "@/components/layout/side-panel";
import { currencies } from "@/db/enums";
import { editBillingAction } from "@/lib/customers/actions";
import { billingEdit } from "@/lib/customers/schema";

type Values = z.input<typeof billingEdit>;
type Stored = Record<Exclude<keyof Values, "id" | "version" | "paymentTermDays">, string | null> & {
  version: number;
  paymentTermDays: number | null;
};

export function BillingForm({
  customerId,
  bankData,
  initial,
}: {
  customerId: string;
  bankData: boolean;
  initial?: Stored;
}) {
  const t = useTranslations("customers");
  const close = useClosePanel();
  const form = useActionForm<Values, unknown, unknown>({
    schema: billingEdit as unknown as z.ZodType<unknown, Values>,
    action: editBillingAction,
    defaultValues: valuesOf(customerId, initial),
    onSuccess: () => {
      notify.done(t("billing_saved"));
      close?.();
    },
  });
  const field = <N extends keyof Values>(name: N) => ({
    control: form.control,
    name,
    label: t(`field.${name as string}`),
  });
  return (
    <Form form={form}>
      <FormSection title={t("section.invoice")}>
        <FormGrid>
          <TextField {...field("invoiceTitle")} wide />
          <TextField {...field("taxNumber")} />
          {bankData && (
            <>
              <TextField {...field("bank")} />
              <TextField {...field("accountNumber")} />
            </>
          )}
          <TextField {...field("invoicePhone")} type="tel" />
          <TextField {...field("invoiceAddress")} wide />
        </FormGrid>
      </FormSection>
      <FormSection title={t("section.settlement")}>
        <FormGrid>
          <NumberField {...field("paymentTermDays")} whole />
          <SelectField
            {...field("currency")}
            options={currencies.map((value) => ({ value, label: value }))}
            empty="—"
          />
          <TextField {...field("billingContact")} />
          <TextField {...field("statementEmail")} type="email" />
        </FormGrid>
      </FormSection>
      <FormFooter save={t("save")} onCancel={close} />
    </Form>
  );
}

function valuesOf(id: string, stored: Stored | undefined): Values {
  if (!stored) return { id, version: 0 };
  const { version, invoiceTitle, taxNumber, bank, accountNumber, invoiceAddress, invoicePhone, ...rest } = stored;
  const { paymentTermDays, currency, billingContact, statementEmail } = rest;
  const invoice = { invoiceTitle, taxNumber, bank, accountNumber, invoiceAddress, invoicePhone };
  return {
    id,
    version,
    ...invoice,
    paymentTermDays,
    currency: currency as Values["currency"],
    billingContact,
    statementEmail,
  };
}
