import { and, asc, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { openView } from "@/app/(office)/open-view";
import type { Db } from "@/db/client";
import { auditChanges, auditEvents, defaultViews, savedViews } from "@/db/schema";
import { parseList } from "@/lib/core/list";
import { customerList } from "@/lib/customers/list";
import { listCustomers } from "@/lib/customers/queries";
import { deleteView, editView, saveView, setDefaultView } from "@/lib/views/commands";
import { viewQuery } from "@/lib/views/lists";
import { viewsOf } from "@/lib/views/queries";
import { newView } from "@/lib/views/schema";
import { makeCustomer } from "../support/customers";
import { testDatabase } from "../support/database";
import { actAs, contextOf, makeUser, unique } from "../support/people";

vi.mock("next/navigation", () => ({
  redirect: (to: string) => {
    throw new Error(to);
  },
}));

const VIEW = { "customers.view": "own" } as const;
let db: Db;
let me: { id: string };
let other: { id: string };
let lead: { id: string };
beforeAll(async () => {
  db = await testDatabase();
  me = await makeUser(db, { grants: VIEW });
  other = await makeUser(db, { grants: VIEW });
  lead = await makeUser(db, { grants: { ...VIEW, "views.share": "all" }, name: "主管" });
});

const save = (user: { id: string }, query: string, more: { shared?: boolean; name?: string } = {}) =>
  actAs(user.id, (ctx) =>
    saveView(ctx, newView.parse({ list: "customers", name: unique("视图"), shared: false, query, ...more })),
  );
const seen = async (user: { id: string }) =>
  (await viewsOf(await contextOf(user.id), { list: "customers" })).views.map(({ id }) => id);
const open = async (user: { id: string }, search: Record<string, string>) =>
  openView(await contextOf(user.id), "customers", search);

describe("saving what a list shows (LST-01)", () => {
  test("keeps search, filters, sort, page size and columns in their order, not the page, and leaves a trace", async () => {
    const address =
      "page=3&panel=new&view=all&q=x&kind=person&kind=company&sort=-name&size=20&columns=tags,name&created_from=2026-01-01";
    const { id, query } = await save(me, address, { name: "常看" });
    expect(query).toBe("q=x&kind=person&kind=company&created_from=2026-01-01&sort=-name&size=20&columns=tags%2Cname");
    const params = parseList(customerList, { columns: "tags,name" });
    expect(params.columns).toEqual(["tags", "name"]);
    const lines = await db
      .select({ event: auditEvents.event, changes: auditChanges.changes })
      .from(auditChanges)
      .innerJoin(auditEvents, eq(auditEvents.id, auditChanges.eventId))
      .where(eq(auditChanges.recordId, id))
      .orderBy(asc(auditChanges.id));
    expect(lines).toMatchObject([
      { event: "view.saved", changes: { name: [null, "常看"], list: [null, "customers"] } },
    ]);
  });

  test("the usual is left out, and what is written is read as the same", () => {
    expect(viewQuery("customers", "sort=-created&size=50&q=&page=2").query).toBe("");
    const { query } = viewQuery("users", "state=left&locked=1&sort=-name");
    expect(viewQuery("users", query)).toEqual({ query, problems: [] });
  });

  test.each(["level=nonsense", "sort=password", "size=7", "columns=secret", `q=${"x".repeat(101)}`])(
    "refuses what the list cannot read: %s",
    async (query) => {
      await expect(save(me, query)).rejects.toMatchObject({ sentence: { key: "views.error.unreadable" } });
    },
  );

  test("forgets the cursor of a page, even one that cannot be read", async () => {
    expect((await save(me, "after=zz")).query).toBe("");
  });

  test("a name is taken once by each person and list", async () => {
    await save(me, "", { name: "我的" });
    await expect(save(me, "", { name: "我的" })).rejects.toMatchObject({
      cause: { constraint: "saved_views_name_key" },
    });
    await expect(save(other, "", { name: "我的" })).resolves.toBeDefined();
  });

  test("who may not see a list keeps no view of it and is told of none", async () => {
    const nobody = await makeUser(db, {});
    await expect(save(nobody, "")).rejects.toMatchObject({ code: "forbidden" });
    await expect(viewsOf(await contextOf(me.id), { list: "users" })).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("sharing (LST-01)", () => {
  test("needs its right; without it a view is for oneself, and to others like none", async () => {
    await expect(save(me, "", { shared: true })).rejects.toMatchObject({ code: "invalid", fields: { shared: {} } });
    const { id } = await save(me, "kind=person");
    expect(await seen(me)).toContain(id);
    expect(await seen(other)).not.toContain(id);
    expect(await open(other, { view: id })).toEqual(await open(other, { view: crypto.randomUUID() }));
    for (const act of [
      () => actAs(other.id, (ctx) => editView(ctx, { id, version: 1, name: "x", shared: false })),
      () => actAs(lead.id, (ctx) => deleteView(ctx, { id })),
      () => actAs(other.id, (ctx) => setDefaultView(ctx, { list: "customers", id })),
    ])
      await expect(act()).rejects.toMatchObject({ code: "not_found" });
    await expect(
      actAs(me.id, (ctx) => editView(ctx, { id, version: 1, name: "x", shared: true })),
    ).rejects.toMatchObject({ code: "invalid" });
  });

  test("a shared view only narrows: everybody sees their own records through it (AZ-06)", async () => {
    const name = unique("同名客户");
    const mine = await makeCustomer(db, { ownerId: me.id, name });
    const theirs = await makeCustomer(db, { ownerId: lead.id, name });
    const { id } = await save(lead, `q=${name}&owner=${lead.id}`, { shared: true });
    const { id: wide } = await save(lead, `q=${name}`, { shared: true });
    const through = async (user: { id: string }, view: string) => {
      const to = await open(user, { view }).then(
        () => "",
        (error: Error) => error.message,
      );
      expect(to).toMatch(new RegExp(`^/customers\\?.*&view=${view}$`));
      const search = Object.fromEntries(new URL(to, "http://x").searchParams);
      const found = await listCustomers(await contextOf(user.id), parseList(customerList, search));
      return found.rows.map((row) => row.id);
    };
    expect([await through(me, id), await through(lead, id)]).toEqual([[], [theirs.id]]);
    expect([await through(me, wide), await through(lead, wide)]).toEqual([[mine.id], [theirs.id]]);
  });

  test("is used, not changed, by others; who may share clears it up", async () => {
    const { id } = await save(lead, "kind=person", { shared: true });
    expect(await seen(me)).toContain(id);
    await expect(
      actAs(me.id, (ctx) => editView(ctx, { id, version: 1, name: "x", shared: true })),
    ).rejects.toMatchObject({ code: "not_found" });
    await expect(actAs(me.id, (ctx) => deleteView(ctx, { id }))).rejects.toMatchObject({ code: "not_found" });
    const colleague = await makeUser(db, { grants: { ...VIEW, "views.share": "all" } });
    await actAs(colleague.id, (ctx) => deleteView(ctx, { id }));
    expect(await seen(me)).not.toContain(id);
  });
});

describe("the view in the address (LST-01)", () => {
  test("leads to what it keeps, is named there, and says when the list shows something else", async () => {
    const { id } = await save(me, "kind=person&sort=-name", { name: "个人客户" });
    await expect(open(me, { view: id })).rejects.toThrow(`/customers?kind=person&sort=-name&view=${id}`);
    const at = (search: Record<string, string>) => open(me, { ...search, view: id });
    expect(await at({ kind: "person", sort: "-name", page: "2" })).toMatchObject({
      current: { id, name: "个人客户", mine: true, shared: false, changed: false },
      problems: [],
    });
    expect((await at({ kind: "company", sort: "-name" })).current).toMatchObject({ changed: true });
  });

  test("takes over what the list shows, unless somebody was quicker", async () => {
    const { id } = await save(me, "kind=person", { name: unique("视图") });
    await actAs(me.id, (ctx) => editView(ctx, { id, version: 1, name: "新名", shared: false, query: "kind=company" }));
    await expect(open(me, { view: id })).rejects.toThrow(`/customers?kind=company&view=${id}`);
    await expect(
      actAs(me.id, (ctx) => editView(ctx, { id, version: 1, name: "旧名", shared: false })),
    ).rejects.toMatchObject({ code: "stale" });
  });

  test("a filter that can no longer be read is said, the others hold (LST-02)", async () => {
    const { id } = await save(me, "kind=person");
    await db.update(savedViews).set({ query: "kind=person&size=7&columns=gone" }).where(eq(savedViews.id, id));
    await expect(open(me, { view: id })).rejects.toThrow(`kind=person&size=7&columns=gone&view=${id}`);
    const params = parseList(customerList, { kind: "person", size: "7", columns: "gone", view: id });
    expect(params.problems.map(({ name }) => name)).toEqual(["size", "columns"]);
    expect(params.filters).toEqual({ kind: ["person"] });
  });

  test.each(["x", "' or 1=1", "all,all"])("an address with %s for a view is said, not ignored", async (view) => {
    expect(await open(me, { view })).toEqual({ problems: [{ name: "view", key: "ui.filter.problem.view" }] });
  });
});

describe("the view with which a list opens (LST-01)", () => {
  test("is one's own choice; the whole list stays within reach; it goes with the view", async () => {
    const [one, two] = [await save(me, "kind=person"), await save(me, "kind=company")];
    const choose = (id: string | null) => actAs(me.id, (ctx) => setDefaultView(ctx, { list: "customers", id }));
    await choose(one.id);
    await choose(two.id);
    await expect(open(me, {})).rejects.toThrow(`/customers?kind=company&view=${two.id}`);
    expect(await open(other, {})).toEqual({ problems: [] });
    expect(await open(me, { view: "all" })).toEqual({ problems: [] });
    expect(await open(me, { kind: "person" })).toEqual({ problems: [] });
    await choose(null);
    expect(await open(me, {})).toEqual({ problems: [] });
    await choose(two.id);
    await actAs(me.id, (ctx) => deleteView(ctx, { id: two.id }));
    expect(await open(me, {})).toEqual({ problems: [] });
  });

  test("others lose it when the view is no longer shared, its owner keeps it", async () => {
    const { id } = await save(lead, "kind=person", { shared: true });
    for (const user of [me, lead]) await actAs(user.id, (ctx) => setDefaultView(ctx, { list: "customers", id }));
    await actAs(lead.id, (ctx) => editView(ctx, { id, version: 1, name: "不再共享", shared: false }));
    const left = await db.select({ userId: defaultViews.userId }).from(defaultViews).where(eq(defaultViews.viewId, id));
    expect(left).toEqual([{ userId: lead.id }]);
    expect(await open(me, {})).toEqual({ problems: [] });
  });

  test("the database takes no view of another list as a list's default", async () => {
    const { id } = await save(me, "kind=person");
    await expect(db.insert(defaultViews).values({ userId: me.id, list: "users", viewId: id })).rejects.toMatchObject({
      cause: { constraint: "default_views_view_fkey" },
    });
    expect(await db.$count(defaultViews, and(eq(defaultViews.list, "users")))).toBe(0);
  });
});
