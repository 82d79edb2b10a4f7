import { eq } from "drizzle-orm";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { users } from "@/db/schema";
import { ask } from "./support/ask";
import { db, fresh, makeStaff } from "./support/data";
import { button, field, link, told } from "./support/screen";
import { DEMO_PASSWORD, signIn } from "./support/sign-in";
import { browser } from "./support/visit";
import { of } from "./support/words";

const t = of("account");
const door = of("sign_in");
const nav = of("navigation");
const outbox = of("notifications");
const open = browser();
const NEW = "一条很长的新密码 2026";

async function fillIn(page: Page, login: string, password: string) {
  await page.getByLabel(door("login")).fill(login);
  await page.getByLabel(door("password"), { exact: true }).fill(password);
  await button(page, door("submit")).click();
}
const inside = (page: Page) => page.getByRole("heading", { level: 1, name: of("customers")("title") }).waitFor();

test("I change my password and sign in with the new one; the old one is refused (ACC-05)", async () => {
  const staff = await makeStaff();
  const page = await open(staff.login, { jar: await signIn(staff.login) });
  await page.goto("/customers");
  await button(page, staff.name).click();
  await link(page, nav("change_password")).click();
  await page.getByRole("heading", { level: 1, name: t("password.title") }).waitFor();

  await field(page, t("password.current")).fill("not the password");
  await field(page, t("password.new")).fill(NEW);
  await field(page, t("password.again")).fill(NEW);
  await button(page, t("password.save")).click();
  await page.getByText(t("error.wrong_password")).waitFor();
  await field(page, t("password.current")).fill(DEMO_PASSWORD);
  await button(page, t("password.save")).click();
  await told(page, t("password.saved"));
  expect(await field(page, t("password.new")).inputValue()).toBe("");

  const again = await open();
  await again.goto("/sign-in");
  await fillIn(again, staff.login, DEMO_PASSWORD);
  await again.getByText(door("error.failed")).waitFor();
  await fillIn(again, staff.login, NEW);
  await inside(again);
});

test("I forget my password, get a link, and set a new one with it, once (ACC-05, NOT-01)", async () => {
  const staff = await makeStaff();
  const email = `${fresh("e2e-")}@example.com`;
  await db.update(users).set({ email }).where(eq(users.id, staff.id));
  const page = await open();
  await page.goto("/sign-in");
  await link(page, door("forgot.link")).click();
  // Both pages have a field of this name.
  await page.waitForURL("**/forgot");
  await page.getByLabel(door("login")).fill(staff.login);
  await button(page, door("forgot.submit")).click();
  await page.getByText(door("forgot.done")).waitFor();

  const admin = await open("admin");
  await admin.goto(`/system/outbox?q=${encodeURIComponent(email)}`);
  await admin.getByText(outbox("kept")).waitFor();
  await admin.locator("tbody").getByRole("link").first().click();
  const text = await admin.getByText("/first-password?token=").first().textContent();
  const address = new URL(/https?:\S+/.exec(text!)![0]);

  await page.goto(address.pathname + address.search);
  await page.getByLabel(door("first.password"), { exact: true }).fill(NEW);
  await page.getByLabel(door("first.repeated"), { exact: true }).fill(NEW);
  await button(page, door("first.submit")).click();
  await page.getByText(door("first.done")).waitFor();
  await link(page, door("first.to_sign_in")).click();
  await fillIn(page, staff.login, NEW);
  await inside(page);

  const late = await open();
  await late.goto(address.pathname + address.search);
  await late.getByRole("heading", { name: door("first.ended_title") }).waitFor();
});

test("an unknown login gets the same answer", async () => {
  const page = await open();
  await page.goto("/forgot");
  await button(page, door("forgot.submit")).click();
  await page.getByText(door("error.login_missing"), { exact: true }).waitFor();
  await page.getByLabel(door("login")).fill("nobody.of.this.name");
  await button(page, door("forgot.submit")).click();
  await page.getByText(door("forgot.done")).waitFor();
});

test("a password that the administrator set has to be changed at the next sign-in (ACC-05)", async () => {
  const staff = await makeStaff();
  const accounts = of("users");
  const admin = await open("admin");
  await admin.goto(`/system/users/${staff.id}/password`);
  await field(admin, accounts("field.newPassword")).fill("one-time words 2026");
  await field(admin, accounts("field.passwordAgain")).fill("one-time words 2026");
  await button(admin, accounts("set_password")).click();
  await admin.waitForURL(`**/system/users/${staff.id}`);

  const page = await open();
  await page.goto("/sign-in");
  await fillIn(page, staff.login, "one-time words 2026");
  await page.getByLabel(door("first.password"), { exact: true }).fill(NEW);
  await page.getByLabel(door("first.repeated"), { exact: true }).fill(NEW);
  await button(page, door("first.submit")).click();
  await page.getByText(door("first.done")).waitFor();
  await link(page, door("first.to_sign_in")).click();
  await fillIn(page, staff.login, NEW);
  await inside(page);
});

test("I sign out another session of mine, and stay where I am (ACC-06)", async () => {
  const staff = await makeStaff();
  const elsewhere = await signIn(staff.login);
  const third = await signIn(staff.login);
  const page = await open(staff.login, { jar: await signIn(staff.login) });
  await page.goto("/account/sessions");
  const list = page.getByRole("list", { name: t("sessions.title") }).getByRole("listitem");
  expect(await list.count()).toBe(3);
  expect(await list.first().getByText(t("sessions.this"), { exact: true }).count()).toBe(1);
  // Last seen first: the third one stands below this one.
  await button(list.nth(1), t("sessions.sign_out")).click();
  await button(page.getByRole("dialog"), t("sessions.sign_out")).click();
  await told(page, t("sessions.signed_out"));
  expect((await ask("/customers", { jar: third })).location).toBe("/sign-in");
  expect((await ask("/customers", { jar: elsewhere })).status).toBe(200);

  await button(page, t("sessions.sign_out_others")).click();
  await button(page.getByRole("dialog"), t("sessions.sign_out")).click();
  await told(page, t("sessions.others_done"));
  expect((await ask("/customers", { jar: elsewhere })).location).toBe("/sign-in");
  await page.goto("/account/sessions");
  expect(await list.count()).toBe(1);
});
