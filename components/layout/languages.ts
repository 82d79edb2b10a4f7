import type { Locale } from "@/db/enums";

/** Every language by its own name. */
export const languages: { value: Locale; label: string }[] = [
  { value: "zh-CN", label: "简体中文" },
  { value: "en", label: "English" },
  { value: "pl", label: "Polski" },
];
