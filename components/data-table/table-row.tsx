"use client";

import { useTranslations } from "next-intl";
import { actionsOf, type RowAction } from "./actions";
import { type Cell, cellText, type ColumnView, fillHref, isEnd, type Row } from "./columns";
import { useSelection } from "./selection";

type Shown = {
  columns: readonly ColumnView[];
  locale: string;
  timeZone: string;
  actions: readonly RowAction[];
  rowHref?: string;
};

/** One row. Its markup is kept as short as it can be: everything that can be said once is said by the table. */
export function TableRow({
  row,
  at,
  name,
  selectable,
  ...shown
}: Shown & { row: Row; at: number; name: string; selectable: boolean }) {
  const { columns, actions } = shown;
  const t = useTranslations("ui.table");
  const selection = useSelection();
  const id = String(row[0]);
  const selected = selectable && (selection?.all || selection?.ids.has(id));
  const [first, ...others] = actionsOf(actions, row, columns);
  return (
    <tr data-row={at} aria-selected={selected || undefined}>
      {selectable && (
        <td className="tick">
          <label>
            <input
              type="checkbox"
              aria-label={name}
              checked={selected ?? false}
              onChange={(event) => selection?.set([id], event.target.checked)}
            />
          </label>
        </td>
      )}
      {columns.map((column, index) =>
        column.kind === "hidden" ? null : (
          <td key={column.key} className={classOf(column, columns)}>
            {content(column, row[index + 1] ?? null, row, shown)}
          </td>
        ),
      )}
      {actions.length > 0 && (
        <td className="row-actions">
          {first && <FirstAction action={first} href={first.href && fillHref(first.href, row, columns)} />}
          {others.length > 0 && (
            <button type="button" data-act="" aria-haspopup="menu">
              {t("more")}
            </button>
          )}
        </td>
      )}
    </tr>
  );
}

function FirstAction({ action, href }: { action: RowAction; href?: string }) {
  return href ? (
    <a href={href} data-act={action.key}>
      {action.label}
    </a>
  ) : (
    <button type="button" data-act={action.key}>
      {action.label}
    </button>
  );
}

function content(column: ColumnView, cell: Cell, row: Row, { columns, locale, timeZone, rowHref }: Shown) {
  const text = cellText(column, cell, locale, timeZone);
  if (text === "") return null;
  if (column.kind === "badge") return <b className={column.tones?.[cell ?? ""]}>{text}</b>;
  const href = column.kind === "link" ? (column.href ?? rowHref) : undefined;
  return href ? <a href={fillHref(href, row, columns)}>{text}</a> : text;
}

/** On a telephone the first link is the name of the card. */
function classOf(column: ColumnView, columns: readonly ColumnView[]): string | undefined {
  if (column === columns.find(({ kind }) => kind === "link")) return "name";
  return [isEnd(column) && "end", column.spare && "spare"].filter(Boolean).join(" ") || undefined;
}
