import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import type { Db } from "@/db/client";
import { customers, dictionaryEntries, levelGrants, typeLimits } from "@/db/schema";
import { parseList, type SearchParams } from "@/lib/core/list";
import { editCustomer } from "@/lib/customers/commands";
import { customerList } from "@/lib/customers/list";
import { findCustomer, listCustomers, pickCustomers } from "@/lib/customers/queries";
import { makeCustomer } from "../support/customers";
import { testDatabase } from "../support/database";
import { actAs, contextOf, makeDepartment, makeInstitution, makeUser } from "../support/people";

const OWN = { "customers.view": "own", "customers.edit": "own", "fields.contact_data": "all" } as const;
let db: Db;
let sales: { id: string };
let north: { id: string };
let support: { id: string };
beforeAll(async () => {
  db = await testDatabase();
  const { id, top } = await makeInstitution(db);
  sales = await makeDepartment(db, id, top.id, "销售部");
  north = await makeDepartment(db, id, sales.id, "华北组");
  support = await makeDepartment(db, id, top.id, "支持部");
});

const seen = async (userId: string, search: SearchParams = {}) =>
  (await listCustomers(await contextOf(userId), parseList(customerList, search))).rows.map((row) => row.id);
/** Whether list, count, picker, address and lock agree on what the user sees. */
async function sees(userId: string, customerId: string): Promise<boolean> {
  const ctx = await contextOf(userId);
  const inList = (await seen(userId)).includes(customerId);
  const found = await findCustomer(ctx, customerId);
  const picked = (await pickCustomers(ctx, "")).some((row) => row.id === customerId);
  expect([found !== undefined, picked]).toEqual([inList, inList]);
  return inList;
}

describe("who sees a private customer (D-02)", () => {
  test("its owner, the leaders of the owner's main department and of those above, nobody else", async () => {
    const owner = await makeUser(db, { grants: OWN, posts: [{ departmentId: north.id }] });
    const colleague = await makeUser(db, { grants: OWN, posts: [{ departmentId: north.id }] });
    const leader = await makeUser(db, { grants: OWN, posts: [{ departmentId: north.id, isManagement: true }] });
    const above = await makeUser(db, {
      grants: OWN,
      posts: [{ departmentId: support.id }, { departmentId: sales.id, isManagement: true }],
    });
    const beside = await makeUser(db, { grants: OWN, posts: [{ departmentId: support.id, isManagement: true }] });
    const { id } = await makeCustomer(db, { ownerId: owner.id });
    expect(await sees(owner.id, id)).toBe(true);
    expect(await sees(leader.id, id)).toBe(true);
    expect(await sees(above.id, id)).toBe(true);
    expect(await sees(colleague.id, id)).toBe(false);
    expect(await sees(beside.id, id)).toBe(false);
  });

  test("a part-time post of the owner in a department does not open it to that department's leader", async () => {
    const owner = await makeUser(db, {
      grants: OWN,
      posts: [{ departmentId: north.id }, { departmentId: support.id }],
    });
    const leader = await makeUser(db, { grants: OWN, posts: [{ departmentId: support.id, isManagement: true }] });
    const { id } = await makeCustomer(db, { ownerId: owner.id });
    expect(await sees(leader.id, id)).toBe(false);
  });

  test("whoever holds a management-level grant on the owner's department", async () => {
    const owner = await makeUser(db, { grants: OWN, posts: [{ departmentId: north.id }] });
    const named = await makeUser(db, { grants: OWN });
    const { id } = await makeCustomer(db, { ownerId: owner.id });
    expect(await sees(named.id, id)).toBe(false);
    await db.insert(levelGrants).values({ userId: named.id, departmentId: sales.id });
    expect(await sees(named.id, id)).toBe(true);
  });

  test("everybody whose role reaches all", async () => {
    const owner = await makeUser(db, { grants: OWN });
    const finance = await makeUser(db, { grants: { "customers.view": "all" } });
    const { id } = await makeCustomer(db, { ownerId: owner.id });
    expect(await sees(finance.id, id)).toBe(true);
  });
});

test("a public customer is seen by its owning department, from any post, and by those who lead it", async () => {
  const partTime = await makeUser(db, {
    grants: OWN,
    posts: [{ departmentId: support.id }, { departmentId: north.id }],
  });
  const above = await makeUser(db, { grants: OWN, posts: [{ departmentId: sales.id, isManagement: true }] });
  const upstairs = await makeUser(db, { grants: OWN, posts: [{ departmentId: sales.id }] });
  const { id } = await makeCustomer(db, { departmentId: north.id });
  expect(await sees(partTime.id, id)).toBe(true);
  expect(await sees(above.id, id)).toBe(true);
  expect(await sees(upstairs.id, id)).toBe(false);
});

test("a category limit narrows everything, own records and reach all included", async () => {
  const [type] = await db
    .select()
    .from(dictionaryEntries)
    .where(and(eq(dictionaryEntries.name, "合作伙伴"), eq(dictionaryEntries.kind, "customer_type")));
  const [sub] = await db.select().from(dictionaryEntries).where(eq(dictionaryEntries.name, "经销商"));
  const limited = await makeUser(db, { grants: { "customers.view": "all", "customers.edit": "all" } });
  await db.insert(typeLimits).values({ userId: limited.id, customerTypeId: type!.id });
  const inside = await makeCustomer(db, { ownerId: limited.id, typeId: sub!.id });
  const outside = await makeCustomer(db, { ownerId: limited.id });
  expect(await sees(limited.id, inside.id)).toBe(true);
  expect(await sees(limited.id, outside.id)).toBe(false);
});

test("a change of owner holds at the next request", async () => {
  const before = await makeUser(db, { grants: OWN });
  const after = await makeUser(db, { grants: OWN });
  const { id } = await makeCustomer(db, { ownerId: before.id });
  await db.update(customers).set({ ownerId: after.id }).where(eq(customers.id, id));
  expect([await sees(before.id, id), await sees(after.id, id)]).toEqual([false, true]);
});

test("an unseen customer answers an edit exactly as an absent one", async () => {
  const owner = await makeUser(db, { grants: OWN });
  const stranger = await makeUser(db, { grants: OWN });
  const { id } = await makeCustomer(db, { ownerId: owner.id });
  const input = {
    version: 1,
    name: "x",
    kind: "company" as const,
    ownership: "private" as const,
    registrationNumber: null,
  };
  const refusal = (target: string) =>
    actAs(stranger.id, (ctx) => editCustomer(ctx, { id: target, ...input })).catch((error: Error) => error);
  const [unseen, absent] = [await refusal(id), await refusal("0197a1b2-0000-7000-8000-000000000000")];
  expect(unseen).toMatchObject({ code: "not_found" });
  expect({ ...(unseen as Error) }).toEqual({ ...(absent as Error) });
});

test("a filter never widens the scope: other owners, departments and 'public' only narrow", async () => {
  const owner = await makeUser(db, { grants: OWN, posts: [{ departmentId: north.id }] });
  const me = await makeUser(db, { grants: OWN, posts: [{ departmentId: support.id }] });
  await makeCustomer(db, { ownerId: owner.id });
  const mine = await makeCustomer(db, { ownerId: me.id });
  expect(await seen(me.id, { owner: owner.id })).toEqual([]);
  expect(await seen(me.id, { department: sales.id })).toEqual([]);
  expect(await seen(me.id, { department: support.id })).toEqual([mine.id]);
  expect(await seen(me.id, { ownership: ["private", "public"] })).toEqual([mine.id]);
});

test("without the field right phones are neither shown nor searched by", async () => {
  const owner = await makeUser(db, { grants: { "customers.view": "own" } });
  const { id } = await makeCustomer(db, { ownerId: owner.id, phone: "0755-88886666" });
  expect((await findCustomer(await contextOf(owner.id), id))?.customer.phone).toBeNull();
  expect(await seen(owner.id, { q: "88886666" })).toEqual([]);
  const sighted = await makeUser(db, { grants: { ...OWN, "customers.view": "all" } });
  expect(await seen(sighted.id, { q: "88886666" })).toEqual([id]);
});
