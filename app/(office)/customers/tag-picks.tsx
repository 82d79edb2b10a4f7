"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useId, useRef, useState } from "react";
import { Picker, type PickerOption } from "@/components/form/picker";
import { Icon } from "@/components/ui/icon";

/** Several tags, picked one after the other; each can be left out again. */
export function TagPicks({
  label,
  picked,
  onChange,
}: {
  label: string;
  picked: readonly PickerOption[];
  onChange: (picked: readonly PickerOption[]) => void;
}) {
  const t = useTranslations("tags");
  const id = useId();
  const [taken, setTaken] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (taken > 0) input.current?.focus();
  }, [taken]);
  return (
    <div className="grid gap-2">
      <label htmlFor={id}>{label}</label>
      {picked.length > 0 && (
        <ul className="filter-chips" aria-label={label}>
          {picked.map((tag) => (
            <li key={tag.id}>
              <span className="truncate">{tag.label}</span>
              <button
                type="button"
                aria-label={t("unpick", { name: tag.label })}
                title={t("unpick", { name: tag.label })}
                onClick={() => onChange(picked.filter((one) => one.id !== tag.id))}
              >
                <Icon of={X} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <Picker
        // Empty again after each pick, with the cursor in it for the next one.
        key={taken}
        ref={input}
        id={id}
        endpoint="/api/tags"
        label={label}
        onPick={(option) => {
          if (!option) return;
          if (!picked.some((one) => one.id === option.id)) onChange([...picked, option]);
          setTaken(taken + 1);
        }}
      />
    </div>
  );
}
