"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { ActionButton } from "@/components/form/action-button";
import { ProgressBar } from "@/components/ui/progress";
import type { ImportState } from "@/db/enums";
import { discardImportAction } from "@/lib/imports/actions";

const POLL_MS = 800;

/** A run that is under way: its counts, asked for again and again until it ends. One can leave and come back (IMP-05). */
export function RunProgress({
  id,
  state,
  rowsRead: firstRead,
  total,
  isMine,
}: {
  id: string;
  state: ImportState;
  rowsRead: number;
  /** How many rows the write will touch. */
  total: number;
  isMine: boolean;
}) {
  const t = useTranslations("imports.run");
  const router = useRouter();
  const [rowsRead, setRowsRead] = useState(firstRead);

  useEffect(() => {
    let ended = false;
    const timer = setInterval(() => {
      void ask(id).then((now) => {
        if (ended || !now) return;
        setRowsRead(now.rowsRead);
        if (now.state !== state) router.refresh();
      });
    }, POLL_MS);
    return () => {
      ended = true;
      clearInterval(timer);
    };
  }, [id, state, router]);

  const writing = state === "writing";
  return (
    <section className="grid max-w-[720px] gap-4">
      <div className="[&_progress]:animate-pulse [&_progress::-webkit-progress-bar]:bg-primary">
        <ProgressBar
          label={t(writing ? "writing" : "checking")}
          value={0}
          max={0}
          text={writing ? t("write", { count: total }) : t("read", { count: rowsRead })}
        />
      </div>
      <p className="text-muted">{t(writing ? "writing_help" : "checking_help")}</p>
      {!writing && <p className="text-muted">{t("leave")}</p>}
      {!writing && isMine && (
        <div>
          <ActionButton run={() => discardImportAction({ id })} done={t("stopped")}>
            {t("stop")}
          </ActionButton>
        </div>
      )}
    </section>
  );
}

/** Nothing where the answer did not come: the next try may. */
async function ask(id: string): Promise<{ state: ImportState; rowsRead: number } | undefined> {
  const response = await fetch(`/api/imports/progress?id=${id}`).catch(() => undefined);
  return response?.ok ? ((await response.json()) as { state: ImportState; rowsRead: number }) : undefined;
}
