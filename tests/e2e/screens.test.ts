import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { ask } from "./support/ask";
import { axeFinds } from "./support/axe";
import { chineseTexts, englishSentences, rawKeys, wordsOf } from "./support/reading";
import { allScreens, type Screen } from "./support/screens";
import { browser } from "./support/visit";

const WIDE = { width: 1440, height: 900 };
const TELEPHONE = { width: 390, height: 844 };
const pictures = process.env.E2E_SCREENSHOTS;
/** Only the page in front is painted in time for a picture. */
const AT_ONCE = pictures ? 1 : 3;

const open = browser();
let screens: Screen[];
beforeAll(async () => {
  // The log of refusals, too, shall have something on it.
  await ask("/system/users", { as: "sales" });
  screens = await allScreens();
});

test("in Chinese: nothing for axe to find, every word Chinese, no screen too wide for a telephone", async () => {
  const found = await lookAtAll("zh-CN", async (page, name) => {
    const text = await wordsOf(page);
    const faults = [
      ...told("key", rawKeys(text)),
      ...told("English", englishSentences(text)),
      ...(await axe(page, "light")),
    ];
    await picture(page, `${name}.1440.light`);
    await page.emulateMedia({ colorScheme: "dark" });
    await picture(page, `${name}.1440.dark`);
    await page.setViewportSize(TELEPHONE);
    faults.push(
      ...(await tooWide(page)),
      ...(await axe(page, "telephone", ["target-size", "scrollable-region-focusable"])),
    );
    await picture(page, `${name}.390.dark`);
    await page.emulateMedia({ colorScheme: "light" });
    await picture(page, `${name}.390.light`);
    return faults;
  });
  expect(found).toEqual([]);
}, 300_000);

test("in English and dark: every word English, every text readable, no screen too wide for a telephone", async () => {
  const found = await lookAtAll("en", async (page, name) => {
    const text = await wordsOf(page);
    // Dark from the start: a page in the background that is told so later keeps colours of both themes for a while.
    const faults = [
      ...told("key", rawKeys(text)),
      ...told("Chinese", chineseTexts(text)),
      ...(await axe(page, "dark", ["color-contrast"])),
    ];
    await picture(page, `${name}.1440.dark`);
    await page.setViewportSize(TELEPHONE);
    faults.push(...(await tooWide(page)));
    await picture(page, `${name}.390.dark`);
    await page.emulateMedia({ colorScheme: "light" });
    await picture(page, `${name}.390.light`);
    await page.setViewportSize(WIDE);
    await picture(page, `${name}.1440.light`);
    return faults;
  });
  expect(found).toEqual([]);
}, 300_000);

/** Opens every screen and lets `look` say what is wrong with it; a few at once. */
async function lookAtAll(
  language: "zh-CN" | "en",
  look: (page: Page, name: string) => Promise<string[]>,
): Promise<string[]> {
  const waiting = [...screens.entries()];
  const found: string[] = [];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [at, { path, as, panel }] = next;
      const page = await open(as, { language, viewport: WIDE, colorScheme: language === "en" ? "dark" : "light" });
      await page.goto(path);
      await alive(page, panel);
      const name = `${String(at).padStart(2, "0")}${path.replaceAll(/[0-9a-f-]{36}/g, "id").replaceAll(/\W+/g, "-")}.${language}`;
      found.push(...(await look(page, name)).map((fault) => `${path}: ${fault}`));
      await page.close();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return found.sort();
}

/** Waits until React has taken over, and the panel stands over its list. */
async function alive(page: Page, panel: boolean): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll("a, button")].some((element) =>
      Object.keys(element).some((key) => key.startsWith("__react")),
    ),
  );
  if (panel) await page.locator("dialog:modal").waitFor();
}

const told = (what: string, found: string[]) => found.map((text) => `${what} "${text}"`);

async function axe(page: Page, when: string, rules?: string[]): Promise<string[]> {
  return told(`axe, ${when}:`, await axeFinds(page, rules));
}

/** What sticks out where the page as a whole scrolls sideways. */
async function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const outermost = [...document.querySelectorAll("body *")].find(
      (element) => element.getBoundingClientRect().right > width + 1,
    );
    return [`wider than the telephone: ${outermost?.outerHTML.slice(0, 160)}`];
  });
}

async function picture(page: Page, name: string): Promise<void> {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), animations: "disabled" });
}
