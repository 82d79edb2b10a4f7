/* oxlint-disable jsx-a11y/no-noninteractive-element-interactions -- Esc folds from any field inside */
"use client";

import { useTranslations } from "next-intl";
import { useId, useRef, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button, buttonStyle } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { listHref } from "@/lib/core/list-href";
import { LIST_NAMES, type Problem } from "@/lib/core/list-text";
import { FilterChips } from "./filter-chips";
import { FilterControl } from "./filter-control";
import { type FilterField, namesOf, problemOf } from "./filter-fields";
import { focusFirst, useKeptFocus, useSlash } from "./filter-focus";

/** How many fields stand in the first row, the free search among them. */
const IN_A_ROW = 4;
const KEPT = ["sort", "size", "columns"];
/** A search within a view stays in it; 重置 leaves it. */
const SENT = [...KEPT, "view"];

/**
 * The filters of a list: a plain GET form with 查询 and 重置, and the active ones as chips below. What could not be read
 * is said at its field and above the list (LST-02). "/" puts the cursor into the first field.
 */
export function FilterBar({
  fields,
  search,
  problems,
  searchPlaceholder,
}: {
  fields: readonly FilterField[];
  /** The address without the question mark. */
  search: string;
  problems: readonly Problem[];
  /** Shows the free search, and says what it looks through. */
  searchPlaceholder?: string;
}) {
  const t = useTranslations("ui.filter");
  const all = useTranslations();
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const params = new URLSearchParams(search);
  const room = searchPlaceholder === undefined ? IN_A_ROW : IN_A_ROW - 1;
  const later = fields.slice(room);
  // Folded fields are there only while they hold something: they would be half of the form's weight.
  const used = later.some(({ values }) => values !== undefined);
  const [open, setOpen] = useState(used);
  const [sheet, setSheet] = useState(false);
  const filters = filtersIn(params);
  const onFocus = useKeptFocus(form, filters);
  useSlash(form);
  const label = (name: string) =>
    fields.find((field) => namesOf(field).includes(name))?.label ?? (t.has(`name.${name}`) ? t(`name.${name}`) : name);
  // On a telephone the fields come up as a sheet; elsewhere only the later ones are folded away.
  function unfold() {
    if (!window.matchMedia("(max-width: 639px)").matches) return setOpen(!open);
    setSheet(!sheet);
    if (!sheet) requestAnimationFrame(() => focusFirst(form.current));
  }
  return (
    <search className="filter-bar" key={filters}>
      <form
        ref={form}
        method="get"
        className="filter-grid"
        data-open={open || undefined}
        data-sheet={sheet || undefined}
        onFocus={onFocus}
        onSubmit={() => setSheet(false)}
        onKeyDown={(event) => event.key === "Escape" && setSheet(false)}
      >
        {SENT.flatMap((name) =>
          params.getAll(name).map((value) => <input key={name + value} type="hidden" {...{ name, value }} />),
        )}
        {searchPlaceholder !== undefined && (
          <div>
            <label htmlFor={`${id}-q`}>{t("search")}</label>
            <Input
              id={`${id}-q`}
              type="search"
              name="q"
              maxLength={100}
              defaultValue={params.get("q") ?? ""}
              placeholder={searchPlaceholder}
            />
          </div>
        )}
        {(used || open || sheet ? fields : fields.slice(0, room)).map((field, at) => (
          <div key={field.name} className={at >= room ? "filter-later" : undefined}>
            <label htmlFor={`${id}-${field.name}`}>{field.label}</label>
            <FilterControl field={field} id={`${id}-${field.name}`} problem={problemOf(field, problems)} />
          </div>
        ))}
        <div className="filter-buttons">
          <Button type="submit" variant="primary">
            {t("apply")}
          </Button>
          <a
            className={buttonStyle()}
            href={listHref("", Object.fromEntries(KEPT.map((name) => [name, params.getAll(name)])))}
          >
            {t("reset")}
          </a>
          {fields.length > 0 && (
            <Button
              variant="link"
              aria-expanded={open || sheet}
              className="filter-fold drop"
              data-few={later.length === 0 || undefined}
              onClick={unfold}
            >
              {t(open || sheet ? "fold" : "unfold")}
            </Button>
          )}
        </div>
      </form>
      {problems.length > 0 && (
        <Alert tone="warning" live title={t("unread")}>
          <ul>
            {problems.map(({ name, key }) => (
              <li key={name}>{t("problem_at", { name: label(name), problem: all(key) })}</li>
            ))}
          </ul>
        </Alert>
      )}
      <FilterChips fields={fields} search={search} problems={problems} />
    </search>
  );
}

/** The part of the address that the fields show. */
function filtersIn(params: URLSearchParams): string {
  const own = [...params].filter(([name]) => !LIST_NAMES.some((known) => known === name) || name === "q");
  return new URLSearchParams(own).toString();
}
