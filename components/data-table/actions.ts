import type { Result } from "@/lib/core/answer";
import { type ColumnView, type Row } from "./columns";
import type { SelectionInput } from "./selection";

/** What a confirmation says; `{name}` and `{count}` stand for what the act is done to. */
export type ConfirmTexts = { title: string; body?: string; verb: string };

/** What is told before something is destroyed: sentences that say what goes along, counted at that moment. */
export type Consequences = Result<{ lines: string[] }>;

type Act<Input> = {
  key: string;
  label: string;
  danger?: boolean;
  /** Opens this panel of the list (`panel=edit.<id>`), with `href` as the same thing on a page of its own. */
  panel?: string;
  /** A server action. */
  run?: (input: Input) => Promise<Result<unknown>>;
  /** Asks first. */
  confirm?: ConfirmTexts;
  /** A server action that counts what goes along; shown in the confirmation. */
  preview?: (input: Input) => Promise<Consequences>;
  /** What is said when it is done. */
  done?: string;
};

/** Something that can be done to one row; `href` is a template with `:id` or `:column`. */
export type RowAction = Act<string> & {
  href?: string;
  /** Only for rows whose cell of this column has one of these values. */
  when?: { column: string; in: readonly string[] };
};

/** Something that can be done to all selected rows. */
export type BulkAction = Act<SelectionInput> & {
  /** Shows a dialog of the screen's own for what is selected; `clear` gives the selection up when it is done. */
  open?: (input: SelectionInput, clear: () => void) => void;
  /** Only for rows that were ticked, not for all that match. */
  tickedOnly?: boolean;
  /** Only where exactly so many rows were ticked. */
  exactly?: number;
};

/** The actions that a row allows. */
export function actionsOf(actions: readonly RowAction[], row: Row, columns: readonly ColumnView[]): RowAction[] {
  return actions.filter(({ when }) => {
    if (!when) return true;
    const at = columns.findIndex((column) => column.key === when.column);
    return when.in.includes(String(row[at + 1] ?? ""));
  });
}
