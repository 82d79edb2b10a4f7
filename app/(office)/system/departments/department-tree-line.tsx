"use client";

import { ChevronDown, ChevronRight } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { formatNumber } from "@/components/format";
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
  const Icon = open ? ChevronDown : ChevronRight;
  return (
    <tr>
      <td className="name !max-w-[480px]" title={row.name}>
        {!flat && <Depth of={row.depth} />}
        {!flat &&
          (open === undefined ? (
            <span className="mr-1 inline-block w-6" />
          ) : (
            <button
              type="button"
              aria-expanded={open}
              aria-label={t(open ? "departments.collapse" : "departments.expand", { name: row.name })}
              className="mr-1 inline-grid size-6 place-items-center rounded align-middle text-muted hover:bg-neutral-soft"
              onClick={onToggle}
            >
              <Icon aria-hidden className="size-4" />
            </button>
          ))}
        {editHref ? <a href={editHref}>{row.name}</a> : row.name}
      </td>
      <td>{flat ? row.path.join(" / ") : row.code}</td>
      <td className="end">
        <a href={`/system/positions?department=${row.id}`}>{formatNumber(row.positions, locale)}</a>
      </td>
      <td className="end">{formatNumber(row.people, locale)}</td>
      <td className="row-actions">
        {editHref && (
          <a href={editHref} data-act="edit">
            {t("edit")}
          </a>
        )}
        <button
          type="button"
          aria-haspopup="menu"
          aria-label={ui("more_of", { name: row.name })}
          onClick={(event) => onMenu(event.currentTarget)}
        >
          {ui("more")}
        </button>
      </td>
    </tr>
  );
}

/** One step to the right for each level above, with a line down the side. */
const Depth = ({ of }: { of: number }) =>
  Array.from({ length: of }, (_, level) => (
    <span key={level} aria-hidden className="ml-3 inline-block h-[39px] w-3 border-l align-middle" />
  ));
