import { and, eq, isNull, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import type { Db } from "@/db/client";
import {
  auditChanges,
  auditEvents,
  customers,
  dictionaryEntries,
  roles,
  shares,
  typeLimits,
  userRoles,
  users,
} from "@/db/schema";
import { customerHistory } from "@/lib/audit/history";
import { createContact } from "@/lib/contacts/commands";
import { listContacts } from "@/lib/contacts/queries";
import { parseList } from "@/lib/core/list";
import { assignCustomers, chooseToAssign } from "@/lib/customers/assign-commands";
import { assignment } from "@/lib/customers/assign-schema";
import { editBilling } from "@/lib/customers/billing-commands";
import { createCustomer, editCustomer } from "@/lib/customers/commands";
import { customerList } from "@/lib/customers/list";
import { exportWhere, findBilling, findCustomer, listCustomers } from "@/lib/customers/queries";
import { customerEdit, newCustomer } from "@/lib/customers/schema";
import { choice } from "@/lib/customers/selection-schema";
import { chooseToShare, endShare, shareCustomers } from "@/lib/shares/commands";
import { listShares } from "@/lib/shares/queries";
import { newShare } from "@/lib/shares/schema";
import { makeContact, makeCustomer } from "../support/customers";
import { testDatabase } from "../support/database";
import { bringIn, csv, IMPORTER, uploadFolder } from "../support/imports";
import { actAs, contextOf, makeDepartment, makeInstitution, makeUser, unique } from "../support/people";

const SALES = {
  "customers.view": "own",
  "customers.create": "own",
  "customers.edit": "own",
  "customers.export": "own",
  "customers.share": "own",
  "contacts.view": "own",
  "contacts.create": "own",
} as const;
const MANAGER = { ...SALES, "customers.assign": "own" } as const;
const LATER = new Date("2026-03-05T09:00:00Z");

let db: Db;
let north: { id: string };
let support: { id: string };
let manager: { id: string };
let seller: { id: string };
let colleague: { id: string; name: string };
beforeAll(async () => {
  db = await testDatabase();
  uploadFolder();
  const { id, top } = await makeInstitution(db);
  north = await makeDepartment(db, id, top.id, "华北组");
  support = await makeDepartment(db, id, top.id, "支持部");
  manager = await makeUser(db, { grants: MANAGER, posts: [{ departmentId: north.id, isManagement: true }] });
  seller = await makeUser(db, { grants: SALES, posts: [{ departmentId: north.id }] });
  colleague = await makeUser(db, { grants: SALES, posts: [{ departmentId: north.id }] });
});

const some = (count: number, values = {}) =>
  Promise.all(Array.from({ length: count }, () => makeCustomer(db, { ownerId: seller.id, ...values })));
const seen = (rows: readonly { id: string; version?: number }[]) =>
  rows.map(({ id, version }) => ({ id, version: version ?? 1 }));
const assign = (actor: string, rows: readonly { id: string; version?: number }[], input: Record<string, unknown>) =>
  actAs(actor, (ctx) =>
    assignCustomers(
      ctx,
      assignment.parse({ customers: seen(rows), ownership: "private", reason: "员工离职交接", ...input }),
    ),
  );
const share = (actor: string, rows: readonly { id: string }[], input: Record<string, unknown>) =>
  actAs(actor, (ctx) =>
    shareCustomers(ctx, newShare.parse({ customers: seen(rows), userIds: [], departmentIds: [], ...input })),
  );
const sees = async (userId: string, id: string, now?: Date) =>
  (await findCustomer(await contextOf(userId, now), id)) !== undefined;
const listed = async (userId: string) =>
  (await listCustomers(await contextOf(userId), parseList(customerList, {}))).rows.map(({ id }) => id);
const rowOf = async (id: string) => (await db.select().from(customers).where(eq(customers.id, id)))[0]!;
const shareOf = async (customerId: string) =>
  (
    await db
      .select()
      .from(shares)
      .where(and(eq(shares.customerId, customerId), isNull(shares.endedAt)))
  )[0]!;

describe("sharing (SHA-01, D-02, D-03)", () => {
  test("opens a customer and its contacts to a person, in list and address, until it is ended", async () => {
    const [one] = await some(1);
    await makeContact(db, one!.id, { name: "王芳" });
    expect(await sees(colleague.id, one!.id)).toBe(false);
    expect(await share(seller.id, [one!], { userIds: [colleague.id] })).toEqual({ count: 1, receivers: 1 });
    expect([await sees(colleague.id, one!.id), (await listed(colleague.id)).includes(one!.id)]).toEqual([true, true]);
    expect(await listContacts(await contextOf(colleague.id), one!.id)).toMatchObject([{ name: "王芳" }]);
    const open = await shareOf(one!.id);
    await actAs(seller.id, (ctx) => endShare(ctx, { id: open.id, version: open.version }));
    expect(await sees(colleague.id, one!.id)).toBe(false);
    expect(await listContacts(await contextOf(colleague.id), one!.id)).toEqual([]);
    await expect(actAs(seller.id, (ctx) => endShare(ctx, { id: open.id, version: 2 }))).rejects.toMatchObject({
      sentence: { key: "shares.error.ended" },
    });
  });

  test("lets view and nothing else: no edit, no contact, no export, no billing, no history, no sharing on", async () => {
    const [one] = await some(1);
    await makeContact(db, one!.id);
    const clerk = await makeUser(db, { grants: { "customers.edit_billing": "all" } });
    await actAs(clerk.id, (ctx) => editBilling(ctx, { id: one!.id, version: 0, invoiceTitle: "抬头" }));
    await share(seller.id, [one!], { userIds: [colleague.id] });
    const ctx = await contextOf(colleague.id);
    expect(await findCustomer(ctx, one!.id)).toMatchObject({
      canEdit: false,
      canAssign: false,
      canShare: false,
      seesWhole: false,
    });
    const edit = customerEdit.parse({ id: one!.id, version: 1, name: "x", kind: "company", ownership: "private" });
    await expect(actAs(colleague.id, (inner) => editCustomer(inner, edit))).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(
      actAs(colleague.id, (inner) => createContact(inner, { customerId: one!.id, name: "外人", isPrimary: false })),
    ).rejects.toMatchObject({ code: "not_found" });
    await expect(share(colleague.id, [one!], { departmentIds: [support.id] })).rejects.toMatchObject({
      code: "not_found",
    });
    const exported = await ctx.db
      .select({ id: customers.id })
      .from(customers)
      .where(exportWhere(ctx, parseList(customerList, {})));
    expect(exported.map(({ id }) => id)).not.toContain(one!.id);
    expect(await findBilling(ctx, one!.id)).toBeUndefined();
    expect(await customerHistory(ctx, one!.id)).toEqual({ entries: [] });
    expect(await listShares(ctx, one!.id)).toEqual([]);
  });

  test("with a department opens it to everybody with any post there", async () => {
    const [one] = await some(1);
    const partTime = await makeUser(db, {
      grants: SALES,
      posts: [{ departmentId: north.id }, { departmentId: support.id }],
    });
    await share(manager.id, [one!], { departmentIds: [support.id] });
    expect(await sees(partTime.id, one!.id)).toBe(true);
    expect(await sees(colleague.id, one!.id)).toBe(false);
  });

  test("holds through its last day by the operator's calendar and not on the next", async () => {
    const [one] = await some(1);
    await share(seller.id, [one!], { userIds: [colleague.id], until: "2026-03-05" });
    expect(await sees(colleague.id, one!.id, LATER)).toBe(true);
    expect(await sees(colleague.id, one!.id, new Date("2026-03-06T09:00:00Z"))).toBe(false);
    await expect(share(seller.id, [one!], { userIds: [colleague.id], until: "2026-03-01" })).rejects.toMatchObject({
      fields: { until: { key: "shares.error.past" } },
    });
  });

  test("again with the same person changes the open share, also one that ran out", async () => {
    const [one] = await some(1);
    await share(seller.id, [one!], { userIds: [colleague.id], until: "2026-03-03" });
    await share(seller.id, [one!], { userIds: [colleague.id] });
    const all = await listShares(await contextOf(seller.id), one!.id);
    expect(all).toMatchObject([{ person: colleague.name, until: null, version: 2, isOver: false }]);
    expect(await sees(colleague.id, one!.id, LATER)).toBe(true);
  });

  test("a category limit of the receiver narrows what is shared too", async () => {
    const [one] = await some(1);
    const [type] = await db
      .select()
      .from(dictionaryEntries)
      .where(eq(dictionaryEntries.kind, "customer_type"))
      .limit(1);
    const limited = await makeUser(db, { grants: SALES });
    await db.insert(typeLimits).values({ userId: limited.id, customerTypeId: type!.id });
    await share(seller.id, [one!], { userIds: [limited.id] });
    expect(await sees(limited.id, one!.id)).toBe(false);
  });

  test("is refused to oneself, to the owner, and to an account that is left, locked, deleted or run out", async () => {
    const [one] = await some(1);
    const refused = (input: Record<string, unknown>, actor = seller.id) =>
      share(actor, [one!], input).then(
        () => "shared",
        (error: { fields?: Record<string, { key: string }> }) => error.fields?.userIds?.key,
      );
    expect(await refused({ userIds: [seller.id] })).toBe("shares.error.self");
    expect(await refused({ userIds: [seller.id] }, manager.id)).toBe("shares.error.owner");
    const states = [{ state: "left" as const }, { locked: true }, { deletedAt: LATER }, { validUntil: "2026-03-01" }];
    for (const state of states) {
      const closed = await makeUser(db, { grants: SALES });
      await db
        .update(users)
        .set(state as Partial<typeof users.$inferInsert>)
        .where(eq(users.id, closed.id));
      expect(await refused({ userIds: [colleague.id, closed.id] })).toBe("shares.error.receiver_closed");
    }
    expect(await refused({ userIds: [crypto.randomUUID()] })).toBe("errors.not_found");
    expect(await shareOf(one!.id)).toBeUndefined();
  });

  test("one customer that is not mine refuses the whole call (D-06)", async () => {
    const [mine] = await some(1);
    const foreign = await makeCustomer(db, { ownerId: (await makeUser(db)).id });
    await expect(share(seller.id, [mine!, foreign], { userIds: [colleague.id] })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await shareOf(mine!.id)).toBeUndefined();
  });

  test("leaves a trace in the history of each customer, as does its end", async () => {
    const [one, two] = await some(2);
    await share(seller.id, [one!, two!], { userIds: [colleague.id], until: "2026-04-01" });
    const open = await shareOf(one!.id);
    await actAs(seller.id, (ctx) => endShare(ctx, { id: open.id, version: 1 }));
    const { entries } = await customerHistory(await contextOf(seller.id), one!.id);
    expect(entries.map(({ event }) => event)).toEqual(["customer.share_ended", "customer.shared"]);
    expect(entries[1]!.changes[0]!.fields).toContainEqual(
      expect.objectContaining({ column: "userId", after: { text: colleague.name } }),
    );
  });
});

describe("assigning (SHA-02, SHA-03)", () => {
  test("gives many to another person, with operator, time and reason in the history of each", async () => {
    const rows = await some(3);
    expect(await assign(manager.id, rows, { ownerId: colleague.id })).toEqual({ count: 3, to: colleague.name });
    for (const { id } of rows) {
      expect(await rowOf(id)).toMatchObject({ ownerId: colleague.id, ownership: "private", version: 2 });
      expect([await sees(seller.id, id), await sees(colleague.id, id)]).toEqual([false, true]);
    }
    const events = await db
      .selectDistinct({ id: auditChanges.eventId })
      .from(auditChanges)
      .where(eq(auditChanges.recordId, rows[0]!.id));
    expect(events).toHaveLength(1);
    const [event] = await db.select().from(auditEvents).where(eq(auditEvents.id, events[0]!.id));
    expect(event).toMatchObject({
      event: "customer.assigned",
      userId: manager.id,
      details: { reason: "员工离职交接" },
    });
    const { entries } = await customerHistory(await contextOf(manager.id), rows[1]!.id);
    expect(entries[0]).toMatchObject({ event: "customer.assigned", reason: "员工离职交接" });
  });

  test("to a department makes them public, without an owner; a new type goes along", async () => {
    const [one] = await some(1);
    const [type] = await db
      .select()
      .from(dictionaryEntries)
      .where(eq(dictionaryEntries.kind, "customer_type"))
      .limit(1);
    await assign(manager.id, [one!], { ownership: "public", departmentId: north.id, typeId: type!.id });
    expect(await rowOf(one!.id)).toMatchObject({
      ownership: "public",
      ownerId: null,
      departmentId: north.id,
      typeId: type!.id,
    });
    expect(await sees(colleague.id, one!.id)).toBe(true);
    await expect(
      assign(manager.id, [{ id: one!.id, version: 2 }], { ownership: "public", departmentId: north.id }),
    ).rejects.toMatchObject({
      sentence: { key: "shares.error.nothing_changes" },
    });
  });

  test("needs a receiver that fits, and a reason", () => {
    const problems = (input: Record<string, unknown>) =>
      assignment
        .safeParse({ customers: [{ id: crypto.randomUUID() }], ownership: "private", reason: "交接", ...input })
        .error?.issues.map(({ path, message }) => [path.join("."), message]);
    expect(problems({})).toEqual([["ownerId", "shares.error.person_needed"]]);
    expect(problems({ ownership: "public" })).toEqual([["departmentId", "shares.error.department_needed"]]);
    expect(problems({ ownerId: crypto.randomUUID(), reason: "哦" })).toEqual([["reason", "shares.error.reason"]]);
  });

  test("is all or nothing: a foreign one, or one that somebody changed meanwhile, stops it and is named", async () => {
    const rows = await some(2);
    const foreign = await makeCustomer(db, { ownerId: (await makeUser(db)).id });
    await expect(assign(manager.id, [...rows, foreign], { ownerId: colleague.id })).rejects.toMatchObject({
      code: "not_found",
    });
    await db.update(customers).set({ version: 5 }).where(eq(customers.id, rows[1]!.id));
    await expect(assign(manager.id, rows, { ownerId: colleague.id })).rejects.toMatchObject({
      sentence: { key: "shares.error.changed", values: { count: 1, names: rows[1]!.name } },
    });
    expect((await rowOf(rows[0]!.id)).ownerId).toBe(seller.id);
  });

  test("is refused to a closed account and to somebody who may not see the type", async () => {
    const [one] = await some(1);
    const gone = await makeUser(db, { grants: SALES });
    await db.update(users).set({ state: "left" }).where(eq(users.id, gone.id));
    await expect(assign(manager.id, [one!], { ownerId: gone.id })).rejects.toMatchObject({
      fields: { ownerId: { key: "shares.error.receiver_closed" } },
    });
    const [type] = await db
      .select()
      .from(dictionaryEntries)
      .where(eq(dictionaryEntries.kind, "customer_type"))
      .limit(1);
    const limited = await makeUser(db, { grants: SALES });
    await db.insert(typeLimits).values({ userId: limited.id, customerTypeId: type!.id });
    await expect(assign(manager.id, [one!], { ownerId: limited.id })).rejects.toMatchObject({
      sentence: { key: "shares.error.receiver_types", values: { names: one!.name } },
    });
    await assign(manager.id, [one!], { ownerId: limited.id, typeId: type!.id });
    expect((await rowOf(one!.id)).ownerId).toBe(limited.id);
  });
});

describe("what a dialog is about (F13, D-35)", () => {
  test("is fixed when it opens: the ticked ones, or all of the filter within the right", async () => {
    const word = unique("选择");
    const rows = await some(4, { name: word });
    const foreign = await makeCustomer(db, { name: word, ownerId: (await makeUser(db)).id });
    const fixed = await actAs(manager.id, (ctx) => chooseToAssign(ctx, choice.parse({ search: `q=${word}` })));
    expect(fixed.customers.map(({ id }) => id).sort()).toEqual(rows.map(({ id }) => id).sort());
    expect(fixed.sample).toHaveLength(3);
    await expect(
      actAs(manager.id, (ctx) => chooseToAssign(ctx, { ids: [rows[0]!.id, foreign.id] })),
    ).rejects.toMatchObject({ code: "not_found" });
    await expect(actAs(manager.id, (ctx) => chooseToAssign(ctx, { search: "kind=ship" }))).rejects.toMatchObject({
      sentence: { key: "shares.error.filter" },
    });
    await share(seller.id, [rows[0]!], { userIds: [colleague.id] });
    await expect(actAs(colleague.id, (ctx) => chooseToShare(ctx, { ids: [rows[0]!.id] }))).rejects.toMatchObject({
      sentence: { key: "shares.error.only_seen", values: { count: 1, names: word } },
    });
  });

  test("for more than 100 their number is typed; more than 10,000 are not accepted", () => {
    const many = (count: number, typed?: string) =>
      newShare.safeParse({
        customers: Array.from({ length: count }, () => ({ id: crypto.randomUUID() })),
        userIds: [crypto.randomUUID()],
        departmentIds: [],
        typed,
      }).success;
    expect([many(100), many(101), many(101, "100"), many(101, "101"), many(1_200, "1,200")]).toEqual([
      true,
      false,
      false,
      true,
      true,
    ]);
    expect(many(10_001, "10001")).toBe(false);
  });
});

describe("private quota (SCP-04)", () => {
  const limited = async (quota: number | null, owned = 0) => {
    const user = await makeUser(db, { grants: SALES, posts: [{ departmentId: north.id }] });
    await some(owned, { ownerId: user.id });
    await db.update(users).set({ privateQuota: quota }).where(eq(users.id, user.id));
    return user;
  };
  const file = (userId: string, input: Record<string, unknown> = {}) =>
    actAs(userId, (ctx) =>
      createCustomer(ctx, newCustomer.parse({ name: "新客户", kind: "company", ownership: "private", ...input })),
    );

  test("creating above it is refused with the number; public customers do not count", async () => {
    const user = await limited(2, 1);
    await file(user.id);
    await expect(file(user.id)).rejects.toMatchObject({
      fields: { ownerId: { key: "shares.error.quota", values: { name: user.name, quota: 2, owned: 2, gained: 1 } } },
    });
    await expect(file(user.id, { ownership: "public", departmentId: north.id })).resolves.toBeDefined();
  });

  test("of two creations at once at quota − 1, one gets through", async () => {
    const user = await limited(5, 4);
    const outcomes = await Promise.allSettled([file(user.id), file(user.id)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { sentence: { key: "shares.error.quota", values: { quota: 5, owned: 5 } } },
    });
  });

  test("the database keeps it also where nobody asked before", async () => {
    const user = await limited(1, 1);
    await expect(makeCustomer(db, { ownerId: user.id })).rejects.toMatchObject({
      cause: { constraint: "customers_private_quota" },
    });
    const [other] = await some(1);
    await expect(
      db.update(customers).set({ ownerId: user.id }).where(eq(customers.id, other!.id)),
    ).rejects.toMatchObject({ cause: { constraint: "customers_private_quota" } });
  });

  test("an assign over it by one is refused whole, with the numbers and the rows that stopped it (SHA-03)", async () => {
    const user = await limited(3, 1);
    const rows = await some(3);
    const last = [...rows].sort((a, b) => (a.id < b.id ? -1 : 1)).at(-1)!;
    await expect(assign(manager.id, rows, { ownerId: user.id })).rejects.toMatchObject({
      sentence: {
        key: "shares.error.quota_rows",
        values: { quota: 3, owned: 1, gained: 3, count: 1, names: last.name },
      },
    });
    expect((await rowOf(rows[0]!.id)).ownerId).toBe(seller.id);
    await assign(manager.id, rows.slice(0, 2), { ownerId: user.id });
  });

  test("an import above it writes nothing and says the numbers", async () => {
    const user = await makeUser(db, { grants: IMPORTER, posts: [{ departmentId: north.id }] });
    await db.update(users).set({ privateQuota: 2 }).where(eq(users.id, user.id));
    const file = (rows: (string | null)[][]) => csv({ headers: ["客户编号", "客户名称"], rows });
    const refused = await bringIn(
      user.id,
      file([
        ["QI-1", "甲"],
        [null, "乙"],
        ["QI-3", "丙"],
      ]),
    );
    expect(refused).toMatchObject({
      state: "failed",
      problem: { code: "shares.error.quota", values: { name: user.name, quota: 2, owned: 0, gained: 3 } },
    });
    expect(await db.$count(customers, eq(customers.ownerId, user.id))).toBe(0);
    expect(
      await bringIn(
        user.id,
        file([
          ["QI-1", "甲"],
          [null, "乙"],
        ]),
      ),
    ).toMatchObject({ state: "done", problem: null });
  });

  test("a new owner in the customer's form counts too; keeping one's own does not", async () => {
    const user = await limited(1, 1);
    const [one] = await some(1);
    const edit = (actor: string, id: string, ownerId: string) =>
      actAs(actor, (ctx) =>
        editCustomer(
          ctx,
          customerEdit.parse({ id, version: 1, name: "改名", kind: "company", ownership: "private", ownerId }),
        ),
      );
    await expect(edit(manager.id, one!.id, user.id)).rejects.toMatchObject({
      sentence: { key: "shares.error.quota" },
    });
    await db.update(users).set({ privateQuota: 0 }).where(eq(users.id, user.id));
    const [own] = await db.select().from(customers).where(eq(customers.ownerId, user.id));
    await expect(edit(user.id, own!.id, user.id)).resolves.toBeDefined();
  });

  test("the person's own number stands instead of the roles'; of those the largest counts, and none says nothing", async () => {
    const user = await limited(null);
    const role = async (privateQuota: number | null) => {
      const [made] = await db
        .insert(roles)
        .values({ name: unique("限额"), privateQuota, createdAt: LATER, updatedAt: LATER })
        .returning();
      await db.insert(userRoles).values({ userId: user.id, roleId: made!.id });
    };
    const quota = async () =>
      (await db.execute<{ quota: number | null }>(sql`select quota from hold_private_quota(${user.id})`)).rows[0]!
        .quota;
    expect(await quota()).toBeNull();
    await role(null);
    await role(10);
    await role(30);
    expect(await quota()).toBe(30);
    await db.update(users).set({ privateQuota: 20 }).where(eq(users.id, user.id));
    expect(await quota()).toBe(20);
  });
});
