"use client";

import { useTimeZone, useTranslations } from "next-intl";
import { useState } from "react";
import { formatInstant } from "@/components/format";
import type { TheirsView } from "@/lib/core/answer";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { useFormFrame } from "./form-context";
import type { ActionForm } from "./use-action-form";

/** Somebody saved first: both versions of every field that differs, side by side, and the choice between them. */
export function StaleNotice({ form, theirs }: { form: ActionForm; theirs: TheirsView }) {
  const t = useTranslations("ui.stale");
  const timeZone = useTimeZone() ?? "UTC";
  const { words } = useFormFrame();
  const mine = form.getValues();
  const names = Object.keys(theirs.values).filter(
    (name) => name !== "version" && name in mine && !same(mine[name], theirs.values[name]),
  );
  // What I did not touch is theirs to change; what I typed stays mine until I say otherwise.
  const [taken, setTaken] = useState<ReadonlySet<string>>(
    () => new Set(names.filter((name) => !(name in form.formState.dirtyFields))),
  );
  const shown = (name: string, value: unknown) =>
    value === null || value === undefined || value === ""
      ? t("empty")
      : (words.get(name)?.show?.(value) ?? plain(value));
  const choose = (name: string, theirsWins: boolean) =>
    setTaken((before) => {
      const next = new Set(before);
      if (theirsWins) next.add(name);
      else next.delete(name);
      return next;
    });
  return (
    <Alert tone="warning" live title={t("title", { by: theirs.by, at: formatInstant(theirs.at, timeZone) })}>
      <div className="grid gap-3">
        <p>{t(names.length > 0 ? "choose" : "nothing")}</p>
        {names.map((name) => {
          const label = words.get(name)?.label ?? name;
          const option = (theirsWins: boolean, value: unknown) => (
            <label className="flex gap-2">
              <input
                type="radio"
                name={`stale-${name}`}
                checked={taken.has(name) === theirsWins}
                onChange={() => choose(name, theirsWins)}
              />
              <span className="min-w-0 break-words">
                {t(theirsWins ? "theirs" : "mine", { value: shown(name, value) })}
              </span>
            </label>
          );
          return (
            <fieldset key={name} className="grid gap-1">
              <legend className="font-medium">{label}</legend>
              {option(false, mine[name])}
              {option(true, theirs.values[name])}
            </fieldset>
          );
        })}
        <div>
          <Button variant="primary" disabled={form.pending} onClick={() => form.settle([...taken])}>
            {t("save")}
          </Button>
        </div>
      </div>
    </Alert>
  );
}

/** Absent, null and empty text are the same thing to somebody who looks at a form. */
const same = (a: unknown, b: unknown) => JSON.stringify(a || null) === JSON.stringify(b || null);

/** A value without words of its own: lists one after the other, anything else as it is. */
const plain = (value: unknown) => (Array.isArray(value) ? value.join("、") : `${value as string | number | boolean}`);
