import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { languages } from "@/components/layout/languages";
import { PortalShell } from "@/components/layout/portal-shell";
import { portalContext } from "@/lib/core/portal";

/** The frame of the portal (SCP-07): nobody but a customer's own people gets it. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const { actor, installation } = await portalContext();
  const t = await getTranslations("portal");
  return (
    <PortalShell
      name={installation.companyName}
      label={t("menu")}
      places={[
        { label: t("home"), href: "/portal" },
        { label: t("account"), href: "/portal/account" },
      ]}
      language={{ locale: await getLocale(), locales: languages, action: "/language" }}
      me={{
        name: actor.name,
        detail: actor.login,
        links: [{ label: t("account"), href: "/portal/account" }],
        signOut: "/sign-out",
      }}
    >
      {children}
    </PortalShell>
  );
}
