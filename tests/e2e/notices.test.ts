import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeCustomerOf, makeStaff, rareWord } from "./support/data";
import { button, field, link, panel, pick, told } from "./support/screen";
import { browser } from "./support/visit";
import { of } from "./support/words";

const t = of("notices");
const shares = of("shares");
const open = browser();
const pictures = process.env.E2E_SCREENSHOTS;

test("a share rings the bell of its receiver, leads to the customer, and can be switched off (NOT-01)", async () => {
  const [owner, other] = [await makeStaff(), await makeStaff()];
  const names = [`${rareWord()}有限公司`, `${rareWord()}有限公司`];
  const page = await open(owner.login);
  const share = async (name: string) => {
    const { id } = await makeCustomerOf(owner.login, { name });
    await page.goto(`/customers/${id}/shares`);
    await button(page, shares("share")).click();
    const dialog = panel(page, shares("share_title", { count: 1 }));
    await pick(dialog, shares("field.userIds"), other.name);
    await button(dialog, shares("share_verb", { count: 1 })).click();
    await told(page, shares("shared", { count: 1 }));
  };
  await share(names[0]!);
  const text = t("text.customer_shared", { by: owner.name, name: names[0]! });

  const theirs = await open(other.login);
  await theirs.goto("/customers");
  await button(theirs, t("bell", { count: 1 })).click();
  await theirs.getByText(text).waitFor();
  await snap(theirs, "panel");
  await theirs
    .getByRole("region", { name: t("title") })
    .getByText(text)
    .click();
  await theirs.getByRole("heading", { name: names[0]! }).waitFor();
  await button(theirs, t("bell", { count: 0 })).waitFor();

  await theirs.goto("/account/notifications");
  await link(theirs, text).waitFor();
  await snap(theirs, "page");
  await field(theirs, `${t("kind.customer_shared")} ${t("choices.inApp")}`).uncheck();
  await button(theirs, t("choices.save")).click();
  await told(theirs, t("choices.saved"));
  await share(names[1]!);
  await theirs.goto("/account/notifications");
  await link(theirs, text).waitFor();
  expect(await theirs.getByText(names[1]!).count()).toBe(0);
  expect(await field(theirs, `${t("kind.customer_shared")} ${t("choices.inApp")}`).isChecked()).toBe(false);
  await theirs.goto("/customers");
  await theirs.getByText(names[1]!).waitFor();
});

/** Pictures to look at, where they are asked for. */
async function snap(page: Awaited<ReturnType<typeof open>>, name: string): Promise<void> {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `notices-${name}.1440.png`) });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.screenshot({ path: join(pictures, `notices-${name}.390.png`) });
  await page.setViewportSize({ width: 1440, height: 900 });
}
