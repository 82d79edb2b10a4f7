"use client";

import { type BaseSyntheticEvent, useRef, useState, useTransition } from "react";
import { type DefaultValues, type FieldValues, type Path, type PathValue, useForm } from "react-hook-form";
import type { z } from "zod";
import { discardUnsaved, useUnsaved } from "@/components/layout/unsaved";
import { useSchema } from "./use-schema";
import type { Result, TheirsView } from "@/lib/core/answer";

/**
 * A form bound to one schema and one action: browser and server say the same about the same field (FRM-01). Nothing that
 * was typed is lost: not by an error, not by leaving without being asked, not when somebody else saved first
 * (`theirs` then holds their version until `settle` has chosen for each field).
 *
 * `onSuccess` gets what the action answered and the value of the button that was pressed ("保存并继续").
 */
export function useActionForm<I extends FieldValues, O, T>({
  schema,
  action,
  defaultValues,
  onSuccess,
}: {
  schema: z.ZodType<O, I>;
  /** The key is the same for every try of one filled-in form: actions marked `once` do their work once for it (D-56). */
  action: (input: I, key: string) => Promise<Result<T>>;
  defaultValues: DefaultValues<I>;
  onSuccess?: (data: T, pressed: string) => void;
}) {
  const key = useRef("");
  const form = useForm<I, unknown, O>({ resolver: useSchema(schema), defaultValues, shouldFocusError: false });
  const [problem, setProblem] = useState<string>();
  const [theirs, setTheirs] = useState<TheirsView>();
  const [tries, setTries] = useState(0);
  const [pending, start] = useTransition();
  const busy = useRef(false);
  const { isDirty } = form.formState;
  useUnsaved(isDirty);

  async function send(pressed: string) {
    const input = form.getValues();
    key.current ||= crypto.randomUUID();
    const result = await action(input, key.current);
    // A refused try left nothing behind, a changed one is another: each needs a key of its own.
    key.current = "";
    if (result.ok) {
      form.reset(input);
      discardUnsaved();
      onSuccess?.(result.data, pressed);
      return;
    }
    const fields = Object.entries(result.fields ?? {});
    for (const [name, message] of fields) form.setError(name as Path<I>, { type: "server", message });
    setTheirs(result.theirs);
    setProblem(fields.length === 0 && !result.theirs ? result.message : undefined);
  }

  function submit(event?: BaseSyntheticEvent) {
    event?.preventDefault();
    if (busy.current) return;
    busy.current = true;
    const native = event?.nativeEvent;
    const submitter = native instanceof SubmitEvent ? native.submitter : null;
    const pressed = submitter instanceof HTMLButtonElement ? submitter.value : "";
    start(async () => {
      setProblem(undefined);
      try {
        await form.handleSubmit(() => send(pressed))();
        // Only now are the errors in the form's state, so that the first of them can be focused.
        setTries((count) => count + 1);
      } finally {
        busy.current = false;
      }
    });
  }

  /** Ends a lost race: takes over their values for `fields`, keeps mine elsewhere, and saves on top of their version. */
  function settle(fields: readonly string[]) {
    if (!theirs) return;
    const take = (name: string, value: unknown) =>
      form.setValue(name as Path<I>, value as PathValue<I, Path<I>>, { shouldDirty: true });
    for (const name of fields) take(name, theirs.values[name]);
    if ("version" in form.getValues()) take("version", theirs.version);
    setTheirs(undefined);
    submit();
  }

  return { ...form, submit, settle, pending, problem, theirs, tries };
}

/** What a Form needs of `useActionForm`, whatever its values are. */
export type ActionForm = Pick<
  ReturnType<typeof useActionForm<FieldValues, unknown, unknown>>,
  "submit" | "settle" | "pending" | "problem" | "theirs" | "tries"
> & {
  formState: { errors: object; dirtyFields: object };
  getValues: () => FieldValues;
};
