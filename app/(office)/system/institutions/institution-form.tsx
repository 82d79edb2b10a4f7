"use client";

import { useTranslations } from "next-intl";
import type { z } from "zod";
import { TextField } from "@/components/form/fields";
import { Form } from "@/components/form/form";
import { FormFooter, FormGrid } from "@/components/form/form-layout";
import { useActionForm } from "@/components/form/use-action-form";
import { notify } from "@/components/layout/notify";
import { useClosePanel } from "@/components/layout/side-panel";
import { useNavigate } from "@/components/layout/soft-navigation";
import { createInstitutionAction, editInstitutionAction } from "@/lib/organisation/actions";
import type { InstitutionFound } from "@/lib/organisation/queries";
import { institutionEdit, newInstitution } from "@/lib/organisation/schema";

type Values = z.input<typeof newInstitution> & { id?: string; version?: number };
const blank: Values = { name: "", shortName: "", code: "", phone: "", address: "" };

/** The institution form (ORG-01): new, or an edit of the version that was seen. */
export function InstitutionForm({ institution }: { institution?: InstitutionFound }) {
  const t = useTranslations("organisation");
  const close = useClosePanel();
  const navigate = useNavigate();
  const form = useActionForm<Values, unknown, { id: string }>({
    schema: (institution ? institutionEdit : newInstitution) as unknown as z.ZodType<unknown, Values>,
    action: (input) =>
      institution
        ? editInstitutionAction(input as z.input<typeof institutionEdit>)
        : createInstitutionAction(input as z.input<typeof newInstitution>),
    defaultValues: institution ?? blank,
    onSuccess: (_data, pressed) => {
      notify.done(t(institution ? "institutions.saved" : "institutions.created", { name: form.getValues("name") }));
      if (pressed === "again") form.reset(blank);
      else if (close) close();
      else navigate("/system/institutions");
    },
  });
  const field = (name: "name" | "shortName" | "code" | "phone" | "address") => ({
    control: form.control,
    name,
    label: t(`field.${name}`),
  });
  return (
    <Form form={form}>
      <FormGrid>
        <TextField {...field("name")} required maxLength={60} wide />
        <TextField {...field("shortName")} maxLength={30} />
        <TextField {...field("code")} maxLength={50} />
        <TextField {...field("phone")} type="tel" maxLength={30} />
        <TextField {...field("address")} maxLength={200} wide />
      </FormGrid>
      <FormFooter
        save={t("save")}
        again={institution ? undefined : { value: "again", label: t("save_again") }}
        onCancel={close}
        cancelHref={close ? undefined : "/system/institutions"}
      />
    </Form>
  );
}
