import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { ask } from "./support/ask";
import { baseUrl } from "./support/address";
import { makeCustomerOf, makeStaff } from "./support/data";
import { DEMO_PASSWORD, demoUsers, signIn } from "./support/sign-in";
import { browser } from "./support/visit";
import { of } from "./support/words";

const t = of("sign_in");
const ui = of("ui");
const open = browser();

async function fillIn(page: Page, login: string, password = DEMO_PASSWORD) {
  await page.getByLabel(t("login")).fill(login);
  await page.getByLabel(t("password"), { exact: true }).fill(password);
  await page.getByRole("button", { name: t("submit"), exact: true }).click();
}
const refusal = (page: Page) => page.getByRole("main").getByRole("alert").textContent();

async function signOut(page: Page, name: string) {
  await page.getByRole("button", { name }).click();
  await page.getByRole("button", { name: ui("sign_out") }).click();
  await page.getByRole("heading", { name: t("title") }).waitFor();
}

describe("signing in", () => {
  test("a click on a demo user fills in the form, and the first place of the menu opens", async () => {
    const page = await open();
    await page.goto("/");
    await page.getByRole("button", { name: `${t("demo.sales")} sales`, exact: true }).click();
    await page.getByRole("button", { name: t("submit"), exact: true }).click();
    await page.getByRole("heading", { level: 1, name: of("customers")("title") }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/customers");
  });

  test("every demo user lands at the first place of their menu", async () => {
    const places = await Promise.all(demoUsers.map(async (as) => (await ask("/", { as })).location));
    expect(places).toEqual(demoUsers.map(() => "/customers"));
  });

  test("who cannot come in is not told why; what was typed stays", async () => {
    const page = await open();
    await page.goto("/sign-in");
    await page.getByRole("button", { name: t("submit"), exact: true }).click();
    await page.getByText(t("error.login_missing")).waitFor();
    await fillIn(page, "nobody.of.this.name", "not the password");
    expect(await refusal(page)).toBe(t("error.failed"));
    await fillIn(page, "sales", "not the password");
    expect(await refusal(page)).toBe(t("error.failed"));
    expect(await page.getByLabel(t("login")).inputValue()).toBe("sales");
  });

  test("the page that was wanted opens afterwards, with its filters", async () => {
    const page = await open();
    await page.goto("/customers?kind=person&sort=-name");
    expect(new URL(page.url()).pathname).toBe("/sign-in");
    await fillIn(page, "support");
    await page.waitForURL("**/customers?kind=person&sort=-name");
  });

  test("an address that leads elsewhere is not followed", async () => {
    const page = await open();
    await page.goto("/sign-in?to=%2F%5Cevil.example%2F");
    await fillIn(page, "service");
    await page.getByRole("heading", { level: 1, name: of("customers")("title") }).waitFor();
    expect(new URL(page.url()).origin).toBe(baseUrl);
    const hostile = [
      "//evil.example",
      "https://evil.example/",
      "javascript:alert(1)",
      "/\t/evil.example",
      "/.//evil.example",
    ];
    for (const to of hostile) {
      const { location } = await ask(`/sign-in?to=${encodeURIComponent(to)}`, { as: "service" });
      expect([to, location]).toEqual([to, "/"]);
    }
  });
});

describe("signing out", () => {
  test("Back shows nothing of what was there", async () => {
    const customer = await makeCustomerOf("sales");
    const page = await open("sales", { jar: await signIn("sales") });
    await page.goto(`/customers/${customer.id}`);
    await page.getByRole("heading", { name: customer.name }).waitFor();
    await signOut(page, "李思敏");
    await page.goBack();
    await page.getByRole("heading", { name: t("title") }).waitFor();
    expect(await page.content()).not.toContain(customer.name);
  });

  test("ends the session, wherever its cookie was copied to", async () => {
    const jar = await signIn("cloud");
    const page = await open("cloud", { jar });
    await page.goto("/customers");
    expect((await ask("/customers", { jar })).status).toBe(200);
    await signOut(page, "郭俊杰");
    expect((await ask("/customers", { jar })).location).toBe("/sign-in");
  });
});

test("who is locked by the administrator is out at the next click", async () => {
  const users = of("users");
  const staff = await makeStaff();
  const customer = await makeCustomerOf(staff.login);
  const page = await open(staff.login);
  await page.goto("/customers");

  const admin = await open("admin");
  await admin.goto(`/system/users/${staff.id}/edit`);
  await admin.getByLabel(users("field.locked")).check();
  await admin.getByRole("button", { name: users("save"), exact: true }).click();
  await admin.waitForURL(`**/system/users/${staff.id}`);

  await page.getByRole("link", { name: customer.name }).click();
  await page.getByRole("heading", { name: t("title") }).waitFor();
  await fillIn(page, staff.login);
  expect(await refusal(page)).toBe(t("error.locked"));
});
