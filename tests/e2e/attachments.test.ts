import { mkdirSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { shares } from "@/db/schema";
import { baseUrl } from "./support/address";
import { ask } from "./support/ask";
import { db, fresh, makeCustomerOf, makeStaff } from "./support/data";
import { button, field, link, told } from "./support/screen";
import { browser } from "./support/visit";
import { of, words } from "./support/words";

const t = of("attachments");
const open = browser();
const pictures = process.env.E2E_SCREENSHOTS;

const picture = () =>
  sharp({ create: { width: 900, height: 600, channels: 3, background: { r: 20, g: 110, b: 160 } } })
    .composite([
      { input: Buffer.from(`<svg width="900" height="600"><circle cx="450" cy="300" r="200" fill="#fc3"/></svg>`) },
    ])
    .png()
    .toBuffer();
const named = (name: string, text: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });

describe("the files of a customer (ATT-01)", () => {
  test("several are uploaded at once, one is refused with its reason, a picture is previewed, a file loaded and removed", async () => {
    const { login } = await makeStaff();
    const { id } = await makeCustomerOf(login);
    const page = await open(login);
    await page.goto(`/customers/${id}`);
    await link(page, words("customers.tab.attachments")).click();
    await page.getByText(t("empty_title")).waitFor();
    const photo = { name: "现场照片.png", mimeType: "image/png", buffer: await picture() };
    const chosen = [named("合同 2026.txt", "合同正文"), photo, named("页面.png", "<html><script>1</script></html>")];
    await field(page, t("choose")).setInputFiles(chosen);
    await told(page, t("sent", { count: 2 }));
    await page.getByText(t("error.content", { ending: ".png" })).waitFor();
    await page.getByText(t("count", { count: 2 })).waitFor();
    await snap(page, "list");
    await button(page, t("dismiss", { name: "页面.png" })).click();

    await button(page, t("preview", { name: "现场照片.png" })).click();
    const dialog = page.getByRole("dialog", { name: "现场照片.png" });
    const image = dialog.getByRole("img", { name: "现场照片.png" });
    await image.waitFor();
    await expect.poll(() => image.evaluate((element) => (element as HTMLImageElement).naturalWidth)).toBe(480);
    await snap(page, "preview");
    await button(dialog, words("ui.close")).click();

    const [download] = await Promise.all([page.waitForEvent("download"), link(page, "合同 2026.txt").click()]);
    expect(download.suggestedFilename()).toBe("合同 2026.txt");

    await page
      .getByRole("listitem")
      .filter({ hasText: "合同 2026.txt" })
      .getByRole("button", { name: t("remove") })
      .click();
    await button(page.getByRole("dialog"), t("remove_verb")).click();
    await told(page, t("removed", { name: "合同 2026.txt" }));
    await page.getByText(t("count", { count: 1 })).waitFor();
    await link(page, words("customers.tab.history")).click();
    await page.getByText(words("audit.event.attachment.removed")).waitFor();
  });

  test("whoever it is shared with loads the file and adds none; nobody else finds it, and it comes as a download (AZ-15)", async () => {
    const [owner, other, third] = [await makeStaff(), await makeStaff(), await makeStaff()];
    const { id } = await makeCustomerOf(owner.login);
    const search = new URLSearchParams({ on: "customer", record: id, key: crypto.randomUUID(), name: "a.txt" });
    const upload = { as: owner.login, method: "POST", headers: { origin: baseUrl }, body: "abc" };
    const sent = await ask(`/api/attachments?${search}`, upload);
    expect(sent.status).toBe(201);
    const file = `/api/attachments/${(JSON.parse(sent.text) as { id: string }).id}`;
    const now = new Date();
    await db
      .insert(shares)
      .values({ customerId: id, userId: other.id, sharedBy: owner.id, createdAt: now, updatedAt: now });

    const answer = await ask(file, { as: other.login });
    expect([answer.status, answer.text]).toEqual([200, "abc"]);
    expect(answer.header("content-disposition")).toMatch(/^attachment;/);
    expect(answer.header("x-content-type-options")).toBe("nosniff");
    expect(answer.header("content-security-policy")).toContain("sandbox");
    expect(answer.header("cache-control")).toBe("private, no-store");
    for (const as of [third.login, undefined])
      for (const path of [file, `${file}/preview`])
        expect([as, path, (await ask(path, { as })).status]).toEqual([as, path, as ? 404 : 401]);
    const theirs = await open(other.login);
    await theirs.goto(`/customers/${id}/attachments`);
    await link(theirs, "a.txt").waitFor();
    expect(await field(theirs, t("choose")).count()).toBe(0);
    expect(await theirs.getByRole("button", { name: t("remove") }).count()).toBe(0);
    search.set("key", crypto.randomUUID());
    expect((await ask(`/api/attachments?${search}`, { ...upload, as: other.login })).status).toBe(404);
  });

  test("more than 10 MB arrive whole", async () => {
    const { login } = await makeStaff();
    const { id } = await makeCustomerOf(login);
    const search = new URLSearchParams({
      on: "customer",
      record: id,
      key: crypto.randomUUID(),
      name: `${fresh("a")}.txt`,
    });
    const body = "a".repeat(12 * 1024 * 1024);
    const sent = await ask(`/api/attachments?${search}`, {
      as: login,
      method: "POST",
      headers: { origin: baseUrl },
      body,
    });
    expect(sent.status).toBe(201);
    const { text } = await ask(`/api/attachments/${(JSON.parse(sent.text) as { id: string }).id}`, { as: login });
    expect(text.length).toBe(body.length);
  });
});

type Page = Awaited<ReturnType<typeof open>>;

/** Pictures to look at, where they are asked for. */
async function snap(page: Page, name: string): Promise<void> {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `attachments-${name}.1440.png`) });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.screenshot({ path: join(pictures, `attachments-${name}.390.png`) });
  await page.setViewportSize({ width: 1440, height: 900 });
}
