"use client";

import { Bell as BellIcon } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useId, useState } from "react";
import { RelativeTime } from "@/components/layout/relative-time";
import { Icon } from "@/components/ui/icon";
import { readNoticeAction } from "@/lib/notices/actions";

type Notice = { id: string; href: string | null; isRead: boolean; at: number; text: string };
type BellTexts = { name: string; title: string; empty: string; all: string; failed: string };

const COUNTED = 99;
const EVERY_MS = 60_000;

/** How much is unread, counted with the page; the panel below it is asked for when it opens (NOT-01). */
export function Bell({ unread, texts }: { unread: number; texts: BellTexts }) {
  const id = useId();
  const [found, setFound] = useState<readonly Notice[] | "failed">();
  const router = useRouter();
  // The frame stays while pages change inside it: it asks for itself now and then, and anew for the page where the number is another.
  useEffect(() => {
    const look = async () => {
      if (document.visibilityState !== "visible") return;
      const answer = await fetch("/api/notices/unread").catch(() => undefined);
      if (answer?.ok && ((await answer.json()) as { unread: number }).unread !== unread) router.refresh();
    };
    const timer = setInterval(() => void look(), EVERY_MS);
    return () => clearInterval(timer);
  }, [router, unread]);
  const load = () =>
    fetch("/api/notices")
      .then(async (answer) => setFound(answer.ok ? ((await answer.json()) as Notice[]) : "failed"))
      .catch(() => setFound("failed"));
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        className="button ghost icon bell"
        aria-label={texts.name}
        title={texts.name}
      >
        <Icon of={BellIcon} />
        {unread > 0 && <span aria-hidden>{unread > COUNTED ? `${COUNTED}+` : unread}</span>}
      </button>
      <section
        id={id}
        popover="auto"
        aria-label={texts.title}
        className="me-menu bell-panel items"
        onToggle={(event) => event.newState === "open" && void load()}
      >
        <p>
          <b>{texts.title}</b>
        </p>
        {found === "failed" && <p role="alert">{texts.failed}</p>}
        {found !== "failed" && found?.length === 0 && <p>{texts.empty}</p>}
        {found !== "failed" &&
          found?.map((notice) => (
            <a
              key={notice.id}
              href={notice.href ?? "/account/notifications"}
              data-unread={!notice.isRead || undefined}
              onClick={() => void (notice.isRead || readNoticeAction({ id: notice.id }))}
            >
              <span>{notice.text}</span>
              <small>
                <RelativeTime instant={notice.at} />
              </small>
            </a>
          ))}
        <a href="/account/notifications">{texts.all}</a>
      </section>
    </>
  );
}
