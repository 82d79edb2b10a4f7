import { getTranslations } from "next-intl/server";
import { Messages } from "@/components/layout/messages";
import { portalAccountPage } from "@/lib/core/portal";
import { changePortalPasswordAction, endOtherPortalSessionsAction, endPortalSessionAction } from "@/lib/portal/actions";
import { listOwnSessions } from "@/lib/users/session-queries";
import { EndOthersButton } from "../../../end-session-buttons";
import { OwnPasswordForm } from "../../../own-password-form";
import { SessionList } from "../../../session-list";

/** One's own account in the portal: password (ACC-05) and sessions (ACC-06), as the staff have them. */
export default portalAccountPage(async (ctx) => {
  const t = await getTranslations("portal");
  const account = await getTranslations("account");
  const sessions = await listOwnSessions(ctx);
  const others = sessions.filter(({ isThis }) => !isThis).length;
  return (
    <Messages of={["account", "users", "sign_in"]}>
      <h1>{t("account")}</h1>
      <section className="grid gap-3">
        <h2>{t("sessions_title")}</h2>
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="max-w-[640px] text-muted">{account("sessions.help")}</p>
          {others > 0 && <EndOthersButton count={others} action={endOtherPortalSessionsAction} />}
        </div>
        <SessionList sessions={sessions} action={endPortalSessionAction} />
      </section>
      <section className="grid max-w-[480px] gap-3">
        <h2>{t("password_title")}</h2>
        <p className="text-muted">{account("password.help")}</p>
        <OwnPasswordForm action={changePortalPasswordAction} />
      </section>
    </Messages>
  );
});
