import { NextRequest } from "next/server";
import { beforeAll, expect, test, vi } from "vitest";
import { type SessionToken, writeToken } from "@/lib/core/session-token";
import { config, middleware } from "@/middleware";

const SECRET = "a secret that is long enough for every test";
beforeAll(() => {
  vi.stubEnv("DATABASE_URL", "postgres://localhost/none");
  vi.stubEnv("AUTH_SECRET", SECRET);
  vi.stubEnv("APP_ENV", "development");
});

async function visit(path: string, token?: Partial<SessionToken>, init: { method?: string; cookie?: string } = {}) {
  const full = token && { sid: crypto.randomUUID(), audience: "staff" as const, modules: [], ...token };
  const cookie = init.cookie ?? (full && `kehu.session=${await writeToken(full, SECRET)}`);
  const headers = cookie ? { cookie } : undefined;
  return middleware(new NextRequest(`http://localhost:3000${path}`, { method: init.method ?? "GET", headers }));
}
const passed = (response: Response) => response.headers.get("x-middleware-next") === "1";
const turned = (response: Response) => response.headers.get("x-middleware-rewrite");

test("a stranger is sent to the sign-in and back to where they wanted to go", async () => {
  const response = await visit("/customers?q=北斗");
  expect(response.status).toBe(307);
  const to = new URL(response.headers.get("location")!);
  expect(to.pathname).toBe("/sign-in");
  expect(to.searchParams.get("to")).toBe("/customers?q=%E5%8C%97%E6%96%97");
  expect((await visit("/")).headers.get("location")).toBe("http://localhost:3000/sign-in");
});

test.each(["/no-such-page", "/customers/../system/users", "/Customers", "/baseline-list", "/sign-innocent", "/apiary"])(
  "a stranger learns nothing from %s",
  async (path) => expect((await visit(path)).status).toBe(307),
);

test.each(["/sign-in", "/first-password?token=x", "/api/health", "/api/auth/csrf"])(
  "%s is open to strangers",
  async (path) => expect(passed(await visit(path))).toBe(true),
);

test("the cookie's modules open their places and no others", async () => {
  const modules = ["customers"];
  expect(passed(await visit("/customers/new", { modules }))).toBe(true);
  expect(passed(await visit("/no-such-page", { modules })), "answers 404 itself").toBe(true);
  const refused = await visit("/system/users?q=1", { modules });
  expect(turned(refused)).toBe("http://localhost:3000/no-entry?to=%2Fsystem%2Fusers%3Fq%3D1");
});

test("a portal session gets no staff page, even with the module", async () => {
  const response = await visit("/customers", { audience: "portal", modules: ["customers"] });
  expect(turned(response)).toContain("/no-entry");
});

test("each side is turned away from the other's area, and not turned away from the refusal itself", async () => {
  const [staff, portal] = [{ modules: ["customers"] }, { audience: "portal" as const }];
  expect(passed(await visit("/portal/account", portal))).toBe(true);
  expect(turned(await visit("/portal", staff))).toContain("/no-entry?to=%2Fportal");
  for (const who of [staff, portal]) expect(passed(await visit("/no-entry?to=%2Fcustomers", who))).toBe(true);
  expect((await visit("/", portal)).headers.get("location")).toBe("http://localhost:3000/portal");
  expect((await visit("/portal")).headers.get("location")).toContain("/sign-in");
});

test("a cookie of another secret, in plain text or of nothing makes a stranger", async () => {
  const token = { sid: "x", audience: "staff" as const, modules: ["customers"] };
  const foreign = await writeToken(token, "the secret of another installation, long enough");
  for (const value of [foreign, JSON.stringify(token), "a.b.c", ""])
    expect((await visit("/customers", undefined, { cookie: `kehu.session=${value}` })).status).toBe(307);
});

test("an action's POST goes on to its own door, which answers in words", async () => {
  expect(passed(await visit("/customers", undefined, { method: "POST" }))).toBe(true);
});

test("every answer forbids foreign scripts, frames and caches; the nonce is new each time", async () => {
  const [one, two] = [await visit("/sign-in"), await visit("/customers")];
  for (const { headers } of [one, two]) {
    const policy = headers.get("content-security-policy")!;
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w-]{36}' 'strict-dynamic';/);
    for (const part of ["frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'", "form-action 'self'"])
      expect(policy).toContain(part);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("cache-control")).toBe("private, no-store");
  }
  expect(one.headers.get("content-security-policy")).not.toBe(two.headers.get("content-security-policy"));
  expect(one.headers.get("x-middleware-request-content-security-policy")).toBe(
    one.headers.get("content-security-policy"),
  );
});

test("a page whose address holds a link's secret tells no referrer", async () => {
  expect((await visit("/first-password?token=x")).headers.get("referrer-policy")).toBe("no-referrer");
  expect((await visit("/sign-in")).headers.get("referrer-policy")).toBe("same-origin");
});

test("the gate stands before everything but compiled and root files", () => {
  const gate = new RegExp(`^${config.matcher[0]}$`);
  for (const path of ["/", "/customers", "/customers/export", "/system/users.png", "/api/x", "/_next/data/x"])
    expect(gate.test(path), `gate of ${path}`).toBe(true);
  for (const path of ["/_next/static/chunk.js", "/favicon.ico", "/icon.svg"])
    expect(gate.test(path), `gate of ${path}`).toBe(false);
});
