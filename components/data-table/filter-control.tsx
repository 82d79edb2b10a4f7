"use client";

import { useTranslations } from "next-intl";
import { Picker } from "@/components/form/picker";
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

/** Several values at once: boxes to tick, folded away behind what is ticked now. */
function Checks({ field: { name, label, options = [], values } }: { field: FilterField }) {
  const t = useTranslations("ui.filter");
  const chosen = values?.[name] ?? [];
  const shown = options.filter(({ value }) => chosen.includes(value)).map((option) => option.label);
  return (
    <PopDetails className="input truncate" summary={shown.join("、") || t("any")}>
      <fieldset>
        <legend className="sr-only">{label}</legend>
        {options.map((option) => (
          <label key={option.value}>
            <input type="checkbox" name={name} value={option.value} defaultChecked={chosen.includes(option.value)} />
            {option.label}
          </label>
        ))}
      </fieldset>
    </PopDetails>
  );
}
