import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { DetailHeader } from "@/components/layout/detail";
import { SoftNavigation } from "@/components/layout/soft-navigation";
import { TabLinks } from "@/components/layout/tab-links";
import { Badge } from "@/components/ui/badge";
import { buttonStyle } from "@/components/ui/button";
import { can, type StaffContext } from "@/lib/core/context";
import type { UserDetails } from "@/lib/users/queries";

/** Head and tabs around one part of an account: the account itself, and the personnel record (ORG-08). */
export async function UserFrame({
  ctx,
  user,
  tab,
  children,
}: {
  ctx: StaffContext;
  user: UserDetails;
  tab: "account" | "record";
  children: ReactNode;
}) {
  const t = await getTranslations("users");
  const base = `/system/users/${user.id}`;
  const record = `${base}/record`;
  return (
    <SoftNavigation className="grid gap-6">
      <DetailHeader
        title={user.name}
        number={user.login}
        state={
          <Badge tone={user.locked ? "danger" : user.state === "employed" ? "success" : "neutral"}>
            {t(user.locked && user.state === "employed" ? "state.locked" : `state.${user.state}`)}
          </Badge>
        }
        actions={
          can(ctx, "users.edit") && (
            <>
              {user.id !== ctx.actor.id && (
                <a className={buttonStyle()} href={`${base}/handover`}>
                  {t("hand_over")}
                </a>
              )}
              <a className={buttonStyle()} href={`${base}/password`}>
                {t("set_password")}
              </a>
              <a className={buttonStyle({ variant: "primary" })} href={`${base}/edit`}>
                {t("edit")}
              </a>
            </>
          )
        }
      />
      <TabLinks
        label={t("part.label")}
        tabs={[
          { href: base, label: t("part.account") },
          { href: record, label: t("part.record") },
        ]}
        current={tab === "record" ? record : base}
      />
      {children}
    </SoftNavigation>
  );
}
