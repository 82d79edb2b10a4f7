"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { type FieldErrors, type FieldValues, type Resolver, set } from "react-hook-form";
import type { z } from "zod";
import { sentenceOf } from "@/lib/core/sentence";

/** Checks a form by its schema; the errors stand in the language of the page, as the server would say them. */
export function useSchema<I extends FieldValues, O>(schema: z.ZodType<O, I>): Resolver<I, unknown, O> {
  const t = useTranslations();
  return useMemo(
    () => async (values) => {
      const parsed = await schema.safeParseAsync(values);
      if (parsed.success) return { values: parsed.data, errors: {} };
      const errors: FieldErrors<I> = {};
      const said = new Set<string>();
      for (const issue of parsed.error.issues) {
        const path = issue.path.join(".") || "root";
        if (said.has(path)) continue;
        said.add(path);
        const { key, values: parts } = sentenceOf(issue);
        // A key that is not among the texts of this page still must not reach a reader.
        set(errors, path, { type: issue.code, message: t.has(key) ? t(key, parts) : t("ui.form.invalid") });
      }
      return { values: {}, errors };
    },
    [schema, t],
  );
}
