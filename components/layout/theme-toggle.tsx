"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { IconButton } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";

const themes = ["system", "light", "dark"] as const;
type Theme = (typeof themes)[number];
const icons = { system: Monitor, light: Sun, dark: Moon };

/** Light, dark, or as the system has it: kept in the browser, since it belongs to the screen and not to the account. */
export function ThemeToggle() {
  const t = useTranslations("ui.theme");
  const theme = useSyncExternalStore(subscribe, current, (): Theme => "system");
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? "system";
  return (
    <IconButton label={t(theme)} onClick={() => choose(next)}>
      <Icon of={icons[theme]} />
    </IconButton>
  );
}

const listeners = new Set<() => void>();
function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function current(): Theme {
  const { classList } = document.documentElement;
  return classList.contains("dark") ? "dark" : classList.contains("light") ? "light" : "system";
}

function choose(theme: Theme) {
  document.documentElement.classList.remove("light", "dark");
  if (theme !== "system") document.documentElement.classList.add(theme);
  try {
    if (theme === "system") localStorage.removeItem("theme");
    else localStorage.setItem("theme", theme);
  } catch {
    // Storage may be forbidden; then the choice holds until the page is loaded anew.
  }
  listeners.forEach((listener) => listener());
}
