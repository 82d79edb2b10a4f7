import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/layout/states";
import { Button, buttonStyle } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { CompanyLine } from "@/lib/portal/company-queries";

/** The companies below one's own, indented by their place, or those that a search found (CUS-11). */
export async function CompanyTree({
  companies,
  total,
  q,
}: {
  companies: readonly CompanyLine[];
  total: number;
  q: string | undefined;
}) {
  const t = await getTranslations("portal");
  if (total === 0 && !q) return <p className="text-muted">{t("none_below")}</p>;
  return (
    <section className="grid gap-3" aria-labelledby="companies">
      <h2 id="companies">{t("companies")}</h2>
      <p className="text-muted">{t("companies_help")}</p>
      <search>
        <form className="flex gap-2">
          <Input
            type="search"
            name="q"
            defaultValue={q}
            maxLength={100}
            aria-label={t("search")}
            placeholder={t("search")}
            className="max-w-80"
          />
          <Button type="submit">{t("find")}</Button>
          {q && (
            <a className={buttonStyle()} href="/portal">
              {t("clear")}
            </a>
          )}
        </form>
      </search>
      {total === 0 && <EmptyState title={t("none_found")} help={t("none_found_help")} />}
      <ul className="grid">
        {companies.map(({ id, name, number, depth }) => (
          <li key={id} className="border-b" style={q ? undefined : { paddingLeft: `${Math.min(depth - 1, 8) * 16}px` }}>
            <a
              href={`/portal/companies/${id}`}
              className="flex flex-wrap items-baseline gap-x-3 px-2 py-2.5 hover:bg-hover"
            >
              <span className="min-w-0 break-words">{name}</span>
              <span className="numbers text-small text-muted">{number}</span>
            </a>
          </li>
        ))}
      </ul>
      {total > companies.length && <p className="text-muted">{t("more", { shown: companies.length, total })}</p>}
    </section>
  );
}
