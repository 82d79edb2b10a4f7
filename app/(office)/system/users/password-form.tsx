"use client";

import { useTranslations } from "next-intl";
import { PasswordField } from "@/components/form/choice-fields";
import { Form } from "@/components/form/form";
import { FormFooter } from "@/components/form/form-layout";
import { useActionForm } from "@/components/form/use-action-form";
import { notify } from "@/components/layout/notify";
import { useClosePanel } from "@/components/layout/side-panel";
import { useNavigate } from "@/components/layout/soft-navigation";
import { setPasswordAction } from "@/lib/users/actions";
import { newPassword } from "@/lib/users/schema";

/** Sets a new password for somebody, typed twice. */
export function PasswordForm({ id, name }: { id: string; name: string }) {
  const t = useTranslations("users");
  const close = useClosePanel();
  const navigate = useNavigate();
  const form = useActionForm({
    schema: newPassword,
    action: setPasswordAction,
    defaultValues: { id, password: "", passwordAgain: "" },
    onSuccess: () => {
      notify.done(t("password_saved", { name }));
      if (close) close();
      else navigate(`/system/users/${id}`);
    },
  });
  return (
    <Form form={form}>
      <p className="text-muted">{t("help.set_password")}</p>
      <PasswordField
        control={form.control}
        name="password"
        label={t("field.newPassword")}
        help={t("help.password")}
        required
        fresh
      />
      <PasswordField control={form.control} name="passwordAgain" label={t("field.passwordAgain")} required fresh />
      <FormFooter save={t("set_password")} onCancel={close} cancelHref={close ? undefined : `/system/users/${id}`} />
    </Form>
  );
}
