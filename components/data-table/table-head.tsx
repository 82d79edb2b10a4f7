"use client";

import { useTranslations } from "next-intl";
import { useReady } from "@/components/layout/use-ready";
import { listHref } from "@/lib/core/list-href";
import type { ColumnView } from "./columns";
import { useSelection } from "./selection";

type Sort = { by: string; direction: "asc" | "desc" };

/** The header row: sorting by links, and one box that selects all rows of the page. */
export function TableHead({
  columns,
  search,
  sort,
  ids,
  acts,
}: {
  columns: readonly ColumnView[];
  search: string;
  sort?: Sort;
  ids?: readonly string[];
  /** The words that stand in the last cell of a row once the page is alive. */
  acts?: readonly string[];
}) {
  const t = useTranslations("ui.table");
  const ready = useReady();
  const selection = useSelection();
  const every = ids?.every((id) => selection?.ids.has(id)) ?? false;
  return (
    <thead>
      <tr>
        {ids && (
          <th scope="col">
            {ready ? (
              <label>
                <input
                  type="checkbox"
                  aria-label={t("select_page")}
                  checked={every}
                  onChange={(event) => selection?.set(ids, event.target.checked)}
                />
              </label>
            ) : (
              <span className="sr-only">{t("select_page")}</span>
            )}
          </th>
        )}
        {columns.map((column) =>
          column.kind === "hidden" ? null : (
            <th key={column.key} scope="col" aria-sort={ariaSort(column, sort)}>
              {column.sort ? <a href={sortHref(column.sort, search, sort)}>{column.label}</a> : column.label}
            </th>
          ),
        )}
        {acts && (
          <th scope="col">
            {t("actions")}
            <Room for={acts} />
          </th>
        )}
      </tr>
    </thead>
  );
}

/** Keeps the place of what is not there yet, so that nothing moves when it comes. */
const Room = ({ for: words }: { for: readonly string[] }) => (
  <div aria-hidden className="room">
    {words.map((word) => (
      <span key={word}>{word}</span>
    ))}
  </div>
);

const ariaSort = ({ sort: by }: ColumnView, sort?: Sort) =>
  by === undefined || by !== sort?.by ? undefined : sort.direction === "asc" ? "ascending" : "descending";

const sortHref = (by: string, search: string, sort?: Sort) =>
  listHref(search, { sort: sort?.by === by && sort.direction === "asc" ? `-${by}` : by });
