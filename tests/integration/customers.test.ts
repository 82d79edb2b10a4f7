import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import type { Db } from "@/db/client";
import { auditChanges, auditEvents, contacts, customers, dictionaryEntries } from "@/db/schema";
import { createContact, editContact, removeContact } from "@/lib/contacts/commands";
import { listContacts } from "@/lib/contacts/queries";
import { parseList, type SearchParams } from "@/lib/core/list";
import { createCustomer, editCustomer } from "@/lib/customers/commands";
import { editBilling } from "@/lib/customers/billing-commands";
import { customerList } from "@/lib/customers/list";
import { findBilling, findCustomer, listChildren, listCustomers } from "@/lib/customers/queries";
import { customerEdit, newCustomer } from "@/lib/customers/schema";
import { makeContact, makeCustomer } from "../support/customers";
import { testDatabase } from "../support/database";
import { actAs, contextOf, makeUser } from "../support/people";

const SALES = {
  "customers.view": "own",
  "customers.create": "own",
  "customers.edit": "own",
  "contacts.view": "own",
  "contacts.create": "own",
  "contacts.edit": "own",
  "contacts.delete": "own",
  "fields.contact_data": "all",
} as const;
let db: Db;
let me: { id: string };
beforeAll(async () => {
  db = await testDatabase();
  me = await makeUser(db, { grants: SALES });
});

const file = (input: Record<string, unknown>) =>
  actAs(me.id, (ctx) => createCustomer(ctx, newCustomer.parse({ kind: "company", ownership: "private", ...input })));
const edit = (id: string, version: number, input: Record<string, unknown>) =>
  actAs(me.id, (ctx) =>
    editCustomer(
      ctx,
      customerEdit.parse({
        id,
        version,
        name: "改名",
        kind: "company",
        ownership: "private",
        ownerId: me.id,
        ...input,
      }),
    ),
  );
const historyOf = (id: string) =>
  db
    .select({ event: auditEvents.event, changes: auditChanges.changes, actor: auditEvents.actor })
    .from(auditChanges)
    .innerJoin(auditEvents, eq(auditEvents.id, auditChanges.eventId))
    .where(eq(auditChanges.recordId, id))
    .orderBy(auditChanges.id);

describe("filing a customer (CUS-01, CUS-03, CUS-12)", () => {
  test("gives it the next number, makes the creator its owner and leaves a trace", async () => {
    const one = await file({ name: "北斗物流", contact: { name: "王芳", mobile: "13800001234" } });
    const two = await file({ name: "南山制造" });
    expect([one.number, two.number]).toEqual(
      ["C2026-00001", "C2026-00002"].map((n) => n.replace("-", one.number.includes("-") ? "-" : "")),
    );
    const [row] = await db.select().from(customers).where(eq(customers.id, one.id));
    expect(row).toMatchObject({ ownerId: me.id, ownership: "private", version: 1 });
    expect(await historyOf(one.id)).toMatchObject([
      { event: "customer.created", changes: { name: [null, "北斗物流"] } },
    ]);
    expect(await listContacts(await contextOf(me.id), one.id)).toMatchObject([{ name: "王芳", isPrimary: true }]);
  });

  test("names need not be unique; numbers and registration numbers are, whatever their case", async () => {
    await file({ name: "同名", number: "AB-1", registrationNumber: "krs 0001" });
    await expect(file({ name: "同名", number: "AB-2" })).resolves.toBeDefined();
    await expect(file({ name: "甲", number: "ab-1" })).rejects.toMatchObject({
      cause: { constraint: "customers_number_key" },
    });
    await expect(file({ name: "乙", registrationNumber: "KRS 0001" })).rejects.toMatchObject({
      cause: { constraint: "customers_registration_number_key" },
    });
  });

  test("needs a name and a kind, and says what is wrong at each field", () => {
    const problems = newCustomer.safeParse({
      name: " ",
      kind: "ship",
      ownership: "private",
      phone: "call me",
      email: "a@b",
      website: "x",
    });
    expect(problems.error!.issues.map((issue) => [issue.path.join("."), issue.message])).toEqual([
      ["name", "errors.required"],
      ["kind", "errors.choice"],
      ["phone", "errors.phone"],
      ["email", "errors.email"],
      ["website", "errors.website"],
    ]);
  });

  test.each(["balance", "createdAt", "version", "createdBy", "searchKey", "id"])(
    "refuses the extra field %s (AZ-12)",
    (name) => {
      const parsed = newCustomer.safeParse({ name: "x", kind: "company", ownership: "private", [name]: 1 });
      expect(parsed.success).toBe(false);
    },
  );

  test("refuses a credit code with a wrong check character", () => {
    const parse = (registrationNumber: string) =>
      newCustomer.safeParse({ name: "x", kind: "company", ownership: "private", registrationNumber });
    expect(parse("91350100M000100Y43").success).toBe(true);
    expect(parse("91350100M000100Y44").success).toBe(false);
  });

  test("another owner needs the right to assign, a parent must be seen, a dictionary value must be of its kind", async () => {
    const other = await makeUser(db, { grants: SALES });
    const foreign = await makeCustomer(db, { ownerId: other.id });
    const [industry] = await db.select().from(dictionaryEntries).where(eq(dictionaryEntries.kind, "industry")).limit(1);
    await expect(file({ name: "x", ownerId: other.id })).rejects.toMatchObject({
      fields: { ownerId: { key: "customers.error.assign_needed" } },
    });
    await expect(file({ name: "x", parentId: foreign.id, typeId: industry!.id })).rejects.toMatchObject({
      fields: { parentId: { key: "errors.not_found" }, typeId: { key: "errors.choice" } },
    });
  });
});

describe("editing a customer", () => {
  test("saves, raises the version and records before and after", async () => {
    const { id } = await makeCustomer(db, { ownerId: me.id, name: "旧名" });
    expect(await edit(id, 1, { name: "新名" })).toEqual({ id, version: 2 });
    expect(await historyOf(id)).toMatchObject([{ event: "customer.edited", changes: { name: ["旧名", "新名"] } }]);
  });

  test("a stale save carries the other's values, name and time back and writes nothing", async () => {
    const { id } = await makeCustomer(db, { ownerId: me.id, name: "原名" });
    await edit(id, 1, { name: "别人改的" });
    await expect(edit(id, 1, { name: "我改的" })).rejects.toMatchObject({
      code: "stale",
      theirs: { version: 2, values: { name: "别人改的" } },
    });
    expect((await findCustomer(await contextOf(me.id), id))?.customer.name).toBe("别人改的");
  });

  test("without the right to assign the owner stays", async () => {
    const other = await makeUser(db);
    const { id } = await makeCustomer(db, { ownerId: me.id });
    await expect(edit(id, 1, { ownerId: other.id })).rejects.toMatchObject({
      fields: { ownerId: { key: "customers.error.assign_needed" } },
    });
  });

  test("with it the owner changes, but never to somebody who has left", async () => {
    const manager = await makeUser(db, {
      grants: { ...SALES, "customers.view": "all", "customers.edit": "all", "customers.assign": "all" },
    });
    const other = await makeUser(db);
    const { id } = await makeCustomer(db, { ownerId: me.id });
    const give = (ownerId: string) =>
      actAs(manager.id, (ctx) =>
        editCustomer(
          ctx,
          customerEdit.parse({ id, version: 1, name: "x", kind: "company", ownership: "private", ownerId }),
        ),
      );
    const gone = await makeUser(db);
    await db.execute(`update users set state = 'left' where id = '${gone.id}'`);
    await expect(give(gone.id)).rejects.toMatchObject({ fields: { ownerId: { key: "customers.error.owner_gone" } } });
    await give(other.id);
    const [row] = await db.select().from(customers).where(eq(customers.id, id));
    expect(row?.ownerId).toBe(other.id);
  });

  test("a cycle in the company tree is refused by the database, also a long one (CUS-11)", async () => {
    const a = await makeCustomer(db, { ownerId: me.id });
    const b = await makeCustomer(db, { ownerId: me.id, parentId: a.id });
    const c = await makeCustomer(db, { ownerId: me.id, parentId: b.id });
    await expect(edit(a.id, 1, { parentId: c.id })).rejects.toMatchObject({
      cause: { constraint: "customers_no_cycle" },
    });
    await expect(edit(a.id, 1, { parentId: a.id })).rejects.toMatchObject({
      cause: { constraint: expect.stringMatching(/own_parent|no_cycle/) },
    });
    expect((await listChildren(await contextOf(me.id), a.id)).map((row) => row.id)).toEqual([b.id]);
  });

  test("a tree is at most 20 levels deep", async () => {
    let parentId: string | undefined;
    for (let level = 1; level <= 20; level++) parentId = (await makeCustomer(db, { ownerId: me.id, parentId })).id;
    await expect(makeCustomer(db, { ownerId: me.id, parentId })).rejects.toMatchObject({
      cause: { constraint: "customers_depth" },
    });
  });

  test("who may not see contact data does not overwrite it", async () => {
    const blind = await makeUser(db, { grants: { "customers.view": "all", "customers.edit": "all" } });
    const { id } = await makeCustomer(db, { ownerId: me.id, phone: "0755-1234567" });
    await actAs(blind.id, (ctx) =>
      editCustomer(
        ctx,
        customerEdit.parse({
          id,
          version: 1,
          name: "x",
          kind: "company",
          ownership: "private",
          ownerId: me.id,
          phone: null,
        }),
      ),
    );
    const [row] = await db.select().from(customers).where(eq(customers.id, id));
    expect(row?.phone).toBe("0755-1234567");
  });
});

describe("contacts (CON-01)", () => {
  test("the first is primary, a new primary replaces it, and removing it lets the oldest follow", async () => {
    const { id: customerId } = await makeCustomer(db, { ownerId: me.id });
    const add = (name: string, isPrimary?: boolean) =>
      actAs(me.id, (ctx) => createContact(ctx, { customerId, name, isPrimary }));
    const first = await add("甲");
    await add("乙");
    const third = await add("丙", true);
    const names = async () =>
      (await listContacts(await contextOf(me.id), customerId)).map((row) => [row.name, row.isPrimary]);
    expect(await names()).toEqual([
      ["丙", true],
      ["甲", false],
      ["乙", false],
    ]);
    await actAs(me.id, (ctx) => removeContact(ctx, { id: third.id, version: 1 }));
    expect(await names()).toEqual([
      ["甲", true],
      ["乙", false],
    ]);
    await actAs(me.id, (ctx) => removeContact(ctx, { id: first.id, version: 1 }));
    expect(await names()).toEqual([["乙", true]]);
  });

  test("unticking the primary one leaves it primary: it changes only by choosing another", async () => {
    const { id: customerId } = await makeCustomer(db, { ownerId: me.id });
    const contact = await makeContact(db, customerId);
    await actAs(me.id, (ctx) => editContact(ctx, { id: contact.id, version: 1, name: "改", isPrimary: false }));
    expect(await listContacts(await contextOf(me.id), customerId)).toMatchObject([{ name: "改", isPrimary: true }]);
  });

  test("the database refuses a customer with contacts and no primary one", async () => {
    const { id: customerId } = await makeCustomer(db, { ownerId: me.id });
    await expect(makeContact(db, customerId, { isPrimary: false })).rejects.toMatchObject({
      cause: { constraint: "contacts_one_primary" },
    });
    await makeContact(db, customerId);
    await expect(
      db.update(contacts).set({ isPrimary: false }).where(eq(contacts.customerId, customerId)),
    ).rejects.toMatchObject({
      cause: { constraint: "contacts_one_primary" },
    });
  });

  test("ten people who each make another contact primary at once leave exactly one", async () => {
    const { id: customerId } = await makeCustomer(db, { ownerId: me.id });
    await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        actAs(me.id, (ctx) => createContact(ctx, { customerId, name: `并发${n}`, isPrimary: true })),
      ),
    );
    const rows = await db
      .select()
      .from(contacts)
      .where(and(eq(contacts.customerId, customerId), eq(contacts.isPrimary, true)));
    expect(rows).toHaveLength(1);
  });

  test("a contact of an unseen customer is not found and none can be filed there", async () => {
    const stranger = await makeUser(db, { grants: SALES });
    const { id: customerId } = await makeCustomer(db, { ownerId: me.id });
    const contact = await makeContact(db, customerId);
    await expect(actAs(stranger.id, (ctx) => createContact(ctx, { customerId, name: "x" }))).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(
      actAs(stranger.id, (ctx) => editContact(ctx, { id: contact.id, version: 1, name: "x" })),
    ).rejects.toMatchObject({ code: "not_found" });
    expect(await listContacts(await contextOf(stranger.id), customerId)).toEqual([]);
  });
});

describe("billing information (CUS-07)", () => {
  test("needs its own permission; bank data stays with those who may see it", async () => {
    const finance = await makeUser(db, {
      grants: { "customers.view": "all", "customers.edit_billing": "all", "fields.bank_data": "all" },
    });
    const clerk = await makeUser(db, { grants: { "customers.view": "all", "customers.edit_billing": "all" } });
    const { id } = await makeCustomer(db, { ownerId: me.id });
    const input = { id, version: 0, invoiceTitle: "抬头", accountNumber: "6222 0000 1111", currency: "CNY" as const };
    await expect(actAs(me.id, (ctx) => editBilling(ctx, input))).rejects.toMatchObject({ code: "not_found" });
    await actAs(finance.id, (ctx) => editBilling(ctx, input));
    expect(await findBilling(await contextOf(clerk.id), id)).toMatchObject({
      invoiceTitle: "抬头",
      accountNumber: null,
    });
    await actAs(clerk.id, (ctx) =>
      editBilling(ctx, { id, version: 1, invoiceTitle: "新抬头", accountNumber: "1", currency: "CNY" }),
    );
    expect(await findBilling(await contextOf(finance.id), id)).toMatchObject({
      invoiceTitle: "新抬头",
      accountNumber: "6222 0000 1111",
    });
  });
});

describe("the list (CUS-04)", () => {
  const list = async (search: SearchParams) => listCustomers(await contextOf(me.id), parseList(customerList, search));

  test("searches name, number, contact and phone, filters, sorts and pages by cursor", async () => {
    const lone = await makeUser(db, { grants: SALES });
    const mine = async (search: SearchParams) =>
      listCustomers(await contextOf(lone.id), parseList(customerList, search));
    const made = [];
    for (let n = 0; n < 25; n++)
      made.push(
        await makeCustomer(db, {
          ownerId: lone.id,
          name: `深圳 测试 ${n % 5}_${n}`,
          number: `ZZ-${100 + n}`,
          kind: n % 2 ? "person" : "company",
        }),
      );
    await makeContact(db, made[7]!.id, { name: "独孤求败", mobile: "139-0000-9999" });
    expect((await mine({ q: "测试4_" })).total).toEqual({ count: 5, more: false });
    expect((await mine({ q: "zz-107" })).rows.map((row) => row.id)).toEqual([made[7]!.id]);
    expect((await mine({ q: "独孤" })).rows.map((row) => row.id)).toEqual([made[7]!.id]);
    expect((await mine({ q: "13900009999" })).rows.map((row) => row.id)).toEqual([made[7]!.id]);
    expect((await mine({ kind: "person" })).total.count).toBe(12);
    const first = await mine({ sort: "number", size: "20" });
    const second = await mine({ sort: "number", size: "20", after: first.after, page: "2" });
    expect([...first.rows, ...second.rows].map((row) => row.number)).toEqual(made.map((row) => row.number));
    const back = await mine({ sort: "number", size: "20", before: second.before, page: "1" });
    expect(back.rows.map((row) => row.id)).toEqual(first.rows.map((row) => row.id));
    expect(second.after).toBeUndefined();
    expect(back.before).toBeUndefined();
  });

  test.each<SearchParams>([
    { sort: "password" },
    { sort: "-phone" },
    { kind: "ship" },
    { owner: "'; drop table customers" },
    { created_from: "soon" },
    { created_from: "2026-13-45", created_to: "2026-02-30" },
    { page: "-3" },
    { page: "99999999999999999999" },
    { q: "%_\\ \0" },
    { q: ["a", "b"] },
    { q: "\ud800" },
    { after: "xxxx" },
    { after: "WyJjcmVhdGVkIiwiMjAyNi0xMy00NSIsIngiXQ" },
    { size: "1000000" },
    { type: "0197a1b2-0000-7000-8000-000000000000", region: "x" },
    { constructor: "1", __proto__: "2" },
  ])("no address can break it: %j", async (search) => {
    await expect(list(search)).resolves.toBeDefined();
  });
});
