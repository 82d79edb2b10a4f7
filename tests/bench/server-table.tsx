import { getLocale, getTimeZone, getTranslations } from "next-intl/server";
import { listHref } from "@/lib/core/list-href";
import { cellText, fillHref, places } from "@/components/data-table/columns";
import type { DataTableProps } from "@/components/data-table/data-table";

/** The table as server markup, for comparing its cost with DataTable. */
export async function ServerTable({
  caption,
  columns,
  rows,
  search = "",
  sort,
  rowHref,
  actions = [],
  empty,
}: DataTableProps) {
  const [locale, timeZone, t] = [await getLocale(), await getTimeZone(), await getTranslations("ui.table")];
  if (rows.length === 0) return empty;
  return (
    <div className="table-scroll">
      <table className="data-table" {...places(columns, false, actions.length > 0)}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col">
                {column.sort ? (
                  <a
                    href={listHref(search, {
                      sort: sort?.by === column.sort && sort.direction === "asc" ? `-${column.sort}` : column.sort,
                    })}
                  >
                    {column.label}
                  </a>
                ) : (
                  column.label
                )}
              </th>
            ))}
            {actions.length > 0 && <th scope="col">{t("actions")}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row[0]}>
              {columns.map((column, at) => {
                const text = cellText(column, row[at + 1] ?? null, locale, timeZone);
                const href = column.kind === "link" ? (column.href ?? rowHref) : undefined;
                return (
                  <td key={column.key}>
                    {href ? (
                      <a href={fillHref(href, row, columns)}>{text}</a>
                    ) : column.kind === "badge" ? (
                      <b>{text}</b>
                    ) : (
                      text
                    )}
                  </td>
                );
              })}
              {actions.length > 0 && (
                <td>
                  {actions.slice(0, 1).map(
                    ({ key, href, label }) =>
                      href && (
                        <a key={key} href={fillHref(href, row, columns)}>
                          {label}
                        </a>
                      ),
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
