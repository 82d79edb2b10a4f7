import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { fresh, makeCustomerOf, makeLinkedContact, makeStaff, rareWord } from "./support/data";
import { actOn, button, field, link, panel, pick, row, told } from "./support/screen";
import { browser } from "./support/visit";
import { of, words } from "./support/words";

const t = of("contacts");
const ui = of("ui");
const imports = of("imports");
const open = browser();

describe("contacts of several customers (CON-02)", () => {
  test("somebody is filed from the list, linked to a second customer, changed for both, and unlinked from one", async () => {
    const staff = await makeStaff();
    const [first, second] = [await makeCustomerOf(staff.login), await makeCustomerOf(staff.login)];
    const name = `林${rareWord()}`;
    const page = await open(staff.login);

    await page.goto("/contacts");
    await link(page, t("new")).click();
    const filing = panel(page, t("new"));
    await field(filing, t("field.name")).fill(name);
    await button(filing, ui("save")).click();
    await filing.getByText(words("errors.required")).first().waitFor();
    await pick(filing, t("field.customerId"), first.name);
    await field(filing, t("field.mobile")).fill("13912345678");
    await button(filing, ui("save")).click();
    await told(page, t("saved", { name }));
    await row(page, name).filter({ hasText: first.name }).waitFor();

    await page.goto(`/customers/${second.id}/contacts`);
    await link(page, t("link_known")).click();
    const linking = panel(page, t("link_known"));
    await pick(linking, t("field.contact"), name);
    await field(linking, t("field.position")).fill("顾问");
    await button(linking, t("link_verb")).click();
    await told(page, t("linked", { name }));
    await row(page, name).filter({ hasText: "顾问" }).waitFor();

    await page.goto(`/contacts?q=${name}`);
    expect(await page.locator("tbody tr").count()).toBe(1);
    await row(page, name).filter({ hasText: first.name }).filter({ hasText: second.name }).waitFor();
    await link(page, name).click();
    await link(page, t("edit")).click();
    const editing = panel(page, t("edit_of", { name }));
    await editing.getByText(t("linked_help")).waitFor();
    await field(editing, t("field.mobile")).fill("13987654321");
    await button(editing, ui("save")).click();
    await told(page, t("saved", { name }));
    await page.goto(`/customers/${second.id}/contacts`);
    await row(page, name).filter({ hasText: "13987654321" }).waitFor();

    await actOn(page, name, t("unlink"));
    await button(page.getByRole("dialog"), t("unlink")).click();
    await told(page, t("unlinked", { name }));
    await page.goto(`/contacts?q=${name}`);
    await link(page, name).click();
    await link(page, first.name).waitFor();
    expect(await link(page, second.name).count()).toBe(0);
    await link(page, t("tab.history")).click();
    await page.getByText(words("audit.event.contact.edited")).first().waitFor();
  });

  test("a customer that is not seen has no name on the screens (I3)", async () => {
    const [mine, theirs] = [await makeStaff(), await makeStaff()];
    const [one, other] = [await makeCustomerOf(mine.login), await makeCustomerOf(theirs.login)];
    const contact = await makeLinkedContact([one.id, other.id]);
    const page = await open(mine.login);
    await page.goto(`/contacts?q=${contact.name}`);
    await row(page, contact.name)
      .filter({ hasText: t("hidden_customer") })
      .waitFor();
    await link(page, contact.name).click();
    await page.getByText(t("hidden_customers", { count: 1 })).waitFor();
    expect(await page.content()).not.toContain(other.name);
  });
});

test("contacts come in from a file and go out with the columns of the list (IMP-06, EXP-01)", async () => {
  const staff = await makeStaff();
  const customer = await makeCustomerOf(staff.login);
  const names = [`钱${rareWord()}`, `孙${rareWord()}`];
  const rows = [
    ["客户编号", "联系人姓名", "联系人职务", "联系人手机"],
    [customer.number, names[0], "会计", "13711112222"],
    [customer.number, names[1], "出纳", ""],
    [fresh("NO-"), "无客户", "", ""],
  ];
  const page = await open(staff.login);
  await page.goto("/contacts");
  await link(page, t("import")).click();
  await page.getByRole("heading", { level: 1, name: imports("of.contacts.new") }).waitFor();
  const file = { name: "contacts.csv", mimeType: "text/csv", buffer: Buffer.from(rows.join("\r\n")) };
  await page.locator("input[type=file]").setInputFiles(file);
  await button(page, imports("upload.start")).click();
  await page.getByText(imports("of.contacts.key_help")).waitFor();
  expect(await page.getByText(imports("map.customer_kind")).count()).toBe(0);
  await button(page, imports("map.start")).click();
  await page.getByText(imports("preview.lead_bad", { total: 3, bad: 1 })).waitFor({ timeout: 30_000 });
  await button(page, imports("preview.import_good", { count: 2 })).click();
  await page.getByText(imports("done.title")).waitFor({ timeout: 30_000 });
  await link(page, imports("of.contacts.open")).click();
  await page.waitForURL("**/contacts");

  await page.goto(`/contacts?q=${names[0]}&columns=name,customers,mobile`);
  await row(page, names[0]!).filter({ hasText: "13711112222" }).waitFor();
  await button(page, ui("more")).first().click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: t("export_csv") }).click(),
  ]);
  const text = (await readFile(await download.path(), "utf8")).replace("\uFEFF", "");
  expect(text.trim().split(/\r?\n/)).toEqual(["姓名,客户,手机", `${names[0]},${customer.name},13711112222`]);
});
