"use client";

import { useLocale, useTranslations } from "next-intl";
import { formatNumber } from "@/components/format";
import { useNavigate } from "@/components/layout/soft-navigation";
import { buttonStyle } from "@/components/ui/button";
import { listHref } from "@/lib/core/list-href";

/** How many records match: exactly, or "more than" the counted bound. */
export type Total = { count: number; more: boolean };

/**
 * Turns the pages of a list by its cursors. `after` and `before` are the cursors of the last and first row shown
 * (undefined where there is nothing further); `page` counts from 1.
 */
export function Pager({
  search,
  page,
  pageSize,
  pageSizes,
  shown,
  total,
  after,
  before,
}: {
  search: string;
  page: number;
  pageSize: number;
  pageSizes: readonly number[];
  /** How many rows this page has. */
  shown: number;
  total: Total;
  after?: string;
  before?: string;
}) {
  const t = useTranslations("ui.pager");
  const locale = useLocale();
  const navigate = useNavigate();
  const number = (value: number) => formatNumber(value, locale);
  const first = (page - 1) * pageSize + 1;
  const range = `${number(first)}–${number(first + shown - 1)}`;
  const link = (label: string, href?: string, rel?: string) =>
    href ? (
      <a className={buttonStyle({ size: "small" })} href={href} rel={rel}>
        {label}
      </a>
    ) : (
      <span aria-disabled className={buttonStyle({ size: "small" })}>
        {label}
      </span>
    );
  return (
    <nav aria-label={t("label")} className="pager">
      <span className="numbers text-muted">
        {t(total.more ? "of_more" : "of", { range: shown > 0 ? range : "0", count: number(total.count) })}
      </span>
      <label className="text-muted">
        {t("size")}{" "}
        <select value={pageSize} onChange={(event) => navigate(listHref(search, { size: event.target.value }))}>
          {pageSizes.map((size) => (
            <option key={size}>{size}</option>
          ))}
        </select>
      </label>
      {link(t("first"), page > 1 ? listHref(search, { page: null }) : undefined)}
      {link(t("previous"), previousHref(search, page, before), "prev")}
      {link(t("next"), after && listHref(search, { after, page: String(page + 1) }), "next")}
    </nav>
  );
}

/** The second page goes back to the plain first one; a page further on goes by the cursor. */
function previousHref(search: string, page: number, previous?: string): string | undefined {
  if (page <= 1) return undefined;
  return page === 2 || !previous
    ? listHref(search, { page: page > 2 ? String(page - 1) : null })
    : listHref(search, { before: previous, page: String(page - 1) });
}
