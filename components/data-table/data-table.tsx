/* oxlint-disable jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- one handler for the links and buttons inside, which have their keys */
"use client";

import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { type MouseEvent, type PointerEvent, type ReactNode, useMemo, useRef, useState } from "react";
import { useNavigate } from "@/components/layout/soft-navigation";
import { useReady } from "@/components/layout/use-ready";
import { PopupMenu } from "@/components/ui/menu";
import { listHref } from "@/lib/core/list-href";
import { useAct } from "./act-dialog";
import { actionsOf, type BulkAction, type RowAction } from "./actions";
import { type ColumnView, fillHref, places, type Row } from "./columns";
import type { Total } from "./pager";
import { useRowKeys } from "./row-keys";
import { useSelection } from "./selection";
import { SelectionBar } from "./selection-bar";
import { TableHead } from "./table-head";
import { TableRow } from "./table-row";

export type DataTableProps = {
  /** What the table lists; read aloud before it. */
  caption: string;
  columns: readonly ColumnView[];
  rows: readonly Row[];
  /** The address of the list without the question mark (`searchText(searchParams)`); sorting and panels keep it. */
  search?: string;
  sort?: { by: string; direction: "asc" | "desc" };
  /** The address of one row: `/customers/:id`. */
  rowHref?: string;
  /** The first is shown in the row, the others in its menu. */
  actions?: readonly RowAction[];
  /** With bulk actions rows can be selected; needs a ListFrame around. */
  bulk?: readonly BulkAction[];
  /** How many records match: "select all N" is offered where that is known exactly. */
  total?: Total;
  dense?: boolean;
  /** What stands there when there are no rows. */
  empty: ReactNode;
};

/** A list as a table. It gets compact rows and renders them on the server and in the browser alike; see ListFrame. */
export function DataTable({ columns, rows, search = "", actions = [], bulk = [], empty, ...props }: DataTableProps) {
  const { caption, rowHref, sort, total, dense } = props;
  const t = useTranslations("ui.table");
  const locale = useLocale();
  const timeZone = useTimeZone() ?? "UTC";
  const table = useRef<HTMLTableElement>(null);
  const navigate = useNavigate();
  const selection = useSelection();
  const [menu, setMenu] = useState<{ anchor: HTMLElement; row: Row }>();
  const { begin, dialog } = useAct();
  const ready = useReady();
  useRowKeys(table);
  const name = useMemo(() => nameOf(columns), [columns]);
  if (rows.length === 0) return empty;

  const openPanel = (panel: string, id: string) => navigate(listHref(search, { panel: `${panel}.${id}` }));
  function act(action: RowAction, row: Row) {
    const id = String(row[0]);
    const { run, preview } = action;
    if (run)
      begin({ ...action, run: () => run(id), preview: preview && (() => preview(id)), name: name(row), count: 1 });
    else if (action.panel) openPanel(action.panel, id);
    else if (action.href) navigate(fillHref(action.href, row, columns));
  }
  /** One handler for all rows: what stands in the last cell acts, links with a panel open that instead of their page. */
  function onClick(event: MouseEvent) {
    const control =
      event.target instanceof Element ? event.target.closest<HTMLElement>("td:last-child > :is(a, button)") : null;
    const at = control?.closest("tr")?.sectionRowIndex ?? -1;
    const row = rows[at];
    if (!control || !row || actions.length === 0) return;
    if (control.ariaHasPopup) return setMenu((open) => (open ? undefined : { anchor: control, row }));
    const [first] = actionsOf(actions, row, columns);
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
    if (!first || !plain || (first.href && !first.panel)) return;
    event.preventDefault();
    act(first, row);
  }
  const [first, ...others] = actions;
  const acts = first && [first.label, ...(others.length > 0 ? [t("more")] : [])];
  const selectable = bulk.length > 0 && selection !== undefined;
  const onSelect = (id: string, on: boolean) => selection?.set([id], on);
  const view = { columns, locale, timeZone, actions, rowHref, name, ready, more: t("more"), onSelect };
  const isSelected = (id: string) => (selectable ? selection.all || selection.ids.has(id) : undefined);
  return (
    <>
      {selectable && <SelectionBar {...{ bulk, total, begin, search }} />}
      <div className="table-scroll dims">
        <table
          ref={table}
          className="data-table"
          data-dense={dense || undefined}
          {...places(columns, selectable, actions.length > 0)}
          onClick={onClick}
          onPointerOver={tellWhole}
        >
          <caption className="sr-only">{caption}</caption>
          <TableHead
            {...{ columns, search, sort }}
            ids={selectable ? rows.map(([id]) => String(id)) : undefined}
            acts={acts}
          />
          <tbody>
            {rows.map((row) => (
              <TableRow key={row[0]} row={row} view={view} selected={isSelected(String(row[0]))} />
            ))}
          </tbody>
        </table>
      </div>
      {menu && (
        <PopupMenu
          anchor={menu.anchor}
          label={t("more_of", { name: name(menu.row) })}
          items={actionsOf(actions, menu.row, columns)
            .slice(1)
            .map(({ key, label, danger, ...action }) => ({
              key,
              label,
              danger,
              onSelect: () => act({ key, label, danger, ...action }, menu.row),
            }))}
          onClose={() => setMenu(undefined)}
        />
      )}
      {dialog}
    </>
  );
}

/** What a row is called: the text of its first link, or of its first column. */
function nameOf(columns: readonly ColumnView[]) {
  const at = Math.max(
    0,
    columns.findIndex(({ kind }) => kind === "link"),
  );
  return (row: Row) => String(row[at + 1] ?? "");
}

/** A text that was cut shows its whole in a tooltip; made when the pointer comes, not sent for every cell. */
function tellWhole(event: PointerEvent) {
  const cell = event.target instanceof Element ? event.target.closest("td") : null;
  if (cell && !cell.title && cell.scrollWidth > cell.clientWidth) cell.title = cell.textContent;
}
