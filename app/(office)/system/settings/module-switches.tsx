"use client";

import { useTranslations } from "next-intl";
import { type Control, useController } from "react-hook-form";
import type { z } from "zod";
import { Checkbox } from "@/components/ui/input";
import type { OptionalModule } from "@/lib/settings/modules";
import type { settingsInput } from "@/lib/settings/schema";

/** What is ticked is on; the form keeps what is off. */
export function ModuleSwitches({
  control,
  modules,
  disabled,
}: {
  control: Control<z.input<typeof settingsInput>, unknown, unknown>;
  modules: readonly { name: OptionalModule; label: string }[];
  disabled: boolean;
}) {
  const t = useTranslations("settings");
  const { field } = useController({ control: control as Control<z.input<typeof settingsInput>>, name: "modulesOff" });
  const off = new Set(field.value);
  const toggle = (name: OptionalModule, on: boolean) =>
    field.onChange(on ? field.value.filter((one) => one !== name) : [...field.value, name]);
  return (
    <ul className="grid gap-x-6 sm:grid-cols-2">
      {modules.map(({ name, label }) => (
        <li key={name}>
          <label className="flex min-h-8 items-center gap-2">
            <Checkbox
              checked={!off.has(name)}
              disabled={disabled}
              aria-label={t("module_on", { name: label })}
              onBlur={field.onBlur}
              onChange={(event) => toggle(name, event.target.checked)}
            />
            {label}
          </label>
        </li>
      ))}
    </ul>
  );
}
