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
export async function RowsTable({
  record,
  view,
  rows,
}: {
  record: ImportRecord;
  view: RowView;
  rows: readonly StagedRow[];
}) {
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
  const valueOf = (row: StagedRow, { field }: RowNote) =>
    (field && place.has(field) ? row.raw[place.get(field)!] : "") || "—";

  function spoken(field: string | null | undefined, value: string | number): string {
    const kind = sheet.columns.find((column) => column.field === field)?.kind;
    return kind?.type === "choice" && kind.values.includes(String(value))
      ? texts(`${kind.labels}.${value}`)
      : String(value);
  }
  const before = ({ field, values }: RowNote) =>
    values?.before ? (
      <del className="text-muted">{spoken(field, values.before)}</del>
    ) : (
      <span className="text-muted">{t("imports.view.nothing")}</span>
    );
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
        value: before(note),
        reason: spoken(note.field, note.values?.after ?? ""),
      }));
    const plain = {
      column: null,
      value: telling(row),
      reason: reasons(warnings, "warning")
        .map(({ reason }) => reason)
        .join(" "),
    };
    const found = view === "bad" ? reasons(row.problems, "problem") : view === "update" ? changes : [];
    return (found.length > 0 ? found : [plain]).map((line, at) => ({ line: at === 0 ? row.lineNo : null, ...line }));
  }

  const lines = rows.flatMap((row) => linesOf(row).map((line, at) => ({ key: `${row.rowNo}.${at}`, ...line })));
  const heads: readonly Head[] = headsOf(view).filter(
    (head) => head !== "note" || lines.some(({ reason }) => reason !== ""),
  );
  return (
    <div className="table-scroll">
      <table className="data-table">
        <caption className="sr-only">{t(`imports.view.${view}`)}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {t(`imports.field.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ key, line, column, value, reason }) => (
            <tr key={key} className="max-sm:block">
              <td
                className={line === null ? "numbers w-16 max-sm:hidden" : "numbers w-16 max-sm:block max-sm:text-muted"}
              >
                {line !== null && <span className="sm:hidden">{t("imports.field.line")} </span>}
                {line}
              </td>
              {heads.includes("column") && <td className="max-sm:block max-sm:font-medium">{column ?? "—"}</td>}
              <td className="max-w-[360px] max-sm:block max-sm:max-w-full">{value}</td>
              {heads.length > (heads.includes("column") ? 3 : 2) && (
                <td className="max-w-[560px] py-2 whitespace-normal max-sm:block max-sm:max-w-full max-sm:py-0">
                  {reason}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type Head = "line" | "column" | "value" | "reason" | "before" | "after" | "content" | "note";

function headsOf(view: RowView): readonly Head[] {
  if (view === "bad") return ["line", "column", "value", "reason"];
  if (view === "update") return ["line", "column", "before", "after"];
  return ["line", "content", "note"];
}
