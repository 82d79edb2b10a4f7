"use client";

import { type ReactNode, useState, useTransition } from "react";
import { notify } from "@/components/layout/notify";
import type { Result } from "@/lib/core/answer";
import { Button, type ButtonProps } from "@/components/ui/button";
import { ConfirmDialog } from "./confirm-dialog";

/**
 * A button that runs one server action (bound to its input), asks first where `confirm` is given, cannot be pressed twice,
 * and says beside itself what went wrong.
 */
export function ActionButton({
  run,
  confirm,
  done,
  children,
  ...button
}: Pick<ButtonProps, "variant" | "size" | "disabled" | "className"> & {
  run: () => Promise<Result<unknown>>;
  confirm?: { title: string; body?: ReactNode; verb: string; count?: number; danger?: boolean };
  /** What is said when it is done. */
  done?: string;
  children: ReactNode;
}) {
  const [pending, start] = useTransition();
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string>();
  const perform = () =>
    start(async () => {
      const result = await run();
      setProblem(result.ok ? undefined : result.message);
      if (!result.ok) return;
      setAsking(false);
      if (done) notify.done(done);
    });
  return (
    <span className="inline-flex flex-col items-start gap-1">
      <Button {...button} disabled={pending || button.disabled} onClick={() => (confirm ? setAsking(true) : perform())}>
        {children}
      </Button>
      {problem && !asking && (
        <span role="alert" className="text-danger">
          {problem}
        </span>
      )}
      {confirm && (
        <ConfirmDialog
          open={asking}
          {...confirm}
          {...{ pending, problem }}
          onConfirm={perform}
          onClose={() => setAsking(false)}
        >
          {confirm.body}
        </ConfirmDialog>
      )}
    </span>
  );
}
