"use client";

import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { Alert } from "@/components/ui/alert";
import type { UserControl } from "./user-form";

/** A private quota below what somebody owns already takes nothing away; nothing new comes in (SCP-04). */
export function QuotaWarning({ control, owned }: { control: UserControl; owned: number }) {
  const t = useTranslations("users");
  const quota = useWatch({ control, name: "privateQuota" });
  if (quota === null || quota === undefined || String(quota) === "" || Number(quota) >= owned) return null;
  return (
    <Alert tone="warning" live>
      {t("quota_below", { owned, quota: Number(quota) })}
    </Alert>
  );
}
