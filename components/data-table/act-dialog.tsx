"use client";

import { useLocale } from "next-intl";
import { useRef, useState, useTransition } from "react";
import { formatNumber } from "@/components/format";
import { ConfirmDialog } from "@/components/form/confirm-dialog";
import { notify } from "@/components/layout/notify";
import type { Result } from "@/lib/core/answer";
import type { ConfirmTexts, Consequences } from "./actions";

/** An act that is about to be done: what runs, to what, and how it is asked and told. */
export type PendingAct = {
  run: () => Promise<Result<unknown>>;
  preview?: () => Promise<Consequences>;
  confirm?: ConfirmTexts;
  danger?: boolean;
  done?: string;
  name: string;
  count: number;
  onDone?: () => void;
};

/** Runs acts on rows: asks first where that is due, says what went wrong at the place of the act. */
export function useAct() {
  const [asked, setAsked] = useState<PendingAct>();
  const [lines, setLines] = useState<string[]>();
  const [problem, setProblem] = useState<string>();
  const [pending, start] = useTransition();
  const latest = useRef<PendingAct>(undefined);
  const locale = useLocale();
  const fill = (text: string, { name, count }: PendingAct) =>
    text.replaceAll("{name}", name).replaceAll("{count}", formatNumber(count, locale));

  function begin(act: PendingAct) {
    setProblem(undefined);
    setLines(undefined);
    latest.current = act;
    if (!act.confirm) return perform(act);
    setAsked(act);
    if (act.preview)
      start(async () => {
        const result = await act.preview?.();
        if (latest.current !== act || !result) return;
        if (result.ok) setLines(result.data.lines);
        else setProblem(result.message);
      });
  }
  function perform(act: PendingAct) {
    start(async () => {
      const result = await act.run();
      if (!result.ok) {
        if (act.confirm) setProblem(result.message);
        else notify.refused(result.message);
        return;
      }
      setAsked(undefined);
      if (act.done) notify.done(fill(act.done, act));
      act.onDone?.();
    });
  }
  const dialog = asked?.confirm && (
    <ConfirmDialog
      open
      title={fill(asked.confirm.title, asked)}
      verb={fill(asked.confirm.verb, asked)}
      count={asked.count}
      danger={asked.danger}
      pending={pending}
      problem={problem}
      onConfirm={() => perform(asked)}
      onClose={() => setAsked(undefined)}
    >
      {asked.confirm.body && <p>{fill(asked.confirm.body, asked)}</p>}
      {lines && lines.length > 0 && (
        <ul className="list-disc pl-5">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </ConfirmDialog>
  );
  return { begin, dialog, pending };
}
