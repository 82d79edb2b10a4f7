"use client";

import { Settings2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useReady } from "@/components/layout/use-ready";
import { Button, buttonStyle } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
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
  const ready = useReady();
  const kept = [...new URLSearchParams(search)].filter(([name]) => name !== "columns" && name !== "panel");
  return (
    <PopDetails
      className={buttonStyle()}
      summary={
        <>
          <Icon of={Settings2} />
          {t("title")}
        </>
      }
    >
      {ready && (
        <form method="get" className="columns">
          {kept.map(([name, value]) => (
            <input key={name + value} type="hidden" name={name} value={value} />
          ))}
          <fieldset>
            <legend className="sr-only">{t("title")}</legend>
            {columns.map(({ key, label }) => (
              <label key={key}>
                <input type="checkbox" name="columns" value={key} defaultChecked={chosen.includes(key)} />
                {label}
              </label>
            ))}
          </fieldset>
          <div>
            <Button type="submit" variant="primary" size="small">
              {t("apply")}
            </Button>
          </div>
        </form>
      )}
    </PopDetails>
  );
}
