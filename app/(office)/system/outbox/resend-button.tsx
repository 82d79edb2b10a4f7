"use client";

import { useTranslations } from "next-intl";
import { ActionButton } from "@/components/form/action-button";
import { resendMailAction } from "@/lib/notifications/actions";

/** 重发: puts a failed mail back among the waiting ones. */
export function ResendButton({ id }: { id: string }) {
  const t = useTranslations("notifications");
  return (
    <ActionButton run={() => resendMailAction({ id })} done={t("resent")}>
      {t("resend")}
    </ActionButton>
  );
}
