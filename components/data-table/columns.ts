import { formatInstant, formatMoney, formatNumber } from "@/components/format";
import type { Tone } from "@/components/ui/badge";

/** One value of a row as it travels to the browser. Money is `"1234500 CNY"` (minor units), an instant milliseconds. */
export type Cell = string | number | null;

/** A row: its id first, then one cell for each column in the order of the columns. */
export type Row = readonly Cell[];

/** How one column is shown. `hidden` columns are not shown: row actions and links refer to them by key. */
export type ColumnView = {
  key: string;
  label: string;
  kind: "link" | "text" | "badge" | "date" | "instant" | "number" | "money" | "hidden";
  /** The sort key of the list behind the header; without it the header is no link. */
  sort?: string;
  align?: "end";
  /** For `link`: the address with `:id` or `:key` of any column; without it the address of the row. */
  href?: string;
  /** For `badge`: the words of the values and how they are meant. */
  labels?: Record<string, string>;
  tones?: Record<string, Tone>;
  /** Not shown on a telephone, where a row is a card with two or three facts. */
  spare?: boolean;
};

/** What stands in a cell, as text. */
export function cellText(column: ColumnView, cell: Cell, locale: string, timeZone: string): string {
  if (cell === null || cell === "") return "";
  switch (column.kind) {
    case "instant":
      return formatInstant(cell, timeZone);
    case "number":
      return formatNumber(cell, locale);
    case "money": {
      const [minor = "0", currency = "CNY"] = String(cell).split(" ");
      return formatMoney(minor, currency, locale);
    }
    case "link":
    case "text":
    case "badge":
    case "date":
    case "hidden":
      return column.labels?.[cell] ?? String(cell);
  }
}

/** An address made of a template: `/customers/:id/edit`, `/contacts/:contact_id`. */
export function fillHref(template: string, row: Row, columns: readonly ColumnView[]): string {
  return template.replaceAll(/:([a-z]\w*)/gi, (_, name: string) => {
    const cell = name === "id" ? row[0] : row[columns.findIndex((column) => column.key === name) + 1];
    return encodeURIComponent(cell ?? "");
  });
}

const isEnd = ({ align, kind }: ColumnView) => align === "end" || kind === "number" || kind === "money";

/**
 * What the style sheet has to know about the cells, said once for the whole table by their places (from 1): the name of
 * the card that a row is on a telephone, the cells that stand right, and those that are spared there.
 */
export function places(columns: readonly ColumnView[], selectable: boolean, hasActions: boolean) {
  const shown = columns.filter(({ kind }) => kind !== "hidden");
  const placed = (is: (column: ColumnView) => boolean | undefined) =>
    shown.flatMap((column, at) => (is(column) ? [at + (selectable ? 2 : 1)] : [])).join(" ") || undefined;
  const name = shown.find(({ kind }) => kind === "link") ?? shown[0];
  return {
    "data-tick": selectable || undefined,
    "data-actions": hasActions || undefined,
    "data-name": placed((column) => column === name),
    "data-end": placed(isEnd),
    "data-spare": placed(({ spare }) => spare),
  };
}
