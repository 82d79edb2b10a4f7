import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { auditEvents } from "@/db/schema";
import { can } from "@/lib/core/context";
import { addressOf, type Listed, listDoors } from "@/scripts/authz/doors";
import { baseUrl } from "./support/address";
import { ask } from "./support/ask";
import {
  actorOf,
  db,
  makeCustomerOf,
  makeDepartmentOf,
  makeImportOf,
  makeLinkedContact,
  makeMail,
} from "./support/data";
import { makePortalUserOf } from "./support/portal";
import { demoUsers } from "./support/sign-in";
import { snapshot } from "./support/writes";

const doors = listDoors();
const pages = doors.filter(({ kind, permission }) => kind === "page" && typeof permission === "string");

const may = (held: Parameters<typeof can>[0], permission: Listed["permission"]) =>
  typeof permission !== "string" || permission === "signed in" || (permission !== "portal" && can(held, permission));

/** Records that the demo users reach, by address and user: what stands in the place of a parameter. */
const records = new Map<string, string>();
let customerName: string;
/** Somebody of the portal, whose company has one below it. */
let portalLogin: string;

beforeAll(async () => {
  for (const login of demoUsers) {
    const customer = await makeCustomerOf(login);
    customerName = customer.name;
    records.set(`/customers ${login}`, customer.id);
    records.set(`/contacts ${login}`, (await makeLinkedContact([customer.id])).id);
    records.set(`/system/imports ${login}`, await makeImportOf(login));
  }
  const { department, institution, position, role } = await makeDepartmentOf();
  records.set("/system/departments", department);
  records.set("/system/institutions", institution);
  records.set("/system/positions", position);
  records.set("/system/roles", role);
  // Somebody else than the administrator, who cannot hand over for himself.
  records.set("/system/users", (await actorOf("sales")).actor.id);
  records.set("/system/outbox", (await makeMail()).id);
  const { user, child } = await makePortalUserOf("sales");
  portalLogin = user.login;
  records.set("/portal/companies", child.id);
  const [event] = await db.select({ id: auditEvents.id }).from(auditEvents).limit(1);
  records.set("/system/audit", event!.id);
});

/** The address of a page with records in it that this user may see, as far as the page itself can be opened. */
function visited(address: string, login: string): string {
  const [, list = "", rest] = /^(.*?)\/\[\w+\](.*)$/.exec(address) ?? [];
  if (rest === undefined) return address;
  if (list === "/settings") return `/settings/sources${rest.replace(/\[\w+\]/, "x")}`;
  const id = records.get(`${list} ${login}`) ?? records.get(list);
  if (!id) throw new Error(`access.test.ts does not know a record for ${address}.`);
  return `${list}/${id}${rest}`;
}

describe("a page opens for those whom its declaration names", () => {
  test.each(demoUsers)("as %s: 200 with the permission, 403 without", async (login) => {
    const held = await actorOf(login);
    const expected: string[] = [];
    const found: string[] = [];
    for (const { at, permission } of pages) {
      const allowed = may(held, permission);
      // The first page has nothing of its own to show to somebody who has a place to go to.
      expected.push(`${at} ${at === "/" ? 307 : allowed ? 200 : 403}`);
      found.push(`${at} ${(await ask(visited(at, login), { as: login })).status}`);
    }
    expect(found).toEqual(expected);
  });

  test("somebody of the portal: 200 for the portal's pages, 403 for every one of the staff (SCP-07)", async () => {
    const found: string[] = [];
    for (const { at } of pages) found.push(`${at} ${(await ask(visited(at, "sales"), { as: portalLogin })).status}`);
    const home = (at: string) => (at === "/" ? 307 : 403);
    expect(found).toEqual(pages.map(({ at, permission }) => `${at} ${permission === "portal" ? 200 : home(at)}`));
    expect(pages.filter(({ permission }) => permission === "portal").length).toBeGreaterThan(2);
    expect((await ask("/", { as: portalLogin })).location).toMatch(/\/portal$/);
  });

  test("strangers are sent to the sign-in, which brings them back", async () => {
    for (const { at } of pages) {
      const path = visited(at, "sales");
      const to = path === "/" ? "" : `?to=${encodeURIComponent(path)}`;
      expect(await ask(path)).toMatchObject({ status: 307, location: `/sign-in${to}` });
    }
  });

  test("the pages that are open to strangers are these", () => {
    const open = doors.filter(({ kind, permission }) => kind === "page" && typeof permission !== "string");
    expect(open.map(({ at }) => at).sort()).toEqual(["/first-password", "/forgot", "/no-entry", "/sign-in"]);
  });
});

describe("a route handler answers by itself", () => {
  const routes = doors.flatMap((door) => {
    const [, method = "", at = ""] = /^(GET|POST|PUT|PATCH|DELETE) (.*)$/.exec(door.at) ?? [];
    return typeof door.permission === "string" && at ? [{ method, at, permission: door.permission }] : [];
  });
  const sent = { headers: { origin: baseUrl } };

  test("nobody is let in without a session, and nothing is written", async () => {
    const before = await snapshot();
    for (const { method, at } of routes) {
      const path = at.replace(/\[\w+\]/, crypto.randomUUID());
      expect([at, (await ask(path, { method, ...sent })).status]).toEqual([at, 401]);
    }
    expect(await snapshot()).toEqual(before);
  });

  test("somebody of the portal is refused by every one of the staff's (SCP-07)", async () => {
    const before = await snapshot();
    for (const { method, at } of routes) {
      const path = at.replace(/\[\w+\]/, crypto.randomUUID());
      expect([at, (await ask(path, { as: portalLogin, method, ...sent })).status]).toEqual([at, 403]);
    }
    expect(await snapshot()).toEqual(before);
  });

  test.each(demoUsers)("%s is refused where the permission is missing", async (login) => {
    const held = await actorOf(login);
    const before = await snapshot();
    for (const { method, at } of routes.filter((one) => !may(held, one.permission))) {
      const path = at.replace(/\[\w+\]/, crypto.randomUUID());
      expect([at, (await ask(path, { as: login, method, ...sent })).status]).toEqual([at, 403]);
    }
    expect(await snapshot()).toEqual(before);
  });

  test.each([
    ["another site", "https://evil.example"],
    ["a sandboxed frame", "null"],
    ["nowhere", undefined],
  ])("a writing request from %s is refused (AU-11)", async (_whence, origin) => {
    const headers = origin ? { origin } : undefined;
    const before = await snapshot();
    const writing = routes.filter(({ method }) => method !== "GET").map(({ method, at }) => ({ method, at }));
    for (const { method, at } of [
      ...writing,
      { method: "POST", at: "/sign-out" },
      { method: "POST", at: "/language" },
    ]) {
      const path = `${at.replace(/\[\w+\]/, records.get("/system/imports sales")!)}?kind=customers&key=${crypto.randomUUID()}&name=a.csv`;
      const answer = await ask(path, { as: "sales", method, headers, body: "Name\nA\n" });
      expect([at, answer.status]).toEqual([at, 403]);
    }
    expect(await snapshot()).toEqual(before);
    expect((await ask("/customers", { as: "sales" })).status).toBe(200);
  });
});

describe("the build has no door beside the listed ones", () => {
  const manifest = (name: string) => {
    const file = join(process.cwd(), ".next/server", name);
    if (!existsSync(file)) throw new Error(`${file} is missing: these tests look at the build that is served.`);
    return JSON.parse(readFileSync(file, "utf8")) as unknown;
  };
  const listed = (kinds: Listed["kind"][]) => doors.filter(({ kind }) => kinds.includes(kind)).map(({ at }) => at);
  const unique = (texts: string[]) => [...new Set(texts)].sort();
  type Actions = { node: Record<string, { filename: string; exportedName: string }>; edge: Record<string, unknown> };
  const built = () => manifest("server-reference-manifest.json") as Actions;

  test("actions", () => {
    const { node, edge } = built();
    const found = Object.values(node).map(({ filename, exportedName }) => `${filename}#${exportedName}`);
    expect(found.sort()).toEqual(listed(["action"]).sort());
    expect(edge).toEqual({});
  });

  test("pages and route handlers", () => {
    // Beside the doors there are Next's own pages, and the icon, a file.
    const paths = Object.keys(manifest("app-paths-manifest.json") as object).filter(
      (path) => !path.startsWith("/_") && path !== "/icon.svg/route",
    );
    const under = (kind: string) => unique(paths.filter((path) => path.endsWith(`/${kind}`)).map(toAddress));
    expect(under("page")).toEqual(unique(listed(["page"])));
    expect(under("route")).toEqual(unique(listed(["route", "lookup"]).map((at) => at.replace(/^[A-Z]+ /, ""))));
  });

  test("every action that a stranger posts to whichever page is refused, and nothing is written (AZ-01)", async () => {
    const before = await snapshot();
    const ids = Object.keys(built().node);
    for (const path of ["/", "/sign-in", "/customers"])
      for (const id of ids) {
        const headers = { origin: baseUrl, "next-action": id, "content-type": "text/plain;charset=UTF-8" };
        const { text } = await ask(path, { method: "POST", headers, body: "[{}]" });
        // The action says so itself, or a page that does not know it answers with an error that tells nothing.
        expect([path, id, text]).toEqual([
          path,
          id,
          expect.stringMatching(/"code":"signed_out"|^\d+:E\{"digest":"\d+"\}$/m),
        ]);
        expect(text).not.toContain('"ok":true');
      }
    expect(await snapshot()).toEqual(before);
  });
});

describe("no way around the first gate shows anything (AZ-18)", () => {
  const state = encodeURIComponent(JSON.stringify(["", { children: ["(office)", {}] }]));
  const headers: Record<string, string>[] = [
    {},
    { "x-middleware-subrequest": "middleware" },
    { "x-middleware-subrequest": Array(6).fill("middleware").join(":") },
    { "x-middleware-subrequest": Array(6).fill("src/middleware").join(":") },
    { "x-middleware-next": "1", "x-middleware-rewrite": "/customers", "x-invoke-path": "/customers" },
    { "x-matched-path": "/customers", "x-nextjs-data": "1", "x-now-route-matches": "1" },
    { rsc: "1" },
    { rsc: "1", "next-router-prefetch": "1" },
    { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" },
    { rsc: "1", "next-router-state-tree": state },
    { "x-forwarded-host": "evil.example", "x-original-url": "/customers", "x-rewrite-url": "/customers" },
  ];
  const paths = (id: string) => [
    "/customers",
    "/customers?_rsc=1abcd",
    "/customers.rsc",
    "/customers.segments/_tree.segment.rsc",
    "/customers.",
    "/customers%2f",
    "/customers/..%2fcustomers",
    "/%63ustomers",
    "/./customers",
    "//customers",
    "/customers;x=1",
    "/Customers",
    "/zh-CN/customers",
    "/_next/data/build/customers.json",
    `/customers/${id}?nxtPid=${id}`,
    `/customers/${id}.rsc`,
    `/customers%2F${id}`,
    `/_next/static/..%2f..%2fcustomers/${id}`,
  ];

  test("to a stranger", async () => {
    const id = records.get("/customers cloud")!;
    for (const path of paths(id))
      for (const set of headers) {
        const { status, text } = await ask(path, { headers: set });
        expect([path, set, text.includes(customerName) || text.includes("E2E-")]).toEqual([path, set, false]);
        expect([path, set, status < 500 && status !== 200]).toEqual([path, set, true]);
      }
  });

  test("to somebody without the module", async () => {
    for (const set of headers)
      for (const path of [
        "/system/users",
        "/system/users?_rsc=1abcd",
        "/system/users.rsc",
        "/system%2fusers",
        "/system/users.",
      ]) {
        const { status, text } = await ask(path, { as: "sales", headers: set });
        expect([path, set, text.includes("zheng.lei")]).toEqual([path, set, false]);
        expect([path, set, status]).toEqual([path, set, expect.toBeOneOf([403, 404, 307, 308])]);
      }
  });
});

describe("every answer carries its protection", () => {
  test.each([
    ["/sign-in", undefined],
    ["/customers", "sales"],
    ["/system/users", "sales"],
    ["/no-such-page", "sales"],
  ])("%s as %s: a policy with a nonce of its own, no sniffing, no framing, no store", async (path, as) => {
    const [one, other] = [await ask(path, { as }), await ask(path, { as })];
    const nonceOf = (text: string) => /script-src 'self' 'nonce-([\w-]{36})' 'strict-dynamic'/.exec(text)?.[1];
    const nonce = nonceOf(one.header("content-security-policy"));
    expect(nonce).toBeTruthy();
    expect(nonceOf(other.header("content-security-policy"))).not.toBe(nonce);
    const scripts = [...one.text.matchAll(/<script\b([^>]*)>/g)].map(([, attributes]) => attributes!);
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.filter((attributes) => !attributes.includes(`nonce="${nonce}"`))).toEqual([]);
    expect(one.header("content-security-policy")).toMatch(/frame-ancestors 'none'; base-uri 'none'; object-src 'none'/);
    expect(one.header("content-security-policy")).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|\*/);
    expect(one.header("x-content-type-options")).toBe("nosniff");
    expect(one.header("referrer-policy")).toBe("same-origin");
    expect(one.header("cache-control")).toMatch(/private.*no-store|no-store.*private/);
    expect(one.header("x-powered-by")).toBe("");
  });

  test("files and JSON too", async () => {
    for (const path of ["/api/customers?q=", "/api/customers/export?format=csv"]) {
      const answer = await ask(path, { as: "sales" });
      expect([path, answer.status]).toEqual([path, 200]);
      expect(answer.header("cache-control")).toBe("private, no-store");
      expect(answer.header("x-content-type-options")).toBe("nosniff");
    }
  });
});

const toAddress = (path: string) => addressOf(`app${path}.ts`);
