import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { baseUrl } from "./address";
import { launchBrowser } from "./browser";
import { type DemoUser, type Jar, sessionOf } from "./sign-in";

type Options = BrowserContextOptions & {
  /** A session of the test's own, for tests that end it. */
  jar?: Jar;
  language?: "zh-CN" | "en" | "pl";
};

/**
 * The browser of a test file. The function that it returns opens a page, signed in as somebody or, without a name, as
 * nobody. Pages of the same person share cookies and cache; those with a session of their own (`jar`) share with none. A
 * page on which a script failed fails the test.
 */
export function browser() {
  let running: Browser;
  const contexts = new Map<string, Promise<BrowserContext>>();
  const faults: string[] = [];
  beforeAll(async () => {
    running = await launchBrowser();
  });
  afterEach(async () => {
    await Promise.all(running.contexts().flatMap((context) => context.pages().map((page) => page.close())));
    expect(faults.splice(0)).toEqual([]);
  });
  afterAll(() => running.close());

  async function contextFor(who: string | undefined, { jar, language = "zh-CN", ...options }: Options) {
    const context = await running.newContext({
      baseURL: baseUrl,
      locale: language,
      viewport: { width: 1440, height: 900 },
      reducedMotion: "reduce",
      ...options,
    });
    context.setDefaultTimeout(15_000);
    const cookies = { ...(jar ?? (who ? await sessionOf(who) : {})), "kehu.locale": language };
    await context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url: baseUrl })));
    return context;
  }
  return async function open(who?: DemoUser | (string & {}), options: Options = {}): Promise<Page> {
    const key = JSON.stringify([who, options]);
    const context = (who && !options.jar && contexts.get(key)) || contextFor(who, options);
    contexts.set(key, context);
    const page = await (await context).newPage();
    page.on("pageerror", (error) => faults.push(`${page.url()}: ${error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error" && !TOLD.test(message.text())) faults.push(`${page.url()}: ${message.text()}`);
    });
    return page;
  };
}

/** The browser itself notes every answer of 400 and above: tests look at those where they matter. */
const TOLD = /^Failed to load resource: the server responded with a status of 4/;
