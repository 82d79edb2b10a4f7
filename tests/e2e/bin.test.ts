import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { customers } from "@/db/schema";
import { ask } from "./support/ask";
import { db, makeCustomerOf } from "./support/data";
import { actOn, button, row, told } from "./support/screen";
import { browser } from "./support/visit";
import { of } from "./support/words";

const t = of("bin");
const customer = of("customers");
const ui = of("ui");
const open = browser();

test("a customer is deleted from the list with what is below it, lies in the bin, and comes back", async () => {
  const { id, name } = await makeCustomerOf("sales");
  const below = await makeCustomerOf("sales", { parentId: id });
  const page = await open("sales");
  await page.goto(`/customers?q=${name.slice(0, 2)}`);
  await actOn(page, name, t("delete"));
  const asked = page.getByRole("dialog", { name: t("delete_title", { name }) });
  for (const line of ["companies", "contacts"])
    await asked.getByText(t(`preview.${line}`, { count: line === "companies" ? 1 : 2 }), { exact: true }).waitFor();
  await button(asked, t("delete_verb")).click();
  await told(page, t("deleted", { name }));
  await page.getByText(customer("none_title")).waitFor();
  for (const one of [id, below.id]) expect((await ask(`/customers/${one}`, { as: "sales" })).status).toBe(404);

  await page.goto("/bin");
  expect(await row(page, name).textContent()).toMatch(/李思敏.*60/);
  await button(row(page, name), t("restore")).click();
  const back = page.getByRole("dialog", { name: t("restore_title", { name }) });
  await back.getByText(t("preview.restored", { customers: 2, contacts: 2 }), { exact: true }).waitFor();
  await button(back, t("restore_verb")).click();
  await told(page, t("restored", { name }));
  await row(page, name).waitFor({ state: "detached" });
  await page.goto(`/customers/${below.id}`);
  await page.getByRole("link", { name }).first().waitFor();
});

test("the record has the deletion under 更多; why it is not possible is said in the confirmation", async () => {
  const { id, name } = await makeCustomerOf("sales");
  const foreign = await makeCustomerOf("finance", { parentId: id });
  const page = await open("sales");
  await page.goto(`/customers/${id}`);
  const remove = async () => {
    await page
      .getByRole("main")
      .getByRole("button", { name: ui("more"), exact: true })
      .click();
    await page.getByRole("menuitem", { name: t("delete"), exact: true }).click();
    return page.getByRole("dialog", { name: t("delete_title", { name }) });
  };
  const refused = await remove();
  await refused.getByText(t("error.outside", { count: 1 })).waitFor();
  await page.keyboard.press("Escape");
  await db.update(customers).set({ parentId: null }).where(eq(customers.id, foreign.id));
  await button(await remove(), t("delete_verb")).click();
  await told(page, t("deleted", { name }));
  await page.waitForURL("**/customers");
});

test("only who may remove for good sees how; a colleague sees nothing of it", async () => {
  const { name } = await makeCustomerOf("sales");
  const page = await open("sales");
  await page.goto(`/customers?q=${name.slice(0, 2)}`);
  await actOn(page, name, t("delete"));
  await button(page.getByRole("dialog", { name: t("delete_title", { name }) }), t("delete_verb")).click();
  await told(page, t("deleted", { name }));
  await page.goto("/bin");
  await row(page, name).waitFor();
  expect(await button(row(page, name), ui("table.more")).count()).toBe(0);
  expect((await ask("/bin", { as: "sales2" })).text).not.toContain(name);
  expect((await ask("/bin", { as: "support" })).status).toBe(403);

  const admin = await open("admin");
  await admin.goto(`/bin?q=${name.slice(0, 2)}`);
  await actOn(admin, name, t("purge"));
  await button(admin.getByRole("dialog", { name: t("purge_title", { name }) }), t("purge_verb")).click();
  await told(admin, t("purged", { name }));
  await admin.getByText(t("none_title")).waitFor();
});
