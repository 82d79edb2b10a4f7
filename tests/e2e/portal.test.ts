import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { customers, outboxMessages } from "@/db/schema";
import { makeContact } from "../support/customers";
import { ask } from "./support/ask";
import { db, fresh, makeCustomerOf } from "./support/data";
import { makePortalUserOf } from "./support/portal";
import { actOn, button, field, link, panel, row, told } from "./support/screen";
import { DEMO_PASSWORD, signIn } from "./support/sign-in";
import { browser } from "./support/visit";
import { of } from "./support/words";

const t = of("portal");
const signInWords = of("sign_in");
const open = browser();

describe("the customer portal", () => {
  test("a salesperson invites a contact, who sets a password, signs in and sees the company and those below it (CON-03, SCP-07)", async () => {
    const customer = await makeCustomerOf("sales");
    const child = await makeCustomerOf("sales", { parentId: customer.id });
    const stranger = await makeCustomerOf("sales");
    const email = `${fresh("li.na.")}@customer.example`;
    await makeContact(db, customer.id, { name: "李娜", isPrimary: false, email });

    const page = await open("sales");
    await page.goto(`/customers/${customer.id}/contacts`);
    await actOn(page, "李娜", t("access"));
    const side = panel(page, t("access_of", { name: "李娜" }));
    await button(side, t("invite")).click();
    await told(page, t("invited", { name: "李娜", email }));
    await row(page, "李娜")
      .filter({ hasText: t("state.invited") })
      .waitFor();

    // Without a mail server the administrator reads the link in the outbox.
    const [mail] = await db.select().from(outboxMessages).where(eq(outboxMessages.recipient, email));
    const office = await open("admin");
    await office.goto(`/system/outbox/${mail!.id}`);
    const [address] = /http\S+\/first-password\?token=[\w-]+/.exec(await office.getByRole("main").innerText()) ?? [];

    const theirs = await open();
    await theirs.goto(address!);
    await theirs.getByLabel(signInWords("first.password"), { exact: true }).fill("violet tram depot 94");
    await theirs.getByLabel(signInWords("first.repeated"), { exact: true }).fill("violet tram depot 94");
    await button(theirs, signInWords("first.submit")).click();
    await link(theirs, signInWords("first.to_sign_in")).click();
    await theirs.getByLabel(signInWords("login")).fill(email);
    await theirs.getByLabel(signInWords("password"), { exact: true }).fill("violet tram depot 94");
    await button(theirs, signInWords("submit")).click();
    await theirs.waitForURL("**/portal");
    await theirs.getByRole("heading", { level: 1, name: customer.name }).waitFor();
    await theirs.getByRole("link", { name: email }).waitFor();
    await theirs.getByRole("searchbox", { name: t("search") }).fill(child.name);
    await button(theirs, t("find")).click();
    await theirs.getByRole("link", { name: child.name }).click();
    await theirs.getByRole("heading", { level: 1, name: child.name }).waitFor();
    expect((await theirs.goto(`/portal/companies/${stranger.id}`))?.status()).toBe(404);
    expect((await theirs.goto("/customers"))?.status()).toBe(403);

    await page.reload();
    await row(page, "李娜")
      .filter({ hasText: t("state.active") })
      .waitFor();
    await actOn(page, "李娜", t("access"));
    await button(side, t("disable")).click();
    await button(page.getByRole("dialog", { name: t("disable_title", { name: "李娜" }) }), t("disable")).click();
    await told(page, t("disabled", { name: "李娜" }));
    await theirs.goto("/portal");
    await theirs.waitForURL("**/sign-in**");
  });

  test("the pages know only the session's customer: no parameter widens them (AZ-03, I1)", async () => {
    const [mine, other] = [await makePortalUserOf("sales"), await makePortalUserOf("sales")];
    const as = mine.user.login;
    const seen = async (path: string) => (await ask(path, { as })).text;
    expect(await seen("/portal")).toContain(mine.child.name);
    for (const query of [
      `customer=${other.customer.id}`,
      `customerId=${other.customer.id}`,
      `id=${other.customer.id}`,
      `q=${encodeURIComponent(other.child.name.slice(0, 2))}`,
      `q=&parent=${other.customer.id}&all=1`,
    ]) {
      const text = await seen(`/portal?${query}`);
      expect([query, text.includes(other.customer.name), text.includes(other.child.number)]).toEqual([
        query,
        false,
        false,
      ]);
    }
    for (const id of [other.customer.id, other.child.id, crypto.randomUUID(), "nonsense"])
      expect([id, (await ask(`/portal/companies/${id}`, { as })).status]).toEqual([id, 404]);
    expect((await ask(`/portal/companies/${mine.child.id}`, { as })).status).toBe(200);
    await db.update(customers).set({ parentId: other.customer.id }).where(eq(customers.id, mine.child.id));
    expect((await ask(`/portal/companies/${mine.child.id}`, { as })).status).toBe(404);
    expect((await ask(`/portal/companies/${mine.child.id}`, { as: other.user.login })).status).toBe(200);
  });

  test("on a telephone: the own password is changed, and other sessions end", async () => {
    const { user } = await makePortalUserOf("sales");
    const elsewhere = await signIn(user.login);
    const page = await open(undefined, { jar: await signIn(user.login), viewport: { width: 390, height: 844 } });
    await page.goto("/portal/account");
    const words = of("account");
    await field(page, words("password.current")).fill(DEMO_PASSWORD);
    await field(page, words("password.new")).fill("violet tram depot 95");
    await field(page, words("password.again")).fill("violet tram depot 95");
    await button(page, words("password.save")).click();
    await told(page, words("password.saved"));
    expect((await ask("/portal", { jar: elsewhere })).status).toBe(307);
    expect((await ask("/portal", { jar: await signIn(user.login, "violet tram depot 95") })).status).toBe(200);
  });

  test("the demo users of the portal land there (ACC-01)", async () => {
    for (const as of ["portal", "portal-member"]) {
      expect((await ask("/", { as })).location).toMatch(/\/portal$/);
      expect((await ask("/portal", { as })).status).toBe(200);
    }
    expect((await ask("/portal", { as: "admin" })).status).toBe(403);
  });
});
