import { eq, sql } from "drizzle-orm";
import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import { beforeAll, expect, test } from "vitest";
import type { Db } from "@/db/client";
import { auditChanges, customers, numberCounters, users } from "@/db/schema";
import { seedDemo } from "@/db/seed/demo";
import { draftCustomers } from "@/db/seed/demo-customers";
import { demoLogins, people } from "@/db/seed/demo-organisation";
import { portalLogins } from "@/db/seed/demo-portal";
import { randomFrom } from "@/db/seed/random";
import { customerHistory } from "@/lib/audit/queries";
import { dateIn } from "@/lib/core/dates";
import { parseList, type SearchParams } from "@/lib/core/list";
import { validate } from "@/lib/core/validate";
import { customerList } from "@/lib/customers/list";
import { listCustomers } from "@/lib/customers/queries";
import { creditCheck, isRegistrationNumber } from "@/lib/customers/registration-number";
import { customerEdit } from "@/lib/customers/schema";
import { takeNumber } from "@/lib/numbering/commands";
import { formatNumber, periodOf } from "@/lib/numbering/format";
import { tagsOf } from "@/lib/tags/queries";
import { findCompany, listCompanies } from "@/lib/portal/company-queries";
import { testDatabase } from "../support/database";
import { actAs, contextOf } from "../support/people";
import { asPortal } from "../support/portal";

const NOW = new Date("2026-11-22T06:00:00Z");
let db: Db;
const ids = new Map<string, string>();
beforeAll(async () => {
  db = await testDatabase();
  const rules = { passwordHash: "$argon2id$none", creditCheck, dateIn, periodOf, formatNumber };
  await db.transaction((tx) => seedDemo(tx as unknown as NodePgDatabase, { now: NOW, seed: 1, rules }));
  for (const { id, login } of await db.select({ id: users.id, login: users.login }).from(users)) ids.set(login, id);
});

const seenBy = async (login: string, search: SearchParams = {}) =>
  (await listCustomers(await contextOf(ids.get(login)!, NOW), parseList(customerList, search))).total.count;

test("the demo company has its people and 300 customers, and every demo user", async () => {
  expect(await db.$count(customers)).toBe(300);
  expect(ids.size).toBe(people.length + portalLogins.length);
  expect(demoLogins.every((login) => ids.has(login))).toBe(true);
});

test("the same seed makes the same customers, another seed others", () => {
  const names = (seed: number) =>
    draftCustomers(randomFrom(seed), creditCheck).map(({ name, phone }) => `${name} ${phone}`);
  expect(names(1)).toEqual(names(1));
  expect(names(1)).not.toEqual(names(2));
});

test("scope shows: a salesperson sees neither the colleague's private customers nor the other way round, the manager both", async () => {
  const [sales, sales2] = [ids.get("sales")!, ids.get("sales2")!];
  expect(await seenBy("sales", { owner: sales })).toBeGreaterThan(15);
  expect(await seenBy("sales2", { owner: sales2 })).toBeGreaterThan(15);
  expect(await seenBy("sales", { owner: sales2 })).toBe(0);
  expect(await seenBy("sales2", { owner: sales })).toBe(0);
  expect(await seenBy("manager", { owner: sales })).toBe(await seenBy("admin", { owner: sales }));
  expect(await seenBy("manager", { owner: sales2 })).toBe(await seenBy("admin", { owner: sales2 }));
  expect(await seenBy("support")).toBe(300);
});

test("every demo customer would pass the form by which people file them", async () => {
  const rows = await db.select().from(customers);
  const wrong = rows.filter(({ registrationNumber: code }) => code && !isRegistrationNumber(code));
  expect(wrong).toEqual([]);
  const own = new Set([
    "searchKey",
    "phoneKey",
    "createdBy",
    "createdAt",
    "updatedAt",
    "deletedAt",
    "deletionId",
    "mergedInto",
  ]);
  for (const row of rows) {
    const values = Object.fromEntries(Object.entries(row).filter(([name]) => !own.has(name)));
    expect(() => validate(customerEdit, values)).not.toThrow();
  }
});

test("nothing lies in the future, and subsidiaries are filed after their parents", async () => {
  const { rows } = await db.execute<{ late: number; early: number }>(sql`
    select (select count(*)::int from audit_events where at > ${NOW}) + (select count(*)::int from customers where updated_at > ${NOW}) as late,
      (select count(*)::int from customers c join customers p on p.id = c.parent_id where c.created_at < p.created_at) as early`);
  expect(rows).toEqual([{ late: 0, early: 0 }]);
});

test("the next customer gets the number after the last of the demo data", async () => {
  const [counter] = await db.select().from(numberCounters).where(eq(numberCounters.period, "2026"));
  const next = await actAs(ids.get("sales")!, (ctx) => takeNumber(ctx, "customer"), NOW);
  expect(next).toBe(`C2026${String(counter!.last + 1).padStart(5, "0")}`);
});

test("history tells how each customer came to be as it is", async () => {
  const updates = await db.select().from(auditChanges).where(eq(auditChanges.kind, "update"));
  const isTagging = ({ changes }: (typeof updates)[number]) => "tags" in changes;
  const edited = updates.filter((update) => !isTagging(update));
  expect(edited.length).toBeGreaterThan(100);
  for (const { changes, recordId } of edited.slice(0, 50)) {
    const [row] = await db.select().from(customers).where(eq(customers.id, recordId));
    for (const [column, [, after]] of Object.entries(changes)) expect(row![column as "name"]).toBe(after);
  }
  for (const { changes, recordId } of updates.filter(isTagging).slice(0, 20)) {
    const on = await tagsOf(await contextOf(ids.get("admin")!, NOW), recordId);
    expect(on.map(({ name }) => name).sort()).toEqual([...(changes.tags![1] as string[])].sort());
  }
  const { entries } = await customerHistory(await contextOf(ids.get("admin")!, NOW), edited[0]!.customerId!);
  expect(entries.at(-1)).toMatchObject({ event: expect.stringMatching(/^(customer|contact)\.created$/) });
  expect(entries.map(({ event }) => event)).toContain("customer.edited");
});

test("two people of one customer with companies below it come into the portal (CON-03)", async () => {
  for (const login of portalLogins) {
    const { total, own } = await asPortal(db, ids.get(login)!, async (ctx) => ({
      own: await findCompany(ctx, ctx.actor.customerId),
      total: (await listCompanies(ctx, undefined)).total,
    }));
    expect(own?.name).toBeTruthy();
    expect(total).toBeGreaterThan(2);
  }
});
