"use client";

import { useTranslations } from "next-intl";
import { useFormState, useWatch } from "react-hook-form";
import { CheckboxField } from "@/components/form/choice-fields";
import { Alert } from "@/components/ui/alert";
import type { UserControl } from "./user-form";

/** Somebody is about to leave with records in their name (ORG-09): the way to hand them on, or the word that they stay for now. */
export function LeavingNotice({ control, id, owned }: { control: UserControl; id: string; owned: number }) {
  const t = useTranslations("handover");
  const state = useWatch({ control, name: "state" });
  const { errors } = useFormState({ control });
  if (state === "employed" || (owned === 0 && !errors.keepHoldings)) return null;
  return (
    <div className="grid gap-2">
      <Alert tone="warning" live>
        <p>{t("leaving", { count: owned })}</p>
        <a className="link" href={`/system/users/${id}/handover`}>
          {t("open")}
        </a>
      </Alert>
      <CheckboxField control={control} name="keepHoldings" label={t("keep")} />
    </div>
  );
}
