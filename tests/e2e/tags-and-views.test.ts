import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { ask } from "./support/ask";
import { fresh, makeCustomerOf, rareWord } from "./support/data";
import { actOn, button, field, link, panel, pick, row, told } from "./support/screen";
import { browser } from "./support/visit";
import { of } from "./support/words";

const t = of("tags");
const v = of("views");
const customers = of("customers");
const ui = of("ui");
const open = browser();

/** Makes a tag on its screen, as the sales manager may. */
async function makeTag(name: string): Promise<void> {
  const page = await open("manager");
  await page.goto("/settings/tags");
  await link(page, t("new")).click();
  const form = panel(page, t("new"));
  await field(form, t("field.name")).fill(name);
  await field(form, t("field.colour")).selectOption({ label: t("colour.info") });
  await button(form, t("save")).click();
  await told(page, t("created", { name }));
  await row(page, name).waitFor();
  await page.close();
}

/** Puts a tag on a customer, on its record. */
async function tag(page: Page, customerId: string, name: string): Promise<void> {
  await page.goto(`/customers/${customerId}`);
  await button(page, t("add")).click();
  const dialog = panel(page, t("dialog_one"));
  await pick(dialog, t("add_label"), name);
  await button(dialog, t("apply")).click();
  await page
    .getByRole("list", { name: t("title") })
    .getByText(name, { exact: true })
    .waitFor();
}

/** Opens the menu of views in the head of a list. */
const openViews = (page: Page, name = v("menu")) => page.locator("summary").filter({ hasText: name }).click();

describe("tags", () => {
  test("a salesperson tags two customers and finds them by any and by all of the tags; a cross takes one off", async () => {
    const [one, two] = [fresh("甲"), fresh("乙")];
    await makeTag(one);
    await makeTag(two);
    const [first, second] = [await makeCustomerOf("sales"), await makeCustomerOf("sales")];
    const page = await open("sales");
    await tag(page, first.id, one);
    await tag(page, first.id, two);
    await tag(page, second.id, two);

    const filter = async (label: string) => {
      await page.goto("/customers?columns=name,tags");
      await button(page, ui("filter.unfold")).click();
      const box = page.locator(".filter-grid > div").filter({ has: page.getByText(label, { exact: true }) });
      await box.locator("summary").click();
      await page.getByLabel(one, { exact: true }).check();
      await page.getByLabel(two, { exact: true }).check();
      await button(page, ui("filter.apply")).click();
      await page.getByRole("list", { name: ui("filter.active") }).waitFor();
    };
    await filter(customers("field.tag"));
    await row(page, second.name).waitFor();
    expect(await row(page, first.name).textContent()).toContain([one, two].sort().join("、"));
    await filter(customers("field.tag_all"));
    await row(page, first.name).waitFor();
    expect(await page.locator("tbody tr").count()).toBe(1);

    await page.goto(`/customers/${first.id}`);
    await button(page, t("take_off", { name: one })).click();
    await told(page, t("taken_off", { name: one }));
    await page.goto(`/customers/${first.id}/history`);
    const history = await page.getByRole("main").innerText();
    expect(history).toContain(customers("field.tags"));
    expect(history).toContain(one);
  });

  test("one is merged into another and another deleted, after it was said who loses it", async () => {
    const [old, kept] = [fresh("旧"), fresh("新")];
    await makeTag(old);
    await makeTag(kept);
    const customer = await makeCustomerOf("sales");
    const seller = await open("sales");
    await tag(seller, customer.id, old);
    const page = await open("manager");
    await page.goto(`/settings/tags?q=${old}`);
    await actOn(page, old, t("merge"));
    const form = panel(page, t("merge_of", { name: old }));
    await pick(form, t("field.into"), kept);
    await button(form, t("merge_verb")).click();
    await told(page, t("merged", { name: kept, count: 1 }));
    await seller.goto(`/customers/${customer.id}`);
    await seller
      .getByRole("list", { name: t("title") })
      .getByText(kept, { exact: true })
      .waitFor();

    await page.goto(`/settings/tags?q=${kept}`);
    await actOn(page, kept, t("delete"));
    const asked = page.getByRole("dialog", { name: t("delete_title", { name: kept }) });
    await asked.getByText(t("loses", { count: 1 })).waitFor();
    await button(asked, t("delete_verb")).click();
    await told(page, t("deleted", { name: kept }));
    await seller.reload();
    await seller.getByText(t("none_on")).waitFor();
  });
});

describe("views of a list", () => {
  test("a manager saves what the list shows and shares it; a salesperson opens it and sees only their own", async () => {
    const word = rareWord();
    const mine = await makeCustomerOf("sales", { name: `${word}物流有限公司` });
    const name = fresh("视图");
    const page = await open("manager");
    await page.goto(`/customers?q=${word}&sort=-name&columns=name,number`);
    await openViews(page);
    await button(page, v("save_as")).click();
    const dialog = panel(page, v("save_as"));
    await field(dialog, v("field.name")).fill(name);
    await dialog.getByLabel(v("field.shared")).check();
    await button(dialog, v("save")).click();
    await told(page, v("saved", { name }));
    await page.waitForURL((url) => url.searchParams.has("view") && url.searchParams.get("q") === word);
    const id = new URL(page.url()).searchParams.get("view")!;

    const other = await open("sales");
    await other.goto("/customers");
    await openViews(other);
    await other
      .getByRole("navigation", { name: v("shared_ones") })
      .getByRole("link", { name })
      .click();
    await other.waitForURL((url) => url.searchParams.get("q") === word);
    await row(other, mine.name).waitFor();
    expect(await other.locator("thead th").filter({ hasText: /\S/ }).first().innerText()).toBe(customers("field.name"));
    await other.locator("summary").filter({ hasText: name }).waitFor();

    const stranger = await ask(`/customers?view=${id}`, { as: "sales2" });
    expect(stranger.status).toBe(307);
    expect((await ask(stranger.location!, { as: "sales2" })).text).not.toContain(mine.name);
    const unknown = await ask(`/customers?view=${crypto.randomUUID()}`, { as: "sales" });
    expect(unknown.text).toContain(ui("filter.problem.view"));
  });

  test("one's own view opens the list as its default, is renamed, updated and deleted", async () => {
    const name = fresh("我的");
    const page = await open("service");
    await page.goto("/customers?kind=person");
    await openViews(page);
    await button(page, v("save_as")).click();
    const dialog = panel(page, v("save_as"));
    expect(await dialog.getByLabel(v("field.shared")).count()).toBe(0);
    await field(dialog, v("field.name")).fill(name);
    await button(dialog, v("save")).click();
    await page.waitForURL(/view=/);
    await openViews(page, name);
    await button(page, v("make_default")).click();
    await told(page, v("default_set", { name }));
    await page.goto("/customers");
    expect(new URL(page.url()).searchParams.get("kind")).toBe("person");

    await page.goto(`${page.url()}&ownership=public`);
    await openViews(page, v("changed", { name }));
    await button(page, v("update")).click();
    await told(page, v("updated", { name }));
    await page.goto("/customers");
    expect(new URL(page.url()).searchParams.get("ownership")).toBe("public");

    await openViews(page, name);
    await button(page, v("delete")).click();
    await button(page.getByRole("dialog"), v("delete")).click();
    await told(page, v("deleted", { name }));
    await page.goto("/customers");
    expect(new URL(page.url()).search).toBe("");
  });

  test("columns move by keyboard, and stand in the list in that order", async () => {
    const page = await open("support");
    await page.goto("/customers?columns=number,name,type");
    await page
      .locator("summary")
      .filter({ hasText: ui("columns.title") })
      .click();
    const up = button(page, ui("columns.up", { label: customers("field.name") }));
    await up.focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => up.getAttribute("aria-disabled")).toBe("true");
    expect(await up.evaluate((element) => element === document.activeElement)).toBe(true);
    await button(page, ui("columns.apply")).click();
    await page.waitForURL((url) => url.searchParams.getAll("columns").join() === "name,number,type");
    await expect.poll(() => page.locator("thead th").first().innerText()).toBe(customers("field.name"));
  });
});
