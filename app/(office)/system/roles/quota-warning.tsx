"use client";

import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { Alert } from "@/components/ui/alert";
import type { RoleControl } from "./role-form";

/** A member with what they own; `other` is the largest quota that their other roles give, null where none gives any. */
export type QuotaOwner = { name: string; owned: number; other: number | null };

const NAMED = 5;

/** Who owns more already than the quota will allow (SCP-04): it takes nothing from them, but nothing new comes in. */
export function QuotaWarning({ control, owners }: { control: RoleControl; owners: readonly QuotaOwner[] }) {
  const t = useTranslations("roles");
  const quota = useWatch({ control, name: "privateQuota" });
  if (quota === null || quota === undefined || String(quota) === "") return null;
  const over = owners.filter(({ owned, other }) => owned > Math.max(Number(quota), other ?? 0));
  if (over.length === 0) return null;
  const names = over.slice(0, NAMED).map(({ name, owned }) => t("quota_owner", { name, owned }));
  return (
    <Alert tone="warning" live>
      {t("quota_below", {
        count: over.length,
        names: [...names, ...(over.length > NAMED ? ["…"] : [])].join(t("separator")),
      })}
    </Alert>
  );
}
