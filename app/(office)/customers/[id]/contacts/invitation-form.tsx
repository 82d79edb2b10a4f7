"use client";

import { useTranslations } from "next-intl";
import { SelectField } from "@/components/form/fields";
import { Form } from "@/components/form/form";
import { FormFooter } from "@/components/form/form-layout";
import { useActionForm } from "@/components/form/use-action-form";
import { languages } from "@/components/layout/languages";
import { notify } from "@/components/layout/notify";
import { useClosePanel } from "@/components/layout/side-panel";
import type { Locale } from "@/db/enums";
import { inviteContactAction } from "@/lib/portal/actions";
import { invitation } from "@/lib/portal/schema";

/** Asks for the language in which the contact shall be written to, and invites (CON-03). */
export function InvitationForm(initial: { customerId: string; contactId: string; locale: Locale }) {
  const t = useTranslations("portal");
  const close = useClosePanel();
  const form = useActionForm({
    schema: invitation,
    action: inviteContactAction,
    defaultValues: initial,
    onSuccess: (data) => {
      notify.done(t("invited", data));
      close?.();
    },
  });
  return (
    <Form form={form}>
      <SelectField control={form.control} name="locale" label={t("locale")} options={languages} required />
      <FormFooter save={t("invite")} onCancel={close} />
    </Form>
  );
}
