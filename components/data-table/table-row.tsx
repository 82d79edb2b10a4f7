import { actionsOf, type RowAction } from "./actions";
import { type Cell, cellText, type ColumnView, fillHref, type Row } from "./columns";

/** What all rows of a table share: one object, so that a row costs two properties and not ten. */
export type RowView = {
  columns: readonly ColumnView[];
  locale: string;
  timeZone: string;
  actions: readonly RowAction[];
  rowHref?: string;
  /** What a row is called: the name of its box. */
  name: (row: Row) => string;
  /** The word on the button of the row's menu. */
  more: string;
  /** Whether the page has come alive: what one only acts with is not sent with the HTML; reading does without it. */
  ready: boolean;
  onSelect: (id: string, on: boolean) => void;
};
type RowProps = {
  row: Row;
  view: RowView;
  /** Undefined where rows cannot be selected. */
  selected?: boolean;
};

/**
 * One row. Fifty of them are sent with every list, so the markup is as short as it can be: which cell stands right, is the
 * name of a card or is spared on a telephone is said once by the table, and the row is known by its place in it.
 */
export function TableRow({ row, view, selected }: RowProps) {
  const { columns, actions, name, more, ready, onSelect } = view;
  const id = String(row[0]);
  const [first, ...others] = actionsOf(actions, row, columns);
  return (
    <tr aria-selected={selected || undefined}>
      {selected !== undefined && (
        <td>
          {ready && (
            <label>
              <input
                type="checkbox"
                aria-label={name(row)}
                checked={selected}
                onChange={(e) => onSelect(id, e.target.checked)}
              />
            </label>
          )}
        </td>
      )}
      {columns.map((column, at) =>
        column.kind === "hidden" ? null : <td key={column.key}>{content(column, row[at + 1] ?? null, row, view)}</td>,
      )}
      {actions.length > 0 && (
        <td>
          {ready && (
            <>
              {first?.href && <a href={fillHref(first.href, row, columns)}>{first.label}</a>}
              {first && !first.href && <button type="button">{first.label}</button>}
              {others.length > 0 && (
                <button type="button" aria-haspopup="menu">
                  {more}
                </button>
              )}
            </>
          )}
        </td>
      )}
    </tr>
  );
}

function content(column: ColumnView, cell: Cell, row: Row, { columns, locale, timeZone, rowHref }: RowView) {
  const text = cellText(column, cell, locale, timeZone);
  if (text === "") return null;
  if (column.kind === "badge") return <b className={column.tones?.[cell ?? ""]}>{text}</b>;
  const href = column.kind === "link" ? (column.href ?? rowHref) : undefined;
  return href ? <a href={fillHref(href, row, columns)}>{text}</a> : text;
}
