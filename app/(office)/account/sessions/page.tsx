import { getTimeZone, getTranslations } from "next-intl/server";
import { formatInstant } from "@/components/format";
import { PageTitle } from "@/components/layout/detail";
import { Messages } from "@/components/layout/messages";
import { Badge } from "@/components/ui/badge";
import { page } from "@/lib/core/page";
import { listOwnSessions } from "@/lib/users/session-queries";
import { EndOthersButton, EndSessionButton, SignOutButton } from "./end-buttons";

/** 我的会话 (ACC-06): where I am signed in, and the way to end it. */
export default page("signed in", async (ctx) => {
  const t = await getTranslations("account.sessions");
  const [timeZone, sessions] = await Promise.all([getTimeZone(), listOwnSessions(ctx)]);
  const others = sessions.filter(({ isThis }) => !isThis).length;
  const told = (at: Date) => <span className="numbers">{formatInstant(at.getTime(), timeZone)}</span>;
  return (
    <Messages of={["account"]}>
      <div className="grid max-w-[960px] gap-4">
        <PageTitle title={t("title")} help={t("help")}>
          {others > 0 && <EndOthersButton count={others} />}
        </PageTitle>
        <ul aria-label={t("title")} className="grid gap-3">
          {sessions.map(({ id, browser, system, address, createdAt, lastSeenAt, isThis }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 rounded border p-4">
              <div className="grid gap-1">
                <p className="flex flex-wrap items-center gap-2">
                  <b>
                    {t("device", {
                      browser: browser ?? t("unknown_browser"),
                      system: system ?? t("unknown_system"),
                    })}
                  </b>
                  {isThis && <Badge tone="success">{t("this")}</Badge>}
                </p>
                <dl className="flex flex-wrap gap-x-6 gap-y-1 text-muted">
                  {(
                    [
                      ["address", address || "—"],
                      ["seen", told(lastSeenAt)],
                      ["since", told(createdAt)],
                    ] as const
                  ).map(([name, value]) => (
                    <div key={name} className="flex gap-2">
                      <dt>{t(name)}</dt>
                      <dd>{value}</dd>
                    </div>
                  ))}
                </dl>
              </div>
              {isThis ? <SignOutButton /> : <EndSessionButton id={id} />}
            </li>
          ))}
        </ul>
      </div>
    </Messages>
  );
});
