"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Picker, type PickerOption } from "@/components/form/picker";
import { useOptions } from "@/components/form/use-options";
import { Input, Select } from "@/components/ui/input";
import { PopDetails } from "@/components/ui/pop-details";
import type { Problem } from "@/lib/core/list";
import type { FilterField } from "./filter-fields";

/** The form control of one filter. All of them are plain fields of a GET form. */
export function FilterControl({ field, id, problem }: { field: FilterField; id: string; problem?: Problem }) {
  const t = useTranslations("ui.filter");
  const { name, kind, label, values } = field;
  const value = values?.[name]?.[0] ?? "";
  const common = { id, name, "aria-invalid": problem && true };
  switch (kind) {
    case "dateRange":
    case "numberRange": {
      const type = kind === "dateRange" ? "date" : "text";
      const bound = (end: "from" | "to") => (
        <Input
          {...common}
          id={end === "from" ? id : `${id}-to`}
          name={`${name}_${end}`}
          aria-invalid={problem?.name === `${name}_${end}` || undefined}
          type={type}
          inputMode={kind === "numberRange" ? "decimal" : undefined}
          aria-label={`${label} ${t(end)}`}
          defaultValue={values?.[`${name}_${end}`]?.[0]}
        />
      );
      return (
        <span className="range">
          {bound("from")}
          <span aria-hidden>–</span>
          {bound("to")}
        </span>
      );
    }
    case "choice":
      return (values?.[name]?.length ?? 0) > 1 ? (
        <Checks field={field} />
      ) : (
        <Options {...common} field={field} value={value} />
      );
    case "flag":
      return (
        <Select {...common} defaultValue={value}>
          <option value="">{t("any")}</option>
          <option value="1">{t("yes")}</option>
          <option value="0">{t("no")}</option>
        </Select>
      );
    case "tree":
    case "reference":
      return field.endpoint ? (
        <Picker
          {...common}
          endpoint={field.endpoint}
          initial={field.selected?.find((option) => option.id === value)}
          label={label}
        />
      ) : (
        <Options {...common} field={field} value={value} />
      );
    case "references":
      return <Checks field={field} />;
    default:
      return <Input {...common} defaultValue={value} placeholder={field.placeholder} maxLength={200} />;
  }
}

function Options({ field, value, ...props }: { field: FilterField; value: string; id: string; name: string }) {
  const t = useTranslations("ui.filter");
  return (
    <Select {...props} defaultValue={value}>
      <option value="">{t("any")}</option>
      {field.options?.map(({ value: option, label, depth = 0 }) => (
        <option key={option} value={option}>
          {"\u3000".repeat(depth) + label}
        </option>
      ))}
    </Select>
  );
}

/**
 * Several values at once: boxes to tick, folded away behind what is ticked now. With an endpoint the boxes come when they are
 * unfolded; those that are ticked stand there from the start, so that the form always sends them.
 */
function Checks({ field: { name, label, options, selected = [], endpoint, values } }: { field: FilterField }) {
  const t = useTranslations("ui.filter");
  const p = useTranslations("ui.picker");
  const [wanted, setWanted] = useState(false);
  const { found, state } = useOptions({ endpoint, query: wanted ? "" : undefined });
  const chosen = values?.[name] ?? [];
  const offered = options ?? merged(selected, found);
  const shown = offered.filter(({ value }) => chosen.includes(value)).map((option) => option.label);
  return (
    <PopDetails className="input truncate" summary={shown.join("、") || t("any")} onOpen={() => setWanted(true)}>
      <fieldset>
        <legend className="sr-only">{label}</legend>
        {offered.map((option) => (
          <label key={option.value}>
            <input type="checkbox" name={name} value={option.value} defaultChecked={chosen.includes(option.value)} />
            {option.label}
          </label>
        ))}
        {endpoint && (state !== "ready" || offered.length === 0) && (
          <p className="text-muted">{p(state === "ready" ? "none" : state)}</p>
        )}
      </fieldset>
    </PopDetails>
  );
}

/** What was found, and before it what is ticked but was not: an entry that is switched off by now. */
function merged(selected: readonly PickerOption[], found: readonly PickerOption[]) {
  const gone = selected.filter(({ id }) => !found.some((option) => option.id === id));
  return [...gone, ...found].map(({ id, label }) => ({ value: id, label }));
}
