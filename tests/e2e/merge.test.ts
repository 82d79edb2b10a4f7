import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { contacts, customers } from "@/db/schema";
import { ask } from "./support/ask";
import { db, makeCustomerOf, rareWord } from "./support/data";
import { button, field, row, told } from "./support/screen";
import { browser } from "./support/visit";
import { of, words } from "./support/words";

const t = of("merges");
const duplicates = of("duplicates");
const ui = of("ui");
const open = browser();

test("two ticked customers are compared, merged with the chosen values, and the merge is undone", async () => {
  const word = rareWord();
  const survivor = await makeCustomerOf("manager", {
    name: `${word}甲有限公司`,
    website: "stays.example",
    notes: null,
  });
  const loser = await makeCustomerOf("manager", { name: `${word}乙有限公司`, website: "goes.example", notes: "月结" });
  const page = await open("manager");
  await page.goto(`/customers?q=${word}`);
  for (const { name } of [survivor, loser]) await row(page, name).getByRole("checkbox").check();
  await button(page, t("merge")).click();
  await page.waitForURL("**/customers/merge?**");

  const choice = (label: string) => page.getByRole("group", { name: label, exact: true });
  const fields = of("customers");
  // What is filled wins over what is empty; between two values the survivor's stays unless one is chosen.
  expect(await choice(fields("field.notes")).getByRole("radio", { name: "月结" }).isChecked()).toBe(true);
  expect(await choice(fields("field.website")).getByRole("radio", { name: "stays.example" }).isChecked()).toBe(true);
  await choice(fields("field.website")).getByRole("radio", { name: "goes.example" }).check();
  await page.getByText(t("follows.contacts", { count: 1 }), { exact: true }).waitFor();
  await button(page, t("verb")).click();
  const names = { survivor: survivor.name, loser: loser.name };
  await button(page.getByRole("dialog", { name: t("confirm_title", names) }), t("verb")).click();
  await told(page, t("done", names));
  await page.waitForURL(`**/customers/${survivor.id}`);
  await page.getByText("goes.example", { exact: true }).waitFor();
  expect(await db.$count(contacts, eq(contacts.customerId, survivor.id))).toBe(1);

  await page.goto(`/customers?q=${word}`);
  await row(page, survivor.name).waitFor();
  expect(await row(page, loser.name).count()).toBe(0);
  await page.goto(`/customers/${loser.id}/contacts`);
  await page.waitForURL(`**/customers/${survivor.id}`);
  expect((await ask(`/customers/${loser.id}`, { as: "sales2" })).status).toBe(404);

  await button(page, t("undo")).click();
  const asked = page.getByRole("dialog", { name: t("undo_title", { name: loser.name }) });
  await asked.getByText(t("undo_whole"), { exact: true }).waitFor();
  await button(asked, t("undo_verb")).click();
  await told(page, t("undone", { name: loser.name }));
  await page.getByText("stays.example", { exact: true }).waitFor();
  await page.goto(`/customers/${loser.id}`);
  await page.getByText("goes.example", { exact: true }).waitFor();
  expect(await button(page, t("undo")).count()).toBe(0);
});

test("the record leads to merging it with a possible duplicate; sides can be swapped", async () => {
  const word = rareWord();
  const first = await makeCustomerOf("manager", { name: `${word}物流有限公司` });
  const second = await makeCustomerOf("manager", { name: `${word} 物流（有限责任公司）` });
  const page = await open("manager");
  await page.goto(`/customers/${first.id}`);
  await page
    .getByRole("main")
    .getByRole("button", { name: ui("more"), exact: true })
    .click();
  await page.getByRole("menuitem", { name: t("merge"), exact: true }).click();
  await page.getByRole("heading", { name: t("possible_of", { name: first.name }) }).waitFor();
  await page.getByRole("link", { name: second.name }).click();
  await page.getByRole("link", { name: t("swap") }).click();
  await page.waitForURL(`**/customers/merge?survivor=${second.id}&loser=${first.id}`);
  await page.getByRole("heading", { name: t("fields") }).waitFor();
});

test("whoever types a name is told who may be the same, and of others' customers only that there is one", async () => {
  const word = rareWord();
  const mine = await makeCustomerOf("sales", { name: `${word}数据有限公司` });
  const page = await open("sales");
  await page.goto("/customers/new");
  const name = field(page, words("customers.field.name"));
  await name.fill(`${word} 数据（有限责任公司）`);
  const note = page.getByRole("status").filter({ hasText: duplicates("title") });
  await note.getByRole("link", { name: mine.name }).waitFor();
  expect(await note.textContent()).toContain(mine.number);
  const hidden = await makeCustomerOf("finance", { name: `${rareWord()}机密有限公司` });
  await name.fill(hidden.name);
  await note.getByText(duplicates("hidden"), { exact: true }).waitFor();
  expect(await note.textContent()).not.toContain(hidden.name);
  await name.fill(rareWord());
  await note.waitFor({ state: "detached" });
});

test("only who may merge sees how, and may", async () => {
  const word = rareWord();
  const [one, other] = [
    await makeCustomerOf("sales", { name: `${word}甲` }),
    await makeCustomerOf("sales", { name: `${word}乙` }),
  ];
  const page = await open("sales");
  await page.goto(`/customers?q=${word}`);
  for (const { name } of [one, other]) await row(page, name).getByRole("checkbox").check();
  expect(await button(page, t("merge")).count()).toBe(0);
  expect((await ask(`/customers/merge?survivor=${one.id}&loser=${other.id}`, { as: "sales" })).status).toBe(403);
  expect(await db.$count(customers, eq(customers.mergedInto, one.id))).toBe(0);
});
