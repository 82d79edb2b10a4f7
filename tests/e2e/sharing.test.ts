import { describe, expect, test } from "vitest";
import { fresh, makeCustomerOf, makeStaff, rareWord } from "./support/data";
import { button, field, link, panel, pick, row, told } from "./support/screen";
import { browser } from "./support/visit";
import { of, words } from "./support/words";

const t = of("shares");
const ui = of("ui");
const open = browser();

describe("handing customers on", () => {
  test("a manager assigns three customers at once: they go from the old owner's list to the new one's (SHA-02)", async () => {
    const [from, to] = [await makeStaff(), await makeStaff()];
    const word = rareWord();
    const names = ["甲", "乙", "丙"].map((one) => `${word}${one}有限公司`);
    for (const name of names) await makeCustomerOf(from.login, { name });

    const page = await open("manager");
    await page.goto(`/customers?q=${word}`);
    await page.getByRole("checkbox", { name: ui("table.select_page") }).check();
    await button(page, t("assign")).click();
    const dialog = panel(page, t("assign_title", { count: 3 }));
    await dialog.getByText(t("sample", { name: names[0]!, owner: from.name })).waitFor();
    await button(dialog, t("assign_verb", { count: 3 })).click();
    await dialog.getByText(t("error.person_needed")).first().waitFor();
    await pick(dialog, t("field.ownerId"), to.name);
    await field(dialog, t("field.reason")).fill("员工离职交接");
    await button(dialog, t("assign_verb", { count: 3 })).click();
    await told(page, t("assigned", { count: 3, to: to.name }));
    await row(page, names[0]!).filter({ hasText: to.name }).waitFor();

    const [old, mine] = [await open(from.login), await open(to.login)];
    await Promise.all([old, mine].map((one) => one.goto(`/customers?q=${word}`)));
    await old.getByText(words("customers.none_title")).waitFor();
    await row(mine, names[2]!).waitFor();
    expect(await mine.locator("tbody tr").count()).toBe(3);
    await link(mine, names[1]!).click();
    await link(mine, words("customers.tab.history")).click();
    await mine.getByText(t("reason_line", { reason: "员工离职交接" })).waitFor();
  });

  test("all that match can be assigned from any page; above 100 their number is typed (F13)", async () => {
    const [from, to] = [await makeStaff(), await makeStaff()];
    const word = rareWord();
    await Promise.all(
      Array.from({ length: 101 }, (_, at) => makeCustomerOf(from.login, { name: `${word}${at}有限公司` })),
    );
    const page = await open("manager");
    await page.goto(`/customers?q=${word}`);
    await page.getByRole("checkbox", { name: ui("table.select_page") }).check();
    await button(page, ui("table.select_all", { count: 101 })).click();
    await button(page, t("assign")).click();
    const dialog = panel(page, t("assign_title", { count: 101 }));
    await pick(dialog, t("field.ownerId"), to.name);
    await field(dialog, t("field.reason")).fill("部门调整");
    await field(dialog, t("field.typed", { count: 101 })).fill("50");
    await button(dialog, t("assign_verb", { count: 101 })).click();
    await dialog.getByText(t("error.typed")).first().waitFor();
    await field(dialog, t("field.typed", { count: 101 })).fill("101");
    await button(dialog, t("assign_verb", { count: 101 })).click();
    await told(page, t("assigned", { count: 101, to: to.name }));
    expect(await button(page, ui("table.unselect")).count()).toBe(0);
  });

  test("an administrator sets how many private customers somebody may own, and the next one is refused (SCP-04)", async () => {
    const user = await makeStaff();
    await makeCustomerOf(user.login);
    const page = await open("admin");
    await page.goto(`/system/users/${user.id}/edit`);
    await field(page, words("users.field.privateQuota")).fill("1");
    await button(page, words("users.save")).click();
    await page.waitForURL(`**/system/users/${user.id}`);

    const theirs = await open(user.login);
    await theirs.goto("/customers/new");
    await field(theirs, words("customers.field.name")).fill("多出来的一个");
    await button(theirs, words("customers.save")).click();
    await theirs
      .getByText(t("error.quota", { name: user.name, quota: 1, owned: 1, gained: 1 }))
      .first()
      .waitFor();
  });

  test("what is shared can be looked at, and no more, until the share is ended (SHA-01)", async () => {
    const [owner, other] = [await makeStaff(), await makeStaff()];
    const name = `${rareWord()}${fresh("共享")}`;
    const { id } = await makeCustomerOf(owner.login, { name });
    const [page, theirs] = [await open(owner.login), await open(other.login)];
    expect((await theirs.goto(`/customers/${id}`))?.status()).toBe(404);

    await page.goto(`/customers/${id}/shares`);
    await page.getByText(t("empty_title")).waitFor();
    await button(page, t("share")).click();
    const dialog = panel(page, t("share_title", { count: 1 }));
    await pick(dialog, t("field.userIds"), other.name);
    await button(dialog, t("share_verb", { count: 1 })).click();
    await told(page, t("shared", { count: 1 }));
    await row(page, other.name).waitFor();

    await theirs.goto("/customers");
    await link(theirs, name).click();
    await link(theirs, words("customers.tab.contacts")).click();
    await row(theirs, "王小明").waitFor();
    for (const absent of ["edit", "tab.billing", "tab.history", "tab.shares"])
      expect(await link(theirs, words(`customers.${absent}`)).count()).toBe(0);

    await button(row(page, other.name), t("end")).click();
    await button(page.getByRole("dialog"), t("end")).click();
    await page.getByText(t("empty_title")).waitFor();
    expect((await theirs.goto(`/customers/${id}`))?.status()).toBe(404);
  });
});
