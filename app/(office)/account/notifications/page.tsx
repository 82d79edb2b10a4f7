import { getTranslations } from "next-intl/server";
import { PageTitle } from "@/components/layout/detail";
import { Messages } from "@/components/layout/messages";
import { RelativeTime } from "@/components/layout/relative-time";
import { EmptyState } from "@/components/layout/states";
import { Badge } from "@/components/ui/badge";
import { page } from "@/lib/core/page";
import { findNoticeChoices, hasMailAddress, listNotices, MOST_NOTICES } from "@/lib/notices/queries";
import { noticeSentence } from "@/lib/notices/text";
import { ChoicesForm } from "./choices-form";
import { ReadAllButton, ReadButton } from "./read-buttons";

/** 通知 (NOT-01): what I was told, and how I want to be told. */
export default page("signed in", async (ctx) => {
  const [all, t] = await Promise.all([getTranslations(), getTranslations("notices")]);
  const [notices, choices, hasMail] = await Promise.all([
    listNotices(ctx),
    findNoticeChoices(ctx),
    hasMailAddress(ctx),
  ]);
  const last = notices[0]?.id;
  return (
    <Messages of={["notices"]}>
      <div className="grid max-w-[960px] gap-6">
        <PageTitle title={t("title")} help={t("help")}>
          {last && notices.some(({ isRead }) => !isRead) && <ReadAllButton last={last} />}
        </PageTitle>
        {notices.length === 0 ? (
          <EmptyState title={t("empty_title")} help={t("empty_help")} />
        ) : (
          <ul aria-label={t("list")} className="grid rounded border">
            {notices.map((notice) => {
              const [key, values] = noticeSentence(notice, t("somebody"));
              const text = all(key as never, values as never);
              return (
                <li
                  key={notice.id}
                  className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b px-4 py-2 last:border-b-0"
                >
                  <div className="min-w-0 grow">
                    <p className="break-words">
                      {notice.href ? (
                        <a className="link" href={notice.href}>
                          {text}
                        </a>
                      ) : (
                        text
                      )}
                    </p>
                    <p className="text-small text-muted">
                      <RelativeTime instant={notice.at.getTime()} />
                    </p>
                  </div>
                  {!notice.isRead && (
                    <>
                      <Badge tone="info">{t("unread")}</Badge>
                      <ReadButton id={notice.id} />
                    </>
                  )}
                </li>
              );
            })}
          </ul>
        )}
        {notices.length === MOST_NOTICES && <p className="text-muted">{t("more", { count: MOST_NOTICES })}</p>}
        <section className="grid gap-3">
          <h2>{t("choices.title")}</h2>
          {!hasMail && <p className="text-muted">{t("choices.no_email")}</p>}
          <ChoicesForm choices={choices} />
        </section>
      </div>
    </Messages>
  );
});
