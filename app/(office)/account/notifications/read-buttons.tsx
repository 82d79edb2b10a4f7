"use client";

import { useTranslations } from "next-intl";
import { ActionButton } from "@/components/form/action-button";
import { readAllNoticesAction, readNoticeAction } from "@/lib/notices/actions";

export function ReadButton({ id }: { id: string }) {
  const t = useTranslations("notices");
  return (
    <ActionButton variant="ghost" size="small" run={() => readNoticeAction({ id })}>
      {t("read")}
    </ActionButton>
  );
}

/** Reads everything up to the latest that stands on the page. */
export function ReadAllButton({ last }: { last: string }) {
  const t = useTranslations("notices");
  return (
    <ActionButton run={() => readAllNoticesAction({ last })} done={t("all_read")}>
      {t("read_all")}
    </ActionButton>
  );
}
