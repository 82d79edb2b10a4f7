"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Icon } from "@/components/ui/icon";
import { listHref } from "@/lib/core/list-href";
import type { Problem } from "@/lib/core/list";
import { type FilterField, namesOf, problemOf } from "./filter-fields";

/** The active filters in words; each is a link to the same list without it. */
export function FilterChips({
  fields,
  search,
  problems,
}: {
  fields: readonly FilterField[];
  search: string;
  problems: readonly Problem[];
}) {
  const t = useTranslations("ui.filter");
  const q = new URLSearchParams(search).get("q");
  const chips = fields.flatMap((field) => {
    const text = problemOf(field, problems) ? undefined : said(field, t);
    return text === undefined ? [] : [{ label: field.label, text, names: namesOf(field) }];
  });
  if (q && !problems.some(({ name }) => name === "q")) chips.unshift({ label: t("search"), text: q, names: ["q"] });
  if (chips.length === 0) return null;
  return (
    <ul className="filter-chips" aria-label={t("active")}>
      {chips.map(({ label, text, names }) => (
        <li key={label}>
          <span className="truncate">{`${label}${t("colon")}${text}`}</span>
          <a
            href={listHref(search, Object.fromEntries(names.map((name) => [name, null])))}
            aria-label={t("remove", { name: label })}
            title={t("remove", { name: label })}
          >
            <Icon of={X} />
          </a>
        </li>
      ))}
    </ul>
  );
}

/** The value of a filter in words; undefined when it is not set. */
function said({ name, kind, values = {}, options, selected }: FilterField, t: ReturnType<typeof useTranslations>) {
  const texts = values[name] ?? [];
  if (kind === "dateRange" || kind === "numberRange") {
    const [from, to] = [values[`${name}_from`]?.[0], values[`${name}_to`]?.[0]];
    if (from && to) return `${from} – ${to}`;
    return from ? `≥ ${from}` : to && `≤ ${to}`;
  }
  if (texts.length === 0) return undefined;
  if (kind === "flag") return t(texts[0] === "1" ? "yes" : "no");
  const word = (text: string) =>
    selected?.find(({ id }) => id === text)?.label ?? options?.find(({ value }) => value === text)?.label ?? text;
  return texts.map(word).join("、");
}
