"use client";

import { useTranslations } from "next-intl";
import { ActionButton } from "@/components/form/action-button";
import { Button } from "@/components/ui/button";
import type { endOtherSessionsAction, endOwnSessionAction } from "@/lib/users/actions";

/** Signs another device out, after asking. */
export function EndSessionButton({ id, action }: { id: string; action: typeof endOwnSessionAction }) {
  const t = useTranslations("account.sessions");
  const confirm = { title: t("sign_out_title"), body: t("sign_out_body"), verb: t("sign_out"), danger: true };
  return (
    <ActionButton run={() => action({ id })} confirm={confirm} done={t("signed_out")}>
      {t("sign_out")}
    </ActionButton>
  );
}

/** Signs all other devices out, after asking. */
export function EndOthersButton({ count, action }: { count: number; action: typeof endOtherSessionsAction }) {
  const t = useTranslations("account.sessions");
  const confirm = { title: t("others_title"), body: t("others_body", { count }), verb: t("sign_out"), danger: true };
  return (
    <ActionButton run={() => action({})} confirm={confirm} done={t("others_done")}>
      {t("sign_out_others")}
    </ActionButton>
  );
}

/** The way out of this session: the same plain form as in the menu. */
export function SignOutButton() {
  const t = useTranslations("account.sessions");
  return (
    <form action="/sign-out" method="post">
      <Button type="submit">{t("sign_out")}</Button>
    </form>
  );
}
