"use client";

import { ArrowDown, ArrowUp, Settings2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useReady } from "@/components/layout/use-ready";
import { Button, buttonStyle, IconButton } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { PopDetails } from "@/components/ui/pop-details";

type Column = { key: string; label: string };

/**
 * Which columns a list shows, and in which order: a plain GET form that writes `columns` into the address in the order of its
 * boxes and keeps everything else.
 */
export function ColumnChooser({
  columns,
  chosen,
  search,
}: {
  columns: readonly Column[];
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
          {/* Another order in the address is another beginning. */}
          <ColumnBoxes key={chosen.join()} {...{ columns, chosen }} />
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

/** The columns that are shown, in their order, and the others below; each moves by its two buttons. */
function ColumnBoxes({ columns, chosen }: { columns: readonly Column[]; chosen: readonly string[] }) {
  const t = useTranslations("ui.columns");
  const [order, setOrder] = useState(() => inOrder(columns, chosen));
  const move = (at: number, to: number) => setOrder(order.toSpliced(at, 1).toSpliced(to, 0, order[at]!));
  return (
    <fieldset>
      <legend className="sr-only">{t("title")}</legend>
      {order.map(({ key, label }, at) => (
        <div key={key}>
          <label>
            <input type="checkbox" name="columns" value={key} defaultChecked={chosen.includes(key)} />
            {label}
          </label>
          {/* Not disabled at the ends: a button that goes out under the finger would lose the focus. */}
          <IconButton label={t("up", { label })} aria-disabled={at === 0} onClick={() => at > 0 && move(at, at - 1)}>
            <Icon of={ArrowUp} />
          </IconButton>
          <IconButton
            label={t("down", { label })}
            aria-disabled={at === order.length - 1}
            onClick={() => at < order.length - 1 && move(at, at + 1)}
          >
            <Icon of={ArrowDown} />
          </IconButton>
        </div>
      ))}
    </fieldset>
  );
}

function inOrder(columns: readonly Column[], chosen: readonly string[]): Column[] {
  const place = ({ key }: Column) => (chosen.includes(key) ? chosen.indexOf(key) : chosen.length);
  return columns.toSorted((a, b) => place(a) - place(b));
}
