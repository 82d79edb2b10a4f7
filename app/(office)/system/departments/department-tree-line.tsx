"use client";

import { ChevronDown, ChevronRight } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { formatNumber } from "@/components/format";
import { useReady } from "@/components/layout/use-ready";
import type { DepartmentTreeRow } from "@/lib/organisation/department-list";

/** One department of the tree. `open` is undefined where nothing lies below. */
export function DepartmentTreeLine({
  row,
  flat,
  open,
  editHref,
  onToggle,
  onMenu,
}: {
  row: DepartmentTreeRow;
  flat: boolean;
  open?: boolean;
  editHref?: string;
  onToggle: () => void;
  onMenu: (anchor: HTMLElement) => void;
}) {
  const t = useTranslations("organisation");
  const ui = useTranslations("ui.table");
  const locale = useLocale();
  const ready = useReady();
  const Icon = open ? ChevronDown : ChevronRight;
  return (
    <tr>
      <td className="!max-w-[480px]" title={row.name}>
        {/* The name comes first in the markup, so that the arrow keys of the list stop at it and not at the fold. */}
        <span className="flex items-center">
          {!flat && <Depth of={row.depth} />}
          <span className="order-2 truncate">{editHref ? <a href={editHref}>{row.name}</a> : row.name}</span>
          {ready && !flat && open !== undefined && (
            <button
              type="button"
              aria-expanded={open}
              aria-label={t(open ? "departments.collapse" : "departments.expand", { name: row.name })}
              className="order-1 mr-1 grid size-6 shrink-0 place-items-center rounded text-muted hover:bg-neutral-soft"
              onClick={onToggle}
            >
              <Icon aria-hidden className="size-4" />
            </button>
          )}
          {!flat && (!ready || open === undefined) && <span className="order-1 mr-1 w-6 shrink-0" />}
        </span>
      </td>
      <td>{flat ? row.path.join(" / ") : row.code}</td>
      <td>
        <a href={`/system/positions?department=${row.id}`} title={t("departments.positions_of")}>
          <CardLabel text={t("departments.positions")} />
          {formatNumber(row.positions, locale)}
        </a>
      </td>
      <td>
        <CardLabel text={t("departments.people")} />
        {formatNumber(row.people, locale)}
      </td>
      <td>
        {editHref && <a href={editHref}>{t("edit")}</a>}
        {ready && (
          <button
            type="button"
            aria-haspopup="menu"
            aria-label={ui("more_of", { name: row.name })}
            onClick={(event) => onMenu(event.currentTarget)}
          >
            {ui("more")}
          </button>
        )}
      </td>
    </tr>
  );
}

/** One step to the right for each level above, with a line down the side. */
const Depth = ({ of }: { of: number }) =>
  Array.from({ length: of }, (_, level) => (
    <span key={level} aria-hidden className="ml-3 h-7 w-3 shrink-0 border-l sm:h-[39px]" />
  ));

/** On a telephone a row is a card without column headers: figures say there what they count. */
const CardLabel = ({ text }: { text: string }) => <span className="mr-1 text-muted sm:hidden">{text}</span>;
