"use client";

import { Settings2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { PopDetails } from "@/components/ui/pop-details";

/** Which columns a list shows: a plain GET form that writes `columns` into the address and keeps everything else. */
export function ColumnChooser({
  columns,
  chosen,
  search,
}: {
  columns: readonly { key: string; label: string }[];
  chosen: readonly string[];
  search: string;
}) {
  const t = useTranslations("ui.columns");
  const kept = [...new URLSearchParams(search)].filter(([name]) => name !== "columns" && name !== "panel");
  return (
    <PopDetails
      className="inline-flex h-8 items-center gap-1.5 rounded border border-input px-3 font-medium hover:bg-hover"
      summary={
        <>
          <Settings2 aria-hidden className="size-4" />
          {t("title")}
        </>
      }
    >
      <form method="get" className="absolute right-0 z-20 mt-1 w-56 rounded border bg-raised shadow-float">
        {kept.map(([name, value]) => (
          <input key={name + value} type="hidden" name={name} value={value} />
        ))}
        <fieldset className="max-h-80 overflow-auto py-1">
          <legend className="sr-only">{t("title")}</legend>
          {columns.map(({ key, label }) => (
            <label key={key} className="flex items-center gap-2 px-3 py-1 hover:bg-hover">
              <input type="checkbox" name="columns" value={key} defaultChecked={chosen.includes(key)} />
              {label}
            </label>
          ))}
        </fieldset>
        <div className="flex justify-end border-t p-2">
          <Button type="submit" variant="primary" size="small">
            {t("apply")}
          </Button>
        </div>
      </form>
    </PopDetails>
  );
}
