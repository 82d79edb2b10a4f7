import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { importDefinitions } from "@/lib/imports/definitions";
import type { RowView } from "@/lib/imports/list";
import { noteColumn, noteKey, type RowNote } from "@/lib/imports/notes";
import type { ImportRecord, StagedRow } from "@/lib/imports/queries";

/** How many of the mapped cells tell which row is meant. */
const TELLING = 4;
type Line = { line: number | null; column: string | null; value: ReactNode; reason: ReactNode };

/**
 * The staged rows of one view: the faulty ones with column, value and reason, the updates with what they change, the others
 * with the cells that tell which row it is.
 */
export async function RowsTable({ record, view, rows }: { record: ImportRecord; view: RowView; rows: readonly StagedRow[] }) {
  const t = await getTranslations();
  const texts = t as unknown as Parameters<typeof noteColumn>[2];
  const { sheet } = importDefinitions[record.kind];
  const columns = record.options?.columns ?? [];
  const place = new Map(columns.flatMap(({ field, index }) => (field ? [[field, index]] : [])));
  const telling = (row: StagedRow) =>
    columns
      .filter(({ field }) => field)
      .flatMap(({ index }) => row.raw[index]?.trim() || [])
      .slice(0, TELLING)
      .join(" · ");
  const valueOf = (row: StagedRow, { field }: RowNote) => (field && place.has(field) ? row.raw[place.get(field)!] : "") || "—";

  function spoken(field: string | null | undefined, value: string | number | undefined): string {
    const kind = sheet.columns.find((column) => column.field === field)?.kind;
    if (value === undefined || value === "") return t("imports.view.nothing");
    return kind?.type === "choice" && kind.values.includes(String(value)) ? texts(`${kind.labels}.${value}`) : String(value);
  }
  function linesOf(row: StagedRow): Line[] {
    const warnings = row.warnings.filter(({ code }) => code !== "change");
    const reasons = (notes: readonly RowNote[], kind: "problem" | "warning") =>
      notes.map((note) => ({
        column: noteColumn(note, sheet, texts),
        value: note.field ? valueOf(row, note) : telling(row),
        reason: texts(noteKey(note.code, kind), note.values),
      }));
    const changes = row.warnings
      .filter(({ code }) => code === "change")
      .map((note) => ({
        column: noteColumn(note, sheet, texts),
        value: <del className="text-muted">{spoken(note.field, note.values?.before)}</del>,
        reason: <ins className="no-underline">{spoken(note.field, note.values?.after)}</ins>,
      }));
    const plain = { column: null, value: telling(row), reason: reasons(warnings, "warning").map(({ reason }) => reason).join(" ") };
    const lines = view === "bad" ? reasons(row.problems, "problem") : view === "update" ? changes : [];
    return (lines.length > 0 ? lines : [plain]).map((line, at) => ({ line: at === 0 ? row.lineNo : null, ...line }));
  }

  const wide = view === "bad" || view === "update";
  const heads =
    view === "update" ? (["line", "column", "before", "after"] as const) : (["line", "column", "value", "reason"] as const);
  return (
    <div className="table-scroll">
      <table className="data-table">
        <caption className="sr-only">{t(`imports.view.${view}`)}</caption>
        <thead>
          <tr>
            {heads
              .filter((head) => wide || head !== "column")
              .map((head) => (
                <th key={head} scope="col">
                  {t(!wide && head === "value" ? "imports.view.first_columns" : `imports.field.${head}`)}
                </th>
              ))}
          </tr>
        </thead>
        <tbody>
          {rows.flatMap((row) =>
            linesOf(row).map(({ line, column, value, reason }, at) => (
              <tr key={`${row.rowNo}.${at}`}>
                <td className="numbers w-16">{line}</td>
                {wide && <td>{column ?? "—"}</td>}
                <td className="max-w-[360px]">{value}</td>
                <td className="max-w-[560px] py-2 whitespace-normal">{reason}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  );
}
