import { eq, like } from "drizzle-orm";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { customers } from "@/db/schema";
import { ask } from "./support/ask";
import { db, fresh, makeImportOf, makeStaff } from "./support/data";
import { button, link, row, told } from "./support/screen";
import { browser } from "./support/visit";
import { of } from "./support/words";

const t = of("imports");
const undo = of("import_undo");
const column = of("imports.column");
const open = browser();

async function bringIn(page: Page, content: string): Promise<void> {
  await page.goto("/system/imports/new");
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "wrong.csv", mimeType: "text/csv", buffer: Buffer.from(content) });
  await button(page, t("upload.start")).click();
  await page.waitForURL(/\/system\/imports\/[0-9a-f-]{36}/);
  await button(page, t("map.start")).click();
  await page.getByText(t("preview.title")).waitFor({ timeout: 30_000 });
  await button(page, t("preview.import", { count: 3 })).click();
  await page.getByText(t("done.title")).waitFor({ timeout: 30_000 });
}

test("a wrong file is taken back: the preview counts, what was changed since stays with its reason, the rest is in the bin", async () => {
  const staff = await makeStaff();
  const prefix = fresh("UNDO").toUpperCase();
  const page = await open(staff.login);
  const lines = [1, 2, 3].map((at) => `${prefix}-${at},${prefix}公司${at},张三`);
  await bringIn(page, `${[column("number"), column("name"), column("contact_name")].join(",")}\n${lines.join("\n")}\n`);
  await db
    .update(customers)
    .set({ notes: "之后写的" })
    .where(eq(customers.number, `${prefix}-2`));

  await button(page, undo("undo")).click();
  const question = page.getByRole("dialog", { name: undo("confirm_title", { file: "wrong.csv" }) });
  await question.getByText(undo("preview.undone", { count: 4, total: 6 })).waitFor();
  await question.getByText(undo("preview.kept", { count: 2 })).waitFor();
  await question.getByText(undo("line", { name: `${prefix}公司2`, reason: undo("reason.changed") })).waitFor();
  await button(question, undo("undo")).click();

  await page.getByRole("link", { name: undo("download", { count: 2 }) }).waitFor({ timeout: 30_000 });
  const counts = await page.locator("dl > div dd").allTextContents();
  expect(counts).toEqual(["6", "4", "2", "0"]);
  const [file] = await Promise.all([page.waitForEvent("download"), link(page, undo("download", { count: 2 })).click()]);
  expect(file.suggestedFilename()).toBe(`${undo("file", { name: "wrong" })}.xlsx`);
  const list = (await ask(`/customers?q=${prefix}`, { as: staff.login })).text;
  expect([1, 2, 3].map((at) => list.includes(`${prefix}公司${at}`))).toEqual([false, true, false]);
  await link(page, undo("bin")).click();
  await row(page, `${prefix}公司1`).waitFor();
  expect(await db.$count(customers, like(customers.number, `${prefix}-%`))).toBe(3);
});

test("a run that waits is cancelled from its page", async () => {
  const staff = await makeStaff();
  const id = await makeImportOf(staff.login, { state: "writing", mode: "add", rowsCreated: 5 });
  const page = await open(staff.login);
  await page.goto(`/system/imports/${id}`);
  await button(page, t("run.stop")).click();
  await told(page, t("stopped.lead"));
});
