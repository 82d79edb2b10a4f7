import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PageTitle } from "@/components/layout/detail";
import { Messages } from "@/components/layout/messages";
import { EmptyState } from "@/components/layout/states";
import { TabLinks } from "@/components/layout/tab-links";
import { buttonStyle } from "@/components/ui/button";
import { can } from "@/lib/core/context";
import { idParam, page } from "@/lib/core/page";
import { positionChart } from "@/lib/organisation/chart";
import { institutionOptions } from "@/lib/organisation/options";
import { PrintButton } from "./print-button";
import { PositionLine } from "./position-line";

const PATH = "/system/positions/chart";

/** 职位关系图 (ORG-05): lists within lists, drawn by CSS, so that it is read aloud, walked by keyboard, and printed as it stands. */
export default page("organisation.view", async (ctx, { search }) => {
  const t = await getTranslations("position_chart");
  const chosen = typeof search.institution === "string" ? idParam({ id: search.institution }) : undefined;
  const [institutions, houses] = await Promise.all([institutionOptions(ctx), positionChart(ctx, chosen)]);
  if (chosen && !institutions.some(({ id }) => id === chosen)) notFound();
  const hrefOf = (id?: string) => (id ? `${PATH}?institution=${id}` : PATH);
  const names = { opens: can(ctx, "users.view"), leads: t("leads"), partTime: t("part_time"), vacant: t("vacant") };
  return (
    <div className="position-chart">
      <PageTitle title={t("title")} help={t("help")}>
        <a className={buttonStyle()} href="/system/positions">
          {t("list")}
        </a>
        <Messages of={["position_chart"]}>
          <PrintButton />
        </Messages>
      </PageTitle>
      <TabLinks
        label={t("institution")}
        tabs={[
          { href: hrefOf(), label: t("all") },
          ...institutions.map(({ id, name }) => ({ href: hrefOf(id), label: name })),
        ]}
        current={hrefOf(chosen)}
      />
      {houses.length === 0 && <EmptyState title={t("empty")} help={t("empty_help")} />}
      {houses.map(({ id, name, lines, alone, positions }) => (
        <section key={id} aria-labelledby={id}>
          <h2 id={id}>
            {name} <span className="numbers text-muted">{t("count", { count: positions })}</span>
          </h2>
          {lines.map((line) => (
            <ul key={line.id} className="chart-line" aria-label={t("line", { name: line.name })}>
              <PositionLine node={line} names={names} />
            </ul>
          ))}
          {alone.length > 0 && (
            <>
              <h3>{t("alone")}</h3>
              <ul className="chart-alone">
                {alone.map((node) => (
                  <PositionLine key={node.id} node={node} names={names} />
                ))}
              </ul>
            </>
          )}
        </section>
      ))}
    </div>
  );
});
