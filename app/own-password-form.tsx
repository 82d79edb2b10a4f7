"use client";

import { useTranslations } from "next-intl";
import { PasswordField } from "@/components/form/choice-fields";
import { Form } from "@/components/form/form";
import { FormFooter } from "@/components/form/form-layout";
import { useActionForm } from "@/components/form/use-action-form";
import { notify } from "@/components/layout/notify";
import type { changeOwnPasswordAction } from "@/lib/users/actions";
import { ownPassword } from "@/lib/users/schema";

const blank = { current: "", password: "", passwordAgain: "" };

/** The present password once, the new one twice: of staff and of the portal's people, each by an action of their own. */
export function OwnPasswordForm({ action }: { action: typeof changeOwnPasswordAction }) {
  const t = useTranslations("account.password");
  const form = useActionForm({
    schema: ownPassword,
    action,
    defaultValues: blank,
    onSuccess: () => {
      // What was typed does not stay on the screen of whoever walks away now.
      form.reset(blank);
      notify.done(t("saved"));
    },
  });
  const { control } = form;
  return (
    <Form form={form}>
      <PasswordField control={control} name="current" label={t("current")} required />
      <PasswordField control={control} name="password" label={t("new")} help={t("rules")} required fresh />
      <PasswordField control={control} name="passwordAgain" label={t("again")} required fresh />
      <FormFooter save={t("save")} />
    </Form>
  );
}
