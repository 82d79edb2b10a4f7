"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { ActionButton } from "@/components/form/action-button";
import { ProgressBar } from "@/components/ui/progress";
import type { ImportState } from "@/db/enums";
import { stopImportAction } from "@/lib/imports/actions";
import { importStatus } from "@/lib/imports/status";

const POLL_MS = 800;
type Progress = { state: ImportState; rowsRead: number; percentRead: number };

/** A run that is under way: its counts, asked for again and again until it ends. One can leave and come back (IMP-05). */
export function RunProgress({
  id,
  state,
  rowsRead: firstRead,
  percentRead: firstPercent,
  total,
}: {
  id: string;
  state: ImportState;
  rowsRead: number;
  /** How much of the file has been read, in hundredths. */
  percentRead: number;
  /** How many rows the write will touch, or the undo gives back. */
  total: number;
}) {
  const t = useTranslations("imports.run");
  const router = useRouter();
  const [{ rowsRead, percentRead }, setRead] = useState({ rowsRead: firstRead, percentRead: firstPercent });

  useEffect(() => {
    let ended = false;
    const timer = setInterval(() => {
      void ask(id).then((now) => {
        if (ended || !now) return;
        setRead(now);
        if (now.state !== state) router.refresh();
      });
    }, POLL_MS);
    return () => {
      ended = true;
      clearInterval(timer);
    };
  }, [id, state, router]);

  const { label, help, text } = wordsOf[state === "writing" || state === "undoing" ? state : "checking"];
  const reading = state === "checking" && percentRead > 0 && percentRead < 100;
  return (
    <section className="grid max-w-[720px] gap-4">
      <div className={reading ? undefined : "[&_progress]:animate-pulse [&_progress::-webkit-progress-bar]:bg-primary"}>
        <ProgressBar
          label={t(label)}
          value={reading ? percentRead : 0}
          max={reading ? 100 : 0}
          text={t(text, { count: state === "checking" ? rowsRead : total, percent: percentRead })}
        />
      </div>
      <p className="text-muted">{t(help)}</p>
      {state === "checking" && <p className="text-muted">{t("leave")}</p>}
      {importStatus[state].canStop && (
        <div>
          <ActionButton run={() => stopImportAction({ id })} done={t("stopped")}>
            {t("stop")}
          </ActionButton>
        </div>
      )}
    </section>
  );
}

const wordsOf = {
  checking: { label: "checking", help: "checking_help", text: "read" },
  writing: { label: "writing", help: "writing_help", text: "write" },
  undoing: { label: "undoing", help: "undoing_help", text: "undo" },
} as const;

/** Nothing where the answer did not come: the next try may. */
async function ask(id: string): Promise<Progress | undefined> {
  const response = await fetch(`/api/imports/progress?id=${id}`).catch(() => undefined);
  return response?.ok ? ((await response.json()) as Progress) : undefined;
}
