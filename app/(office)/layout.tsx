import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { languages } from "@/components/layout/languages";
import { OfficeShell } from "@/components/layout/office-shell";
import { can } from "@/lib/core/context";
import { pageContext } from "@/lib/core/page";
import { navigation } from "@/lib/navigation";

export default async function OfficeLayout({ children }: { children: ReactNode }) {
  const ctx = await pageContext("signed in");
  const t = await getTranslations("navigation");
  const menu = navigation
    .map(({ key, icon, places }) => ({
      label: t(key),
      icon,
      items: places
        .filter(({ permission }) => can(ctx, permission))
        .map((place) => ({ label: t(place.key), href: place.path })),
    }))
    .filter((group) => group.items.length > 0);
  return (
    <OfficeShell
      name={t("product")}
      menu={menu}
      language={{ locale: await getLocale(), locales: languages, action: "/language" }}
      me={{
        name: ctx.actor.name,
        detail: ctx.actor.login,
        links: [
          { label: t("my_sessions"), href: "/account/sessions" },
          { label: t("change_password"), href: "/account/password" },
        ],
        signOut: "/sign-out",
      }}
    >
      {children}
    </OfficeShell>
  );
}
