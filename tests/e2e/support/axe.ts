import axe from "axe-core";
import type { Page } from "playwright-core";

type InPage = { axe: typeof axe };

/** All that WCAG 2.2 asks for at level AA, and what axe holds for good practice beyond that. */
const EVERYTHING = {
  type: "tag",
  values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
} as const;

/** What axe finds on a page as it is now: the rule, the beginning of the element, and why, for at most three elements a rule. */
export async function axeFinds(page: Page, rules?: string[]): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const runOnly = rules ? ({ type: "rule", values: rules } as const) : EVERYTHING;
  return page.evaluate(async (only) => {
    const { violations } = await (window as unknown as InPage).axe.run(document, {
      runOnly: { type: only.type, values: [...only.values] },
      resultTypes: ["violations"],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.slice(0, 3).map((node) => `${id} ${node.html.slice(0, 120)} ${node.any[0]?.message ?? ""}`),
    );
  }, runOnly);
}
