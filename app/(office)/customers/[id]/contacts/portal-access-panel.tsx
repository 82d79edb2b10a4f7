import { getTimeZone, getTranslations } from "next-intl/server";
import { formatInstant } from "@/components/format";
import { FactList } from "@/components/layout/detail";
import { SidePanel } from "@/components/layout/side-panel";
import { Alert } from "@/components/ui/alert";
import type { Locale } from "@/db/enums";
import type { ContactView } from "@/lib/contacts/queries";
import type { PortalAccess } from "@/lib/portal/queries";
import { AccessButtons } from "./access-buttons";
import { InvitationForm } from "./invitation-form";

/** Whether a contact may enter the portal (CON-03), and what can be done about it. */
export async function PortalAccessPanel({
  customerId,
  contact,
  access,
  locale,
}: {
  customerId: string;
  contact: ContactView;
  access: PortalAccess | undefined;
  locale: Locale;
}) {
  const t = await getTranslations("portal");
  const timeZone = await getTimeZone();
  return (
    <SidePanel title={t("access_of", { name: contact.name })}>
      <div className="grid gap-4 pb-6">
        <p className="text-muted">{t("access_help")}</p>
        {access ? (
          <>
            <FactList
              facts={[
                { label: t("field.state"), value: t(`state.${access.state}`) },
                { label: t("field.login"), value: access.login },
                { label: t("field.invitedAt"), value: formatInstant(access.invitedAt.getTime(), timeZone) },
              ]}
            />
            <p>{t(`${access.state}_help`)}</p>
            {access.state === "invited" && access.isOver && <Alert tone="warning">{t("over")}</Alert>}
            <AccessButtons contactId={contact.id} name={contact.name} state={access.state} />
          </>
        ) : contact.email ? (
          <InvitationForm customerId={customerId} contactId={contact.id} locale={locale} />
        ) : (
          <Alert tone="warning">{t("no_email")}</Alert>
        )}
      </div>
    </SidePanel>
  );
}
