"use client";

import { useTranslations } from "next-intl";
import { ActionButton } from "@/components/form/action-button";
import { disableAccessAction, enableAccessAction, resendInvitationAction } from "@/lib/portal/actions";
import { actsOf, type PortalState } from "@/lib/portal/status";

/** What the state of an access allows: send the invitation again, disable, enable. */
export function AccessButtons({ contactId, name, state }: { contactId: string; name: string; state: PortalState }) {
  const t = useTranslations("portal");
  const acts = actsOf[state];
  const ask = { title: t("disable_title", { name }), body: t("disable_body"), verb: t("disable"), danger: true };
  return (
    <div className="flex flex-wrap gap-2">
      {acts.includes("resend") && (
        <ActionButton variant="primary" run={() => resendInvitationAction({ contactId })} done={t("resent")}>
          {t("resend")}
        </ActionButton>
      )}
      {acts.includes("enable") && (
        <ActionButton variant="primary" run={() => enableAccessAction({ contactId })} done={t("enabled", { name })}>
          {t("enable")}
        </ActionButton>
      )}
      {acts.includes("disable") && (
        <ActionButton run={() => disableAccessAction({ contactId })} confirm={ask} done={t("disabled", { name })}>
          {t("disable")}
        </ActionButton>
      )}
    </div>
  );
}
