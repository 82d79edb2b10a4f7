/* oxlint-disable jsx-a11y/no-noninteractive-element-interactions -- Ctrl+Enter saves from any field inside */
"use client";

import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { useReady } from "@/components/layout/use-ready";
import { cn } from "@/components/ui/cn";
import { ErrorSummary, flatErrors } from "./error-summary";
import { type FieldWords, FormFrameContext } from "./form-context";
import { StaleNotice } from "./stale-notice";
import type { ActionForm } from "./use-action-form";

/** The form around the fields: errors on top, the first of them focused, Ctrl+Enter saves. */
export function Form({ form, children, className }: { form: ActionForm; children: ReactNode; className?: string }) {
  const id = useId();
  const ready = useReady();
  const element = useRef<HTMLFormElement>(null);
  const top = useRef<HTMLDivElement>(null);
  const [words] = useState(() => new Map<string, FieldWords>());
  const frame = useMemo(() => ({ id, pending: form.pending, words }), [id, form.pending, words]);
  const errors = flatErrors(form.formState.errors);

  // The focus moves after a try to save, not while errors come and go during typing.
  useEffect(() => {
    if (form.tries === 0) return;
    const wrong = element.current?.querySelector<HTMLElement>("[aria-invalid=true]");
    if (wrong) wrong.focus();
    else if (top.current?.childElementCount) top.current.focus();
  }, [form.tries]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    element.current?.requestSubmit();
  }
  return (
    <FormFrameContext value={frame}>
      <form
        ref={element}
        noValidate
        onSubmit={form.submit}
        onKeyDown={onKeyDown}
        className={cn("form", className)}
        aria-busy={form.pending}
      >
        <div ref={top} tabIndex={-1} className="grid gap-3 outline-none empty:hidden">
          <ErrorSummary errors={errors} />
          {form.problem && (
            <Alert tone="danger" live>
              {form.problem}
            </Alert>
          )}
          {form.theirs && <StaleNotice form={form} theirs={form.theirs} />}
        </div>
        {/* What is typed before the page is alive would be lost: until then nothing can be typed. */}
        <fieldset disabled={!ready} className="contents">
          {children}
        </fieldset>
      </form>
    </FormFrameContext>
  );
}
