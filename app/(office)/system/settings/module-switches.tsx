"use client";

import { useTranslations } from "next-intl";
import { type Control, useController } from "react-hook-form";
import type { z } from "zod";
import type { OptionalModule } from "@/lib/settings/modules";
import type { settingsInput } from "@/lib/settings/schema";
import { TickList } from "./tick-list";

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
  const ticks = modules.map(({ name, label }) => ({
    value: name,
    label,
    on: !off.has(name),
    spoken: t("module_on", { name: label }),
  }));
  return <TickList ticks={ticks} disabled={disabled} onBlur={field.onBlur} onToggle={toggle} />;
}
