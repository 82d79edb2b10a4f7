"use client";

import { useTranslations } from "next-intl";
import { ErrorState } from "@/components/layout/states";
import { Button } from "@/components/ui/button";

/** A bug: the server has logged it; the person learns what to do, and no more. */
export default function Failed({ reset }: { reset: () => void }) {
  const t = useTranslations("errors.page");
  return (
    <ErrorState alone title={t("failed_title")} help={t("failed_help")}>
      <Button onClick={reset}>{t("again")}</Button>
    </ErrorState>
  );
}
