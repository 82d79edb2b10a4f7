"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { cn } from "@/components/ui/cn";

type Props = {
  label: string;
  survivor: string | null;
  loser: string | null;
  takes: boolean;
  disabled: boolean;
  onChoose: (takes: boolean) => void;
};

/** One field of both customers: the left value stays, or the right one is taken. */
export function FieldChoice({ label, survivor, loser, takes, disabled, onChoose }: Props) {
  const t = useTranslations("merges");
  const name = useId();
  const sides = [
    { taken: false, side: t("survivor"), value: survivor },
    { taken: true, side: t("loser"), value: loser },
  ];
  return (
    <fieldset className="grid gap-2 sm:grid-cols-2">
      <legend className="mb-1 font-medium">{label}</legend>
      {sides.map(({ taken, side, value }) => (
        <label
          key={side}
          className="flex min-w-0 cursor-pointer items-start gap-2 rounded border px-3 py-2 has-[:checked]:border-primary has-[:checked]:bg-selected"
        >
          <input
            type="radio"
            name={name}
            className="mt-1 shrink-0"
            checked={takes === taken}
            disabled={disabled}
            onChange={() => onChoose(taken)}
          />
          <span className="shrink-0 text-muted sm:sr-only">{side}</span>
          <span className={cn("min-w-0 break-words whitespace-pre-line", value === null && "text-muted")}>
            {value ?? t("empty")}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
