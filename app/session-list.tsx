import { getTimeZone, getTranslations } from "next-intl/server";
import { formatInstant } from "@/components/format";
import { Badge } from "@/components/ui/badge";
import type { endOwnSessionAction } from "@/lib/users/actions";
import type { OwnSession } from "@/lib/users/session-queries";
import { EndSessionButton, SignOutButton } from "./end-session-buttons";

/** Where somebody is signed in (ACC-06), staff or of the portal, and the way to end it. */
export async function SessionList({
  sessions,
  action,
}: {
  sessions: readonly OwnSession[];
  action: typeof endOwnSessionAction;
}) {
  const t = await getTranslations("account.sessions");
  const timeZone = await getTimeZone();
  const told = (at: Date) => <span className="numbers">{formatInstant(at.getTime(), timeZone)}</span>;
  return (
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
          {isThis ? <SignOutButton /> : <EndSessionButton id={id} action={action} />}
        </li>
      ))}
    </ul>
  );
}
