import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { customers, users } from "@/db/schema";
import { db, fresh, makeCustomerOf, makeRole, makeStaff, rareWord } from "./support/data";
import { button, field, link, panel, pick, row, told } from "./support/screen";
import { browser } from "./support/visit";
import { of, words } from "./support/words";

const t = of("users");
const h = of("handover");
const p = of("personnel");
const open = browser();

test("somebody leaves: the form points to the assistant, which hands on the customers and ends the work (ORG-09, ORG-08)", async () => {
  const [from, to] = [await makeStaff(), await makeStaff()];
  const name = `${rareWord()}交接有限公司`;
  await makeCustomerOf(from.login, { name });
  const theirs = await open(from.login);
  await theirs.goto("/customers");

  const page = await open("admin");
  await page.goto(`/system/users/${from.id}/edit`);
  await page.getByRole("radio", { name: t("state.left") }).check();
  await page.getByText(h("leaving", { count: 1 })).waitFor();
  await button(page, t("save")).click();
  await page
    .getByText(h("error.still_owns", { count: 1 }))
    .first()
    .waitFor();

  await page.goto(`/system/users/${from.id}`);
  await link(page, t("hand_over")).click();
  await page.getByRole("heading", { name: h("title", { name: from.name }) }).waitFor();
  await page.getByRole("heading", { name: h("part.customers", { count: 1 }) }).waitFor();
  await button(page, h("verb")).click();
  await page.getByText(h("error.receiver_needed")).first().waitFor();
  await pick(page, h("receiver"), to.name);
  await button(page, h("verb")).click();
  await told(page, h("done", { name: from.name, count: 1 }));

  const left = page.getByRole("row").filter({ hasText: t("state.left") });
  await left.filter({ hasText: p("present") }).waitFor();
  await row(page, t("main_post"))
    .filter({ hasNotText: p("present") })
    .waitFor();
  const mine = await open(to.login);
  await mine.goto(`/customers?q=${encodeURIComponent(name)}`);
  await row(mine, name).waitFor();
  expect((await theirs.goto("/customers"))?.url()).toContain("/sign-in");
});

test("a person who is not handed over may keep the customers, if somebody says so", async () => {
  const from = await makeStaff();
  const customer = await makeCustomerOf(from.login);
  const page = await open("admin");
  await page.goto(`/system/users/${from.id}/edit`);
  await page.getByRole("radio", { name: t("state.retired") }).check();
  await page.getByRole("checkbox", { name: h("keep") }).check();
  await button(page, t("save")).click();
  await page.waitForURL(`**/system/users/${from.id}`);
  expect((await db.select().from(users).where(eq(users.id, from.id)))[0]!.state).toBe("retired");
  expect((await db.select().from(customers).where(eq(customers.id, customer.id)))[0]!.ownerId).toBe(from.id);
});

test("ticked accounts get a post and a role at once (ORG-07, D-53)", async () => {
  const people = [await makeStaff(), await makeStaff()];
  const word = fresh("批量");
  for (const [at, { id }] of people.entries())
    await db
      .update(users)
      .set({ name: word + at })
      .where(eq(users.id, id));
  const role = await makeRole("tags.view");
  const page = await open("admin");
  await page.goto(`/system/users?q=${encodeURIComponent(word)}&columns=name,post,partTimePosts,roles`);
  await page.getByRole("checkbox", { name: words("ui.table.select_page") }).check();
  await button(page, t("assign_posts")).click();
  const posts = panel(page, t("assign_posts_title", { count: 2 }));
  await button(posts, t("assign_posts")).click();
  await posts.getByText(t("error.choose_position_for_all")).first().waitFor();
  await pick(posts, t("field.position"), "财务主管");
  await posts.getByRole("radio", { name: new RegExp(t("post_kind.part_time")) }).check();
  await field(posts, t("field.since")).fill("2026-11-01");
  await button(posts, t("assign_posts")).click();
  await told(page, t("posts_assigned", { count: 2 }));
  await row(page, `${word}1`).filter({ hasText: "财务主管" }).waitFor();

  await page.getByRole("checkbox", { name: words("ui.table.select_page") }).check();
  await button(page, t("assign_roles")).click();
  const roles = panel(page, t("assign_roles_title", { count: 2 }));
  await roles.getByRole("checkbox", { name: new RegExp(role.name) }).check();
  await button(roles, t("assign_roles")).click();
  await told(page, t("roles_assigned", { count: 2 }));
  await row(page, `${word}0`).filter({ hasText: role.name }).waitFor();
});

test("the accounts of a filter go out with the chosen columns (EXP-01)", async () => {
  const someone = await makeStaff();
  const page = await open("admin");
  await page.goto(`/system/users?q=${someone.login}&columns=login,name`);
  await button(page.locator(".list-header"), words("ui.more")).click();
  const waiting = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: t("export_csv") }).click();
  const text = await (await (await waiting).createReadStream()).toArray();
  expect(Buffer.concat(text).toString("utf8")).toBe(
    `\uFEFF${t("field.login")},${t("field.name")}\r\n${someone.login},${someone.name}\r\n`,
  );
});

test("the chart draws who answers to whom, by institution (ORG-05)", async () => {
  const page = await open("admin");
  await page.goto("/system/positions");
  await link(page, words("position_chart.title")).click();
  await page.getByRole("heading", { name: words("position_chart.title"), level: 1 }).waitFor();
  const boss = page.locator(".chart-line").first();
  expect(await boss.locator(".chart-below li").count()).toBeGreaterThan(3);
  const houses = page.getByRole("navigation", { name: words("position_chart.institution") }).getByRole("link");
  await houses.nth(1).click();
  await page.waitForURL("**/system/positions/chart?institution=*");
  expect(await page.locator(".position-chart > section").count()).toBe(1);
  expect((await page.goto("/system/positions/chart?institution=nonsense"))?.status()).toBe(404);
});

test("in the dialog of assigning, another institution gives up the person who was picked (SHA-02)", async () => {
  const [from, to] = [await makeStaff(), await makeStaff()];
  const { name } = await makeCustomerOf(from.login);
  const s = of("shares");
  const page = await open("admin");
  await page.goto(`/customers?q=${encodeURIComponent(name)}`);
  await page.getByRole("checkbox", { name: words("ui.table.select_page") }).check();
  await button(page, s("assign")).click();
  const dialog = panel(page, s("assign_title", { count: 1 }));
  await pick(dialog, s("field.ownerId"), to.name);
  const person = dialog.getByRole("combobox", { name: s("field.ownerId") });
  await expect.poll(() => person.inputValue()).toContain(to.name);
  await pick(dialog, s("field.institutionId"), "华东");
  await expect.poll(() => person.inputValue()).toBe("");
});

test("a quota below what somebody owns is warned about, with the number (SCP-04)", async () => {
  const owner = await makeStaff();
  await makeCustomerOf(owner.login);
  await makeCustomerOf(owner.login);
  const page = await open("admin");
  await page.goto(`/system/users/${owner.id}/edit`);
  await field(page, t("field.privateQuota")).fill("1");
  await page.getByText(t("quota_below", { owned: 2, quota: 1 })).waitFor();
});
