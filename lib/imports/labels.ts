import "server-only";
import { locales } from "@/db/enums";
import { translatorFor } from "@/lib/core/messages";
import type { SheetDefinition } from "@/lib/core/sheet/define";
import { choiceTable } from "@/lib/core/sheet/mapping";
import type { Choices } from "@/lib/core/sheet/parse-cell";

const inAll = (key: string) => locales.map((locale) => translatorFor(locale)(key));

/** The labels of every column in all languages: a file is recognised whoever made it (IMP-01). */
export const labelsOf = (sheet: SheetDefinition): Record<string, string[]> =>
  Object.fromEntries(sheet.columns.map(({ field, label }) => [field, inAll(label)]));

/** For every column with a closed list: what its values are called in all languages. */
export function choicesOf(sheet: SheetDefinition): Record<string, Choices> {
  const choices: Record<string, Choices> = {};
  for (const { field, kind } of sheet.columns)
    if (kind.type === "choice")
      choices[field] = choiceTable(
        Object.fromEntries(kind.values.map((value) => [value, inAll(`${kind.labels}.${value}`)])),
      );
  return choices;
}
