"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState, useTransition } from "react";
import type { SelectionInput } from "@/components/data-table/selection";
import { LeaveDialog } from "@/components/layout/leave-dialog";
import { discardUnsaved, hasUnsaved } from "@/components/layout/unsaved";
import { Alert } from "@/components/ui/alert";
import { Dialog } from "@/components/ui/dialog";
import type { Result } from "@/lib/core/answer";
import type { FixedSelection } from "@/lib/customers/selection";

export type ChosenDialogProps = { choice: SelectionInput; onClose: () => void; onDone?: () => void };

/**
 * A dialog about chosen customers: which ones is fixed when it opens, so that a list that changes behind it does not change
 * what is done (F13). It says how many they are and shows the first of them.
 */
export function ChosenDialog({
  verb,
  choice,
  choose,
  onClose,
  children,
}: {
  verb: "assign" | "share";
  choice: SelectionInput;
  choose: (choice: SelectionInput) => Promise<Result<FixedSelection>>;
  onClose: () => void;
  children: (customers: FixedSelection["customers"], close: () => void) => ReactNode;
}) {
  const t = useTranslations("shares");
  const [fixed, setFixed] = useState<FixedSelection>();
  const [problem, setProblem] = useState<string>();
  const [asking, setAsking] = useState(false);
  const [, start] = useTransition();
  // What is ticked is read once: the dialog keeps to it.
  const [[first, ask]] = useState(() => [choice, choose] as const);
  useEffect(() => {
    start(async () => {
      const result = await ask(first);
      if (result.ok) setFixed(result.data);
      else setProblem(result.message);
    });
  }, [ask, first]);
  function leave() {
    discardUnsaved();
    onClose();
  }
  const close = () => (hasUnsaved() ? setAsking(true) : leave());
  const count = fixed?.customers.length ?? 0;
  return (
    <>
      <Dialog open onClose={close} title={fixed ? t(`${verb}_title`, { count }) : t(verb)}>
        {problem && (
          <Alert tone="danger" live>
            {problem}
          </Alert>
        )}
        {!fixed && !problem && <p className="text-muted">{t("loading")}</p>}
        {fixed && (
          <div className="grid gap-4">
            <ul className="list-disc pl-5 text-muted">
              {fixed.sample.map(({ name, owner }, at) => (
                <li key={fixed.customers[at]!.id}>
                  {owner ? t("sample", { name, owner }) : t("sample_public", { name })}
                </li>
              ))}
              {count > fixed.sample.length && <li>{t("sample_more", { count })}</li>}
            </ul>
            {children(fixed.customers, close)}
          </div>
        )}
      </Dialog>
      <LeaveDialog open={asking} onStay={() => setAsking(false)} onLeave={leave} />
    </>
  );
}
