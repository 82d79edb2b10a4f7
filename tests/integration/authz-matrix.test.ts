import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { database, type Db, pool } from "@/db/client";
import { institutions, securityEvents } from "@/db/schema";
import { loadByUser, portalUserOf, staffOf } from "@/lib/core/access";
import type { Known } from "@/lib/core/action";
import type { Result } from "@/lib/core/answer";
import { can } from "@/lib/core/context";
import { doorOf } from "@/lib/core/doors";
import type { Permission } from "@/lib/core/permissions";
import { closeQueue } from "@/lib/core/queue";
import { actions, jobs, routes } from "@/lib/registry";
import { testDatabase } from "../support/database";
import { makeActors, makeKnown } from "../support/doors";
import { makeInstitution } from "../support/people";
import { makePortalUser } from "../support/portal";
import { makeSession } from "../support/sessions";
import { watchWrites } from "../support/write-log";

const here = vi.hoisted(() => ({ session: undefined as unknown }));
const UNDONE = Symbol("undone");
vi.mock("@/lib/core/session", () => ({ currentSession: async () => here.session }));
vi.mock("next/headers", () => ({
  headers: async () => new Headers(),
  cookies: async () => ({ get: () => undefined }),
}));
vi.mock("next/cache", () => ({ refresh: () => undefined }));
vi.mock("next-intl/server", () => ({
  getTranslations: async () => (key: string) => key,
  getLocale: async () => "zh-CN",
  getRequestConfig: (config: unknown) => config,
}));
// Every permitted call really runs, and is then undone: each call finds the same records, and a write that is left is one too many.
vi.mock("@/lib/core/transaction", async (original) => {
  const real = await original<typeof import("@/lib/core/transaction")>();
  const transaction: typeof real.transaction = async (role, run) => {
    let result: Awaited<ReturnType<typeof run>>;
    await real
      .transaction(role, async (inner) => {
        result = await run(inner);
        throw UNDONE;
      })
      .catch((error: unknown) => {
        if (error !== UNDONE) throw error;
      });
    return result!;
  };
  return { ...real, transaction };
});

type Call = (raw: unknown, key?: string) => Promise<Result<unknown>>;
type Handler = (request: Request, segment: { params: Promise<Record<string, string>> }) => Promise<Response>;
type RouteExample = (known: Known) => { search?: Record<string, string>; params?: Record<string, string> };

let db: Db;
let actors: Map<string, string>;
let portalUser: string;
const known = new Map<string, Known>();
let writes: () => Promise<string[]>;
beforeAll(async () => {
  db = await testDatabase();
  const { top } = await makeInstitution(db);
  actors = await makeActors(db, top.id);
  for (const [name, id] of actors) known.set(name, await makeKnown(db, id));
  portalUser = (await makePortalUser(db)).id;
  known.set("portal", {
    ...known.get("administrator")!,
    session: await makeSession(db, portalUser, { audience: "portal" }),
  });
  writes = await watchWrites(db);
});
afterAll(closeQueue);

async function become(name: string) {
  const { account, installation } = (await loadByUser(database(pool("app")), actors.get(name)!))!;
  const actor = staffOf(account, crypto.randomUUID());
  here.session = { actor, audience: "staff", installation };
  return { actor, installation };
}
async function becomePortalUser() {
  const { account, installation } = (await loadByUser(database(pool("app")), portalUser))!;
  here.session = { actor: portalUserOf(account, crypto.randomUUID()), audience: "portal", installation };
}
/** Whether a door is for this member of the staff: none of the portal's is. */
const isFor = (me: Parameters<typeof can>[0], permission: unknown) =>
  permission === "signed in" || (permission !== "portal" && can(me, permission as Permission));

const exportsOf = (files: Record<string, Record<string, unknown>>) =>
  Object.entries(files).flatMap(([file, all]) =>
    Object.entries(all).map(([name, handler]) => ({ at: `${file}#${name}`, handler })),
  );
const actionDoors = exportsOf(actions).map(({ at, handler }) => ({
  at,
  call: handler as Call,
  door: doorOf(handler)!,
}));
const routeDoors = exportsOf(routes)
  .map(({ at, handler }) => ({ at, call: handler as Handler, door: doorOf(handler)! }))
  .filter(({ door }) => typeof door.permission === "string");

const input = (door: Record<string, unknown>, name: string) =>
  (door.example as (known: Known) => unknown)(known.get(name)!);
const request = (
  door: Record<string, unknown>,
  name: string,
): [Request, { params: Promise<Record<string, string>> }] => {
  const { search = {}, params = {} } = (door.example as RouteExample)(known.get(name)!);
  const url = new URL("http://localhost/door");
  for (const [key, value] of Object.entries(search)) url.searchParams.set(key, value);
  return [new Request(url), { params: Promise.resolve(params) }];
};
/** What a door may answer to somebody who is let in with a valid example: never a refusal at the door, never a fault. */
const LET_IN: readonly string[] = ["conflict"];

describe("the permission matrix", () => {
  test("the scan found doors", () => {
    expect(actionDoors.length).toBeGreaterThan(25);
    expect(routeDoors.length).toBeGreaterThan(5);
    expect(jobs.length).toBeGreaterThan(0);
  });

  test.each(["administrator", "employee", "sales", "manager", "finance", "support", "service", "cloud"])(
    "%s gets through exactly the actions that the roles allow",
    async (name) => {
      const me = await become(name);
      const outcomes: string[] = [];
      for (const { at, call, door } of actionDoors) {
        const allowed = isFor(me, door.permission);
        const result = await call(input(door, name), crypto.randomUUID());
        const got = result.ok ? "in" : result.code;
        if (allowed ? !(result.ok || LET_IN.includes(got)) : got !== "forbidden")
          outcomes.push(`${at}: ${allowed ? "allowed" : "not allowed"}, got ${got} ${JSON.stringify(result)}`);
      }
      expect(outcomes).toEqual([]);
    },
  );

  test.each(["administrator", "employee", "sales", "finance", "cloud"])(
    "%s gets through exactly the lookups and exports",
    async (name) => {
      const me = await become(name);
      const outcomes: string[] = [];
      for (const { at, call, door } of routeDoors) {
        const allowed = isFor(me, door.permission);
        const response = await call(...request(door, name));
        await response.body?.cancel().catch(() => undefined);
        const refused = response.status === 403 || response.status === 401;
        if (refused === allowed || response.status >= 500)
          outcomes.push(`${at}: ${allowed ? "allowed" : "not allowed"}, got ${response.status}`);
      }
      expect(outcomes).toEqual([]);
    },
  );

  test("nobody gets through any door, and somebody of the portal through none of the staff's (SCP-07)", async () => {
    const answers = async () => {
      const codes = [];
      for (const { call, door } of actionDoors) {
        if (here.session && door.permission === "portal") continue;
        const result = await call(input(door, "administrator"), crypto.randomUUID());
        codes.push(result.ok ? "in" : result.code);
      }
      for (const { call, door } of routeDoors)
        codes.push(String((await call(...request(door, "administrator"))).status));
      return new Set(codes);
    };
    here.session = undefined;
    expect(await answers()).toEqual(new Set(["signed_out", "401"]));
    await becomePortalUser();
    expect(await answers()).toEqual(new Set(["forbidden", "403"]));
  });

  test("somebody of the portal gets through every door of the portal", async () => {
    await becomePortalUser();
    const theirs = actionDoors.filter(({ door }) => door.permission === "portal");
    expect(theirs.length).toBeGreaterThan(2);
    for (const { at, call, door } of theirs) {
      const result = await call(input(door, "portal"), crypto.randomUUID());
      expect([at, result.ok || LET_IN.includes(result.code)]).toEqual([at, true]);
    }
  });

  test("a job does nothing for somebody without its permission", async () => {
    for (const { name, run } of jobs) {
      const data = { userId: actors.get("support")!, importId: known.get("support")!.import };
      const problem = await run(data).then(
        () => undefined,
        (error: { code?: string }) => error.code,
      );
      expect([name, problem ?? "said on the import"]).toEqual([name, expect.stringMatching(/forbidden|said on/)]);
    }
  });

  test("hostile arguments are refused at the field, never a fault (IM-20)", async () => {
    const deep: unknown = Array.from({ length: 2_000 }).reduce((inner) => ({ inner }), "x" as unknown);
    const hostile = [
      null,
      undefined,
      0,
      "",
      [],
      "x".repeat(200_000),
      Number.NaN,
      deep,
      { __proto__: { id: 1 } },
      { id: { $ne: 1 } },
      { constructor: 1 },
    ];
    const outcomes: string[] = [];
    for (const { at, call, door } of actionDoors) {
      await (door.permission === "portal" ? becomePortalUser() : become("administrator"));
      for (const raw of hostile) {
        const result = await call(raw, crypto.randomUUID());
        if (result.ok || result.code !== "invalid") outcomes.push(`${at}: ${result.ok ? "in" : result.code}`);
      }
    }
    expect([...new Set(outcomes)]).toEqual([]);
  });

  test("each refusal left a security event, and nothing else was written by anybody", async () => {
    const kinds = await db.selectDistinct({ kind: securityEvents.kind }).from(securityEvents);
    expect(new Set(kinds.map((row) => row.kind))).toEqual(new Set(["permission_refused", "wrong_audience"]));
    expect(await writes()).toEqual(["security_events"]);
  });

  test("the watch sees a write (control)", async () => {
    await db
      .update(institutions)
      .set({ shortName: "x" })
      .where(eq(institutions.id, known.get("sales")!.institution!));
    expect(await writes()).toContain("institutions");
  });
});
