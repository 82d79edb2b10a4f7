import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { ask } from "./support/ask";
import { fresh, makeCustomerOf, rareWord } from "./support/data";
import { actOn, button, field, link, panel, row, told } from "./support/screen";
import { browser } from "./support/visit";
import { of } from "./support/words";

const t = of("customers");
const contact = of("contacts");
const ui = of("ui");
const open = browser();
/** The link in the head of a column that sorts by it. */
const heading = (page: Page, label: string) => page.locator("thead").getByRole("link", { name: label });

describe("filing a customer", () => {
  test("a salesperson files one with a contact in the panel and finds it by two of its characters", async () => {
    const word = rareWord();
    const name = `苏州${word}供应链有限公司`;
    const page = await open("sales");
    await page.goto("/customers");
    await link(page, t("new")).click();
    const form = panel(page, t("new"));
    await field(form, t("field.name")).fill(name);
    await field(form, contact("field.name")).fill("陈晓雯");
    await field(form, contact("field.mobile")).fill("13812345678");
    await button(form, t("save")).click();
    await told(page, t("saved", { name }));
    await form.waitFor({ state: "detached" });
    expect(new URL(page.url()).search).toBe("");

    await field(page, ui("filter.search")).fill(word);
    await button(page, ui("filter.apply")).click();
    await page.waitForURL((url) => url.searchParams.get("q") === word);
    expect(await page.locator("tbody tr").count()).toBe(1);
    expect(await row(page, name).textContent()).toMatch(/陈晓雯.*李思敏/);
  });

  test("what is missing or wrong is said at its field and summed up; nothing typed is lost", async () => {
    const page = await open("sales");
    await page.goto("/customers/new");
    await field(page, t("field.website")).fill("not an address");
    await field(page, t("field.registrationNumber")).fill("91320594MA00000000");
    await button(page, t("save")).click();
    await page.getByText(ui("form.errors", { count: 3 })).waitFor();
    await expect.poll(() => page.locator(":focus").getAttribute("name")).toBe("name");
    expect(await field(page, t("field.website")).getAttribute("aria-invalid")).toBe("true");
    expect(await field(page, t("field.website")).inputValue()).toBe("not an address");
  });

  test("editing in the panel leaves the filters of the list as they are", async () => {
    const { name } = await makeCustomerOf("sales");
    const word = name.slice(0, 2);
    const page = await open("sales");
    await page.goto(`/customers?q=${word}&sort=-name&kind=company`);
    await link(row(page, name), t("edit")).click();
    const form = panel(page, t("edit_of", { name }));
    await field(form, t("field.name")).fill(`${word}控股集团`);
    await button(form, t("save")).click();
    await told(page, t("saved", { name: `${word}控股集团` }));
    await row(page, `${word}控股集团`).waitFor();
    const { searchParams } = new URL(page.url());
    expect([...searchParams]).toEqual([
      ["q", word],
      ["sort", "-name"],
      ["kind", "company"],
    ]);
  });

  test("input that is not saved is kept until one says that it may go", async () => {
    const page = await open("sales");
    await page.goto("/customers");
    await link(page, t("new")).click();
    const form = panel(page, t("new"));
    const ask = page.getByRole("dialog", { name: ui("unsaved.title") });
    await field(form, t("field.name")).fill("半成品");
    await page.keyboard.press("Escape");
    await button(ask, ui("unsaved.stay")).click();
    await page.evaluate(() => window.history.back());
    await button(ask, ui("unsaved.stay")).click();
    expect(await field(form, t("field.name")).inputValue()).toBe("半成品");
    await button(form, ui("cancel")).click();
    await button(ask, ui("unsaved.leave")).click();
    await form.waitFor({ state: "detached" });

    await page.goto("/customers/new");
    await field(page, t("field.name")).fill("半成品");
    await link(page, of("navigation")("product")).click();
    await button(ask, ui("unsaved.leave")).click();
    await page.waitForURL("**/customers");
  });

  test("of two people who edit the same customer the second sees both versions, chooses, and loses nothing", async () => {
    const { id } = await makeCustomerOf("sales", { name: "原名有限公司", phone: "0512-11111111", shortName: "原名" });
    const [page, other] = [await open("sales"), await open("service")];
    await Promise.all([page, other].map((one) => one.goto(`/customers/${id}/edit`)));
    await field(other, t("field.phone")).fill("0512-22222222");
    await field(other, t("field.shortName")).fill("他们的简称");
    await button(other, t("save")).click();
    await other.waitForURL(`**/customers/${id}`);

    await field(page, t("field.phone")).fill("0512-33333333");
    await field(page, t("field.name")).fill("新名有限公司");
    await button(page, t("save")).click();
    const notice = page.getByRole("alert").filter({ hasText: "刘慧" });
    await notice.getByLabel(ui("stale.mine", { value: "0512-33333333" })).waitFor();
    expect(await notice.getByLabel(ui("stale.theirs", { value: "0512-22222222" })).isChecked()).toBe(false);
    expect(await notice.getByLabel(ui("stale.theirs", { value: "他们的简称" })).isChecked()).toBe(true);
    await button(notice, ui("stale.save")).click();
    await page.waitForURL(`**/customers/${id}`);
    const text = await page.getByRole("main").innerText();
    for (const part of ["新名有限公司", "0512-33333333", "他们的简称"]) expect(text).toContain(part);
  });
});

describe("the record of a customer", () => {
  test("opens from the list, and each of its tabs has an address of its own", async () => {
    const { name } = await makeCustomerOf("sales");
    const page = await open("sales");
    await page.goto(`/customers?q=${name.slice(0, 2)}`);
    await link(page, name).click();
    await page.getByRole("heading", { level: 1, name }).waitFor();
    const tabs = page.getByRole("navigation", { name: t("tab.label") });
    for (const tab of await tabs.getByRole("link").allTextContents()) {
      await link(tabs, tab).click();
      await tabs.locator("[aria-current=page]").filter({ hasText: tab }).waitFor();
      expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(name);
    }
  });

  test("contacts are added, edited and removed; the primary one hands on its place", async () => {
    const { id } = await makeCustomerOf("sales");
    const page = await open("sales");
    await page.goto(`/customers/${id}/contacts`);
    await link(page, contact("new")).click();
    const form = panel(page, contact("new"));
    await field(form, contact("field.name")).fill("赵敏");
    await field(form, contact("field.position")).fill("采购经理");
    await button(form, ui("save")).click();
    await told(page, contact("saved", { name: "赵敏" }));

    await button(row(page, "赵敏"), contact("edit")).click();
    const edited = panel(page, contact("edit_of", { name: "赵敏" }));
    await field(edited, contact("field.position")).fill("采购总监");
    await button(edited, ui("save")).click();
    await row(page, "采购总监").waitFor();

    await actOn(page, "王小明", contact("remove"));
    await button(page.getByRole("dialog"), contact("remove_verb")).click();
    await told(page, contact("removed", { name: "王小明" }));
    await row(page, "王小明").waitFor({ state: "detached" });
    expect(await row(page, "赵敏").textContent()).toContain(contact("primary"));
  });

  test("finance fills in invoicing and bank; a salesperson sees the first, not the second, and changes neither", async () => {
    const { id, name } = await makeCustomerOf("sales");
    const page = await open("finance");
    await page.goto(`/customers/${id}/billing`);
    await link(page, t("billing_edit")).click();
    const form = panel(page, t("billing_edit"));
    await field(form, t("field.invoiceTitle")).fill(name);
    await field(form, t("field.accountNumber")).fill("6222 0210 0111 2233");
    await button(form, t("save")).click();
    await told(page, t("billing_saved"));
    await page.getByText("6222 0210 0111 2233").waitFor();

    const { text } = await ask(`/customers/${id}/billing?panel=edit`, { as: "sales" });
    expect(text).toContain(t("field.invoiceTitle"));
    expect(text).not.toMatch(/6222|accountNumber/);
    expect(text).not.toContain(t("billing_edit"));
  });
});

test("a colleague does not find a private customer: not in lists, pickers or files, and its address is that of nothing", async () => {
  const { id, name } = await makeCustomerOf("sales");
  const word = encodeURIComponent(name.slice(0, 2));
  const page = await open("sales2");
  await page.goto(`/customers?q=${word}&panel=edit.${id}`);
  await page.getByText(t("none_title")).waitFor();
  expect(await page.getByRole("dialog").count()).toBe(0);
  for (const path of [`/api/customers?q=${word}`, `/api/customers/export?format=csv&q=${word}`]) {
    expect((await ask(path, { as: "sales" })).text).toContain(name);
    expect((await ask(path, { as: "sales2" })).text).not.toContain(name);
  }
  const said = async (path: string) => {
    const answer = await page.goto(path);
    return [answer?.status(), await page.title(), await page.getByRole("main").innerText()];
  };
  const unknown = crypto.randomUUID();
  for (const part of ["", "/contacts", "/companies", "/billing", "/history"]) {
    const found = await said(`/customers/${id}${part}`);
    expect(found[0]).toBe(404);
    expect(found).toEqual(await said(`/customers/${unknown}${part}`));
  }
});

describe("the list", () => {
  test("filters narrow it, stand above it in words, and go one by one", async () => {
    const page = await open("support");
    await page.goto("/customers");
    await button(page, ui("filter.unfold")).click();
    const filters = page.getByRole("search");
    await field(filters, t("field.kind")).selectOption({ label: t("kind.person") });
    await field(filters, ui("filter.search")).fill("1");
    await button(page, ui("filter.apply")).click();
    const chips = page.getByRole("list", { name: ui("filter.active") });
    await chips.getByText(`${t("field.kind")}${ui("filter.colon")}${t("kind.person")}`).waitFor();
    await link(chips, ui("filter.remove", { name: ui("filter.search") })).click();
    await page.waitForURL((url) => url.search === "?kind=person");
    await link(page, ui("filter.reset")).click();
    await page.waitForURL((url) => url.search === "");
    await chips.waitFor({ state: "detached" });
  });

  test("a filter that cannot be read is said, and the others hold", async () => {
    const page = await open("support");
    await page.goto("/customers?kind=person&level=nonsense&created_from=2026-02-31&size=7&sort=password&page=0");
    const alert = page.getByRole("alert").filter({ hasText: ui("filter.unread") });
    const said = await alert.innerText();
    const problems = ["reference", "date", "size", "sort", "page"];
    for (const problem of problems) expect(said).toContain(ui(`filter.problem.${problem}`));
    await page.getByText(`${t("field.kind")}${ui("filter.colon")}${t("kind.person")}`).waitFor();
    expect(await page.locator("tbody tr").count()).toBeGreaterThan(0);
  });

  test("pages turn there and back, sorting starts anew, columns and page size are chosen", async () => {
    const page = await open("support");
    await page.goto("/customers");
    const firstRow = () => page.locator("tbody tr td").first().innerText();
    const [pager, start] = [page.getByRole("navigation", { name: ui("pager.label") }), await firstRow()];
    await link(pager, ui("pager.next")).click();
    await pager.getByText(/^51–100 \//).waitFor();
    expect(await firstRow()).not.toBe(start);
    await link(pager, ui("pager.previous")).click();
    await pager.getByText(/^1–50 \//).waitFor();
    expect(await firstRow()).toBe(start);

    await link(pager, ui("pager.next")).click();
    await pager.getByText(/^51–100 \//).waitFor();
    await heading(page, t("field.name")).click();
    await page
      .getByRole("columnheader", { name: t("field.name") })
      .and(page.locator("[aria-sort=ascending]"))
      .waitFor();
    await pager.getByText(/^1–50 \//).waitFor();
    await heading(page, t("field.name")).click();
    await page.locator("[aria-sort=descending]").waitFor();

    await page
      .locator("summary")
      .filter({ hasText: ui("columns.title") })
      .click();
    await page.getByLabel(t("field.creditRatingId"), { exact: true }).check();
    await button(page, ui("columns.apply")).click();
    await page.getByRole("columnheader", { name: t("field.creditRatingId") }).waitFor();
    await page.getByLabel(ui("pager.size")).selectOption("20");
    await pager.getByText(/^1–20 \//).waitFor();
    expect(await page.locator("tbody tr").count()).toBe(20);
    await page.locator("[aria-sort=descending]").waitFor();
  });

  test("by keyboard: / searches, arrows move, Enter opens, e edits", async () => {
    const { name } = await makeCustomerOf("sales");
    const page = await open("sales");
    await page.goto("/customers");
    await page.locator("button[aria-haspopup=menu]").first().waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type(name.slice(0, 2));
    await page.keyboard.press("Enter");
    await page.waitForURL(/q=/);
    await row(page, name).waitFor();
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("e");
    await panel(page, t("edit_of", { name })).waitFor();
    await page.keyboard.press("Escape");
    await panel(page, t("edit_of", { name })).waitFor({ state: "detached" });
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name }).waitFor();
  });

  test("works without JavaScript: filters, sorting, pages, records and the forms that one reads", async () => {
    const page = await open("support", { javaScriptEnabled: false });
    await page.goto("/customers?size=20");
    expect(await page.locator("tbody tr").count()).toBe(20);
    await link(page, ui("pager.next")).click();
    await page.getByText(/^21–40 \//).waitFor();
    await heading(page, t("field.number")).click();
    await page.locator("[aria-sort=ascending]").waitFor();
    await field(page, ui("filter.search")).fill("有限");
    await button(page, ui("filter.apply")).click();
    const { searchParams } = new URL(page.url());
    expect([searchParams.get("q"), searchParams.get("sort"), searchParams.get("size")]).toEqual([
      "有限",
      "number",
      "20",
    ]);
    const name = await page.locator("tbody a").first().textContent();
    await page.locator("tbody a").first().click();
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(name);
    await link(page.getByRole("main"), t("tab.contacts")).click();
    await page
      .locator("[aria-current=page]")
      .filter({ hasText: t("tab.contacts") })
      .waitFor();
  });
});

test("a customer's own number is kept, and one that is taken is refused at its field", async () => {
  const { number } = await makeCustomerOf("sales2");
  const page = await open("sales");
  await page.goto("/customers/new");
  await field(page, t("field.name")).fill(`${rareWord()}有限公司`);
  await field(page, t("field.number")).fill(number);
  await button(page, t("save")).click();
  await page.getByText(t("error.number_taken")).first().waitFor();
  const own = fresh("OWN-");
  await field(page, t("field.number")).fill(own);
  await button(page, t("save")).click();
  await page.waitForURL(/\/customers\/[0-9a-f-]{36}$/);
  expect(await page.getByRole("main").innerText()).toContain(own);
});
