import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { languages } from "@/components/layout/languages";
import { OfficeShell } from "@/components/layout/office-shell";
import { can } from "@/lib/core/context";
import { pageContext } from "@/lib/core/page";
import { navigation } from "@/lib/navigation";
import { Bell } from "./bell";

export default async function OfficeLayout({ children }: { children: ReactNode }) {
  const ctx = await pageContext("signed in");
  const [t, notices] = await Promise.all([getTranslations("navigation"), getTranslations("notices")]);
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
      tools={
        <Bell
          unread={ctx.actor.unread}
          texts={{
            name: notices("bell", { count: ctx.actor.unread }),
            title: notices("title"),
            empty: notices("empty_title"),
            all: notices("all"),
            failed: notices("failed"),
          }}
        />
      }
      me={{
        name: ctx.actor.name,
        detail: ctx.actor.login,
        links: [
          { label: notices("title"), href: "/account/notifications" },
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
