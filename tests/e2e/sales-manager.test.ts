import { eq, inArray } from "drizzle-orm";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { customers, users } from "@/db/schema";
import { db, fresh, makeCustomerOf, makeStaff, rareWord } from "./support/data";
import { actOn, button, field, panel, pick, row, told } from "./support/screen";
import { browser } from "./support/visit";
import { of, words } from "./support/words";

const shares = of("shares");
const views = of("views");
const merges = of("merges");
const bin = of("bin");
const imports = of("imports");
const undo = of("import_undo");
const ui = of("ui");
const open = browser();

const LEFT_BEHIND = 40;

test("the day of a sales manager: view, hand-over, quota, merge, bin, and an import taken back", async () => {
  const [leaving, full, taking] = [await makeStaff(), await makeStaff(), await makeStaff()];
  await db
    .update(users)
    .set({ privateQuota: LEFT_BEHIND - 1 })
    .where(eq(users.id, full.id));
  const word = rareWord();
  const made = await Promise.all(
    Array.from({ length: LEFT_BEHIND }, (_, at) => makeCustomerOf(leaving.login, { name: `${word}${at}有限公司` })),
  );
  const ids = made.map(({ id }) => id);
  const page = await open("manager");

  await keepsAView(page, word, leaving.name);
  await handsOver(page, full.name);
  const refused = new RegExp(`“${full.name}”.*${LEFT_BEHIND - 1}.*${LEFT_BEHIND}`);
  await page.getByText(refused).first().waitFor();
  await handsOverTo(page, taking.name);
  const owned = db.$count(customers, eq(customers.ownerId, taking.id));
  expect(await owned).toBe(LEFT_BEHIND);

  const [kept, twin] = [made[0]!, made[1]!];
  await mergesTwo(page, word, kept.name, twin.name);
  expect(await db.$count(customers, inArray(customers.mergedInto, [kept.id]))).toBe(1);

  const root = made[2]!;
  await db
    .update(customers)
    .set({ parentId: root.id })
    .where(inArray(customers.id, ids.slice(3, 8)));
  await deletesAndRestores(page, word, root.name);
  expect(
    (
      await db
        .select()
        .from(customers)
        .where(inArray(customers.id, ids.slice(2, 8)))
    ).every(isLiving),
  ).toBe(true);

  await takesAnImportBack(page);
}, 240_000);

const isLiving = ({ deletedAt }: { deletedAt: Date | null }) => deletedAt === null;

/** Filters the list by the owner who leaves, and keeps that as a view. */
async function keepsAView(page: Page, word: string, owner: string): Promise<void> {
  await page.goto(`/customers?q=${word}`);
  await pick(page, words("customers.field.ownerId"), owner);
  await button(page, ui("filter.apply")).click();
  await page.getByRole("list", { name: ui("filter.active") }).waitFor();
  await page
    .locator("summary")
    .filter({ hasText: views("menu") })
    .click();
  await button(page, views("save_as")).click();
  const name = fresh("交接");
  const dialog = panel(page, views("save_as"));
  await field(dialog, views("field.name")).fill(name);
  await button(dialog, views("save")).click();
  await told(page, views("saved", { name }));
  await page.waitForURL(/view=/);
}

/** Ticks the whole page and asks to hand everything to somebody. */
async function handsOver(page: Page, receiver: string): Promise<void> {
  await page.getByRole("checkbox", { name: ui("table.select_page") }).check();
  await button(page, shares("assign")).click();
  const dialog = panel(page, shares("assign_title", { count: LEFT_BEHIND }));
  await pick(dialog, shares("field.ownerId"), receiver);
  await field(dialog, shares("field.reason")).fill("员工离职交接");
  await button(dialog, shares("assign_verb", { count: LEFT_BEHIND })).click();
}

/** The same dialog with another receiver: what was typed is still there. */
async function handsOverTo(page: Page, receiver: string): Promise<void> {
  const dialog = panel(page, shares("assign_title", { count: LEFT_BEHIND }));
  await pick(dialog, shares("field.ownerId"), receiver);
  expect(await field(dialog, shares("field.reason")).inputValue()).toBe("员工离职交接");
  await button(dialog, shares("assign_verb", { count: LEFT_BEHIND })).click();
  await told(page, shares("assigned", { count: LEFT_BEHIND, to: receiver }));
}

async function mergesTwo(page: Page, word: string, survivor: string, loser: string): Promise<void> {
  await page.goto(`/customers?q=${word}`);
  for (const name of [survivor, loser]) await row(page, name).getByRole("checkbox").check();
  await button(page, merges("merge")).click();
  await page.waitForURL("**/customers/merge?**");
  await button(page, merges("verb")).click();
  const names = { survivor, loser };
  await button(page.getByRole("dialog", { name: merges("confirm_title", names) }), merges("verb")).click();
  await told(page, merges("done", names));
}

async function deletesAndRestores(page: Page, word: string, name: string): Promise<void> {
  await page.goto(`/customers?q=${word}`);
  await actOn(page, name, bin("delete"));
  const asked = page.getByRole("dialog", { name: bin("delete_title", { name }) });
  await asked.getByText(bin("preview.companies", { count: 5 }), { exact: true }).waitFor();
  await button(asked, bin("delete_verb")).click();
  await told(page, bin("deleted", { name }));
  await page.goto("/bin");
  await button(row(page, name), bin("restore")).click();
  await button(page.getByRole("dialog", { name: bin("restore_title", { name }) }), bin("restore_verb")).click();
  await told(page, bin("restored", { name }));
}

async function takesAnImportBack(page: Page): Promise<void> {
  const prefix = fresh("DAY").toUpperCase();
  const head = [imports("column.number"), imports("column.name")].join(",");
  const lines = Array.from({ length: 20 }, (_, at) => `${prefix}-${at},${prefix}公司${at}`);
  await page.goto("/system/imports/new");
  const file = { name: "day.csv", mimeType: "text/csv", buffer: Buffer.from([head, ...lines, ""].join("\n")) };
  await page.locator("input[type=file]").setInputFiles(file);
  await button(page, imports("upload.start")).click();
  await page.waitForURL(/\/system\/imports\/[0-9a-f-]{36}/);
  await button(page, imports("map.start")).click();
  await button(page, imports("preview.import", { count: 20 })).click({ timeout: 30_000 });
  await page.getByText(imports("done.title")).waitFor({ timeout: 30_000 });
  await button(page, undo("undo")).click();
  const question = page.getByRole("dialog", { name: undo("confirm_title", { file: "day.csv" }) });
  await question.getByText(undo("preview.undone", { count: 20, total: 20 })).waitFor();
  await button(question, undo("undo")).click();
  await expect
    .poll(async () => (await page.locator("dl > div dd").allTextContents()).join(), { timeout: 30_000 })
    .toBe("20,20,0,0");
  await page.goto(`/customers?q=${prefix}`);
  await page.getByText(words("customers.none_title")).waitFor();
}
