"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";

/**
 * Says what is wrong with a field. Schemas give message keys, with values like those of an address where the sentence
 * needs some (`errors.too_long?maximum=60`); servers give sentences that are already translated.
 */
export function useMessage(): (message: string | undefined) => string | undefined {
  const t = useTranslations();
  return useCallback(
    (message) => {
      if (!message) return undefined;
      const [key = "", values] = message.split("?", 2);
      if (!/^[\w.-]+$/.test(key)) return message;
      // A key that is not among the texts of this page still must not reach a reader.
      return t.has(key) ? t(key, Object.fromEntries(new URLSearchParams(values))) : t("ui.form.invalid");
    },
    [t],
  );
}
