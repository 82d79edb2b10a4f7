import { getTranslations } from "next-intl/server";
import { buttonStyle } from "@/components/ui/button";
import { ROWS_PER_PAGE } from "@/lib/imports/list";

/** Turns the pages of an import's rows. They do not change under the reader, so a number is enough. */
export async function RowsPager({
  page,
  total,
  href,
}: {
  page: number;
  total: number;
  href: (page: number) => string;
}) {
  const t = await getTranslations("imports.view");
  if (total <= ROWS_PER_PAGE) return null;
  const from = (page - 1) * ROWS_PER_PAGE + 1;
  const to = Math.min(page * ROWS_PER_PAGE, total);
  const link = (label: string, at: number) =>
    at >= 1 && (at - 1) * ROWS_PER_PAGE < total ? (
      <a className={buttonStyle({ size: "small" })} href={href(at)}>
        {label}
      </a>
    ) : (
      <span aria-disabled className={`${buttonStyle({ size: "small" })} opacity-50`}>
        {label}
      </span>
    );
  return (
    <nav aria-label={t("label")} className="pager">
      <span className="numbers text-muted">{t("page", { from, to, total })}</span>
      {link(t("previous"), page - 1)}
      {link(t("next"), page + 1)}
    </nav>
  );
}
