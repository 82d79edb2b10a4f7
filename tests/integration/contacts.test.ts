import { and, eq, inArray } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import type { Db } from "@/db/client";
import { auditChanges, auditEvents, contacts, customers, shares } from "@/db/schema";
import { contactHistory } from "@/lib/audit/history";
import { deleteCustomer, previewDeletion, purgeDeletion, restoreDeletion } from "@/lib/bin/commands";
import { createContact, editContact, linkContact, removeContact } from "@/lib/contacts/commands";
import { exportContacts, recordContactExport } from "@/lib/contacts/export";
import { contactList } from "@/lib/contacts/list";
import { listAllContacts } from "@/lib/contacts/list-queries";
import { linksOf, pickContacts } from "@/lib/contacts/person-queries";
import { findContact, listContacts } from "@/lib/contacts/queries";
import { contactEdit, contactLink, newContact } from "@/lib/contacts/schema";
import { parseList } from "@/lib/core/list";
import { databaseError, transaction } from "@/lib/core/transaction";
import { mergeCustomers } from "@/lib/merges/commands";
import { undoMerge } from "@/lib/merges/undo-commands";
import { makeContact, makeCustomer } from "../support/customers";
import { testDatabase } from "../support/database";
import { actAs, contextOf, makeInstitution, makeUser, unique } from "../support/people";

const SALES = {
  "customers.view": "own",
  "customers.edit": "own",
  "customers.delete": "own",
  "customers.export": "own",
  "customers.merge": "own",
  "contacts.view": "own",
  "contacts.create": "own",
  "contacts.edit": "own",
  "contacts.delete": "own",
  "fields.contact_data": "all",
} as const;

let db: Db;
let seller: { id: string };
let colleague: { id: string };
let top: { id: string };
let administrator: { id: string };
beforeAll(async () => {
  db = await testDatabase();
  top = (await makeInstitution(db)).top;
  seller = await makeUser(db, { grants: SALES, posts: [{ departmentId: top.id }] });
  colleague = await makeUser(db, { grants: SALES, posts: [{ departmentId: top.id }] });
  administrator = await makeUser(db, { administrator: true });
});

const customerOf = (owner: { id: string }, values = {}) => makeCustomer(db, { ownerId: owner.id, ...values });
const link = (user: { id: string }, id: string, customerId: string, more = {}) =>
  actAs(user.id, (ctx) => linkContact(ctx, contactLink.parse({ id, customerId, ...more })));
const edit = (user: { id: string }, id: string, version: number, values: Record<string, unknown>) =>
  actAs(user.id, (ctx) => editContact(ctx, contactEdit.parse({ id, version, ...values })));
const stored = async (id: string) => (await db.select().from(contacts).where(eq(contacts.id, id)))[0];
const listed = async (user: { id: string }, search: Record<string, string> = {}) =>
  (await listAllContacts(await contextOf(user.id), parseList(contactList, search))).rows;
const eventsOf = async (recordId: string) =>
  (
    await db
      .select({ event: auditEvents.event })
      .from(auditChanges)
      .innerJoin(auditEvents, eq(auditEvents.id, auditChanges.eventId))
      .where(eq(auditChanges.recordId, recordId))
      .orderBy(auditChanges.id)
  ).map(({ event }) => event);

/** A contact of one customer of the seller, linked to another one. */
async function linkedPair(other: { id: string } = seller) {
  const [one, two] = [await customerOf(seller), await customerOf(seller)];
  const name = `${unique("林")}号`;
  const first = await makeContact(db, one.id, { name, mobile: "13900001111", position: "总经理" });
  const second = await link(seller, first.id, two.id, { position: "董事" });
  if (other !== seller) await db.update(customers).set({ ownerId: other.id }).where(eq(customers.id, two.id));
  return { one, two, first: first.id, second: second.id, name };
}

describe("a contact of several customers (CON-02)", () => {
  test("is called and reached the same at each, and has a position of its own at each", async () => {
    const { first, second, two } = await linkedPair();
    expect(await stored(second)).toMatchObject({ mobile: "13900001111", position: "董事", isPrimary: true });
    expect((await stored(first))!.position).toBe("总经理");
    await edit(seller, second, 1, { name: "林改名", mobile: "13900002222", position: "顾问" });
    expect(await stored(first)).toMatchObject({
      name: "林改名",
      mobile: "13900002222",
      position: "总经理",
      version: 2,
    });
    expect((await listContacts(await contextOf(seller.id), two.id)).map(({ isLinked }) => isLinked)).toEqual([true]);
  });

  test("tells the change in the history of every customer, and the link where it was made", async () => {
    const { first, second, one, two } = await linkedPair();
    await edit(seller, first, 1, { name: "林二" });
    expect(await eventsOf(second)).toEqual(["contact.linked", "contact.edited"]);
    const lines = await db
      .select({ customerId: auditChanges.customerId, changes: auditChanges.changes })
      .from(auditChanges)
      .innerJoin(auditEvents, eq(auditEvents.id, auditChanges.eventId))
      .where(and(eq(auditEvents.event, "contact.edited"), inArray(auditChanges.recordId, [first, second])));
    expect(new Set(lines.map(({ customerId }) => customerId))).toEqual(new Set([one.id, two.id]));
    expect(lines.every(({ changes }) => "name" in changes)).toBe(true);
    const { entries } = await contactHistory(await contextOf(seller.id), [first, second]);
    expect(entries.map(({ event }) => event)).toEqual(["contact.edited", "contact.linked"]);
  });

  test("an old form is refused also where the change came from another customer (FRM-01)", async () => {
    const { first, second } = await linkedPair();
    await edit(seller, first, 1, { name: "林三", mobile: "13900003333" });
    await expect(edit(seller, second, 1, { name: "林四" })).rejects.toMatchObject({ code: "stale" });
  });

  test("is linked once to a customer, and only by somebody who may edit them where they are", async () => {
    const { first, two, one } = await linkedPair();
    await expect(link(seller, first, two.id)).rejects.toMatchObject({
      cause: expect.objectContaining({ constraint: "contacts_person_key" }),
    });
    await expect(link(seller, first, one.id)).rejects.toMatchObject({ code: "conflict" });
    const mine = await customerOf(colleague);
    await expect(link(colleague, first, mine.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(link(seller, first, mine.id)).rejects.toMatchObject({ code: "not_found" });
    await db.insert(shares).values({
      customerId: one.id,
      userId: colleague.id,
      sharedBy: seller.id,
      createdAt: new Date(),
      updatedAt: new Date(),
    });
    expect(await findContact(await contextOf(colleague.id), first)).toBeDefined();
    await expect(link(colleague, first, mine.id)).rejects.toMatchObject({ code: "not_found" });
  });

  test("stays with the others when one link is removed; the last removal removes the contact", async () => {
    const { first, second, two } = await linkedPair();
    const next = await makeContact(db, two.id, { isPrimary: false });
    await actAs(seller.id, (ctx) => removeContact(ctx, { id: second, version: 1 }));
    expect(await stored(second)).toBeUndefined();
    expect(await stored(first)).toBeDefined();
    expect((await stored(next.id))!.isPrimary).toBe(true);
    expect(await eventsOf(second)).toEqual(["contact.linked", "contact.unlinked"]);
    await actAs(seller.id, (ctx) => removeContact(ctx, { id: first, version: 1 }));
    expect(await eventsOf(first)).toEqual(["contact.removed"]);
  });

  test("of a customer that is not seen nothing is told but that there is one (I3)", async () => {
    const { first, second, one, name } = await linkedPair(colleague);
    const ctx = await contextOf(seller.id);
    const { links, hidden } = await linksOf(ctx, (await findContact(ctx, first))!);
    expect(links.map(({ customer }) => customer)).toEqual([one.name]);
    expect(hidden).toBe(1);
    expect((await listed(seller, { q: name })).map(({ customers: names }) => names)).toEqual([[one.name, null]]);
    expect(await findContact(ctx, second)).toBeUndefined();
    const { entries } = await contactHistory(ctx, [first, second]);
    expect(entries).toEqual([]);
    await expect(actAs(seller.id, (acting) => removeContact(acting, { id: second, version: 1 }))).rejects.toMatchObject(
      { code: "not_found" },
    );
  });

  test("whoever edits at one customer changes the shared facts at all, seen or not", async () => {
    const { first, second } = await linkedPair(colleague);
    await edit(colleague, second, 1, { name: "林共", email: "lin@example.com", notes: "只在这里" });
    expect(await stored(first)).toMatchObject({ name: "林共", email: "lin@example.com", notes: null });
  });
});

describe("the database keeps the promise, whoever writes", () => {
  test("a plain update of one row changes the person at all customers", async () => {
    const { first, second } = await linkedPair();
    await db.update(contacts).set({ email: "direct@example.com", position: "出纳" }).where(eq(contacts.id, first));
    expect(await stored(second)).toMatchObject({ email: "direct@example.com", position: "董事", version: 2 });
  });

  test("linking and editing at the same time leave nobody with an old name", async () => {
    for (let round = 0; round < 5; round++) {
      const { first, second } = await linkedPair();
      const third = await customerOf(seller);
      const name = unique("新名");
      await Promise.all([edit(seller, second, 1, { name, mobile: "13711112222" }), link(seller, first, third.id)]);
      const rows = await db.select().from(contacts).where(eq(contacts.personId, first));
      expect(rows.map((row) => [row.name, row.mobile])).toEqual(Array(3).fill([name, "13711112222"]));
    }
  });

  test("an edit waits for a link that is not committed yet, and does not miss it", async () => {
    const { first, second } = await linkedPair();
    const third = await customerOf(seller);
    const stamp = { createdAt: new Date(), updatedAt: new Date() };
    const row = { customerId: third.id, personId: first, name: "", isPrimary: true, ...stamp };
    let editing: Promise<unknown> = Promise.resolve();
    await transaction("app", async (inner) => {
      await inner.insert(contacts).values(row);
      editing = db.update(contacts).set({ email: "late@example.com" }).where(eq(contacts.id, second));
      void editing.catch(() => undefined);
      // Begun, and with time enough to end where nothing holds it up.
      await Promise.race([editing.then(() => undefined), new Promise((resolve) => setTimeout(resolve, 300))]);
    });
    await editing;
    const rows = await db.select().from(contacts).where(eq(contacts.personId, first));
    expect(rows.map(({ email }) => email)).toEqual(Array(3).fill("late@example.com"));
  });

  test("two edits of the same person at two customers: one is kept, at both", async () => {
    const { first, second } = await linkedPair();
    const edits = await Promise.allSettled([
      edit(seller, first, 1, { name: "甲", mobile: "13711110001" }),
      edit(seller, second, 1, { name: "乙", mobile: "13711110002" }),
    ]);
    const rows = [await stored(first), await stored(second)];
    expect(rows[0]!.name).toBe(rows[1]!.name);
    expect(["甲", "乙"]).toContain(rows[0]!.name);
    const failed = edits.filter((one) => one.status === "rejected");
    expect(failed.map((one) => (one as PromiseRejectedResult).reason.code)).toEqual(failed.map(() => "stale"));
  });

  test("the same person linked twice at once to a customer is there once", async () => {
    const first = await makeContact(db, (await customerOf(seller)).id);
    const to = await customerOf(seller);
    const tries = await Promise.allSettled([link(seller, first.id, to.id), link(seller, first.id, to.id)]);
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await db.$count(contacts, eq(contacts.customerId, to.id))).toBe(1);
  });

  test("first contacts that are linked at once leave one primary (CON-01)", async () => {
    const to = await customerOf(seller);
    const people = await Promise.all([1, 2, 3].map(async () => makeContact(db, (await customerOf(seller)).id)));
    await Promise.all(people.map(({ id }) => link(seller, id, to.id)));
    const rows = await db.select().from(contacts).where(eq(contacts.customerId, to.id));
    expect(rows.filter(({ isPrimary }) => isPrimary)).toHaveLength(1);
    expect(rows).toHaveLength(3);
  });

  test("a link without a primary contact is refused when the transaction ends", async () => {
    const [one, two] = [await customerOf(seller), await customerOf(seller)];
    const first = await makeContact(db, one.id, { personId: crypto.randomUUID() });
    const row = { personId: first.personId, name: "x", isPrimary: false, createdAt: new Date(), updatedAt: new Date() };
    const tried = transaction("app", (inner) => inner.insert(contacts).values({ ...row, customerId: two.id }));
    await expect(tried).rejects.toSatisfy((error) => databaseError(error)?.constraint === "contacts_one_primary");
  });
});

describe("the recycle bin (CUS-08, CUS-09)", () => {
  const remove = async (customerId: string) => {
    const { seen } = await actAs(seller.id, (ctx) => previewDeletion(ctx, { id: customerId }));
    return actAs(seller.id, (ctx) => deleteCustomer(ctx, { id: customerId, ...seen }));
  };

  test("takes the contact of the deleted customer alone; it stays where it also belongs, and comes back", async () => {
    const { first, second, one, two, name } = await linkedPair();
    const deletion = await remove(one.id);
    const ctx = await contextOf(seller.id);
    expect(await findContact(ctx, first)).toBeUndefined();
    expect(await linksOf(ctx, (await findContact(ctx, second))!)).toMatchObject({ hidden: 0, links: [{ id: second }] });
    expect((await listed(seller, { q: name })).map(({ id }) => id)).toEqual([second]);
    await edit(seller, second, 1, { name: "改在其间", mobile: "13900009999" });
    await actAs(seller.id, (acting) => restoreDeletion(acting, { id: deletion.id }));
    const { links } = await linksOf(ctx, (await findContact(ctx, first))!);
    expect(links.map(({ customerId }) => customerId).sort()).toEqual([one.id, two.id].sort());
    expect(await stored(first)).toMatchObject({ name: "改在其间", isPrimary: true });
  });

  test("purging removes the link for good and leaves the other", async () => {
    const { first, second, one } = await linkedPair();
    const deletion = await remove(one.id);
    await actAs(administrator.id, (ctx) => purgeDeletion(ctx, { id: deletion.id }));
    expect(await stored(first)).toBeUndefined();
    expect(await stored(second)).toBeDefined();
  });
});

test("merging two customers of the same person leaves them there once; undoing it brings the link back (CUS-10)", async () => {
  const { first, second, one, two } = await linkedPair();
  const third = await link(seller, first, (await customerOf(seller)).id);
  const pair = { survivorId: one.id, survivorVersion: 1, loserId: two.id, loserVersion: 1, take: [] };
  const { mergeId } = await actAs(seller.id, (ctx) => mergeCustomers(ctx, pair));
  const of = async (id: string) =>
    (await db.select().from(contacts).where(eq(contacts.customerId, id))).map((row) => row.id);
  expect([await of(one.id), await of(two.id)]).toEqual([[first], []]);
  await edit(seller, third.id, 1, { name: "合并之后", mobile: "13900007777" });
  await actAs(seller.id, (ctx) => undoMerge(ctx, { id: mergeId }));
  expect([await of(one.id), await of(two.id)]).toEqual([[first], [second]]);
  expect(await stored(second)).toMatchObject({ name: "合并之后", personId: first, position: "董事", isPrimary: true });
});

describe("the list of all contacts (CON-02)", () => {
  test("shows everybody in scope once, with the customers, the latest first", async () => {
    const user = await makeUser(db, { grants: SALES, posts: [{ departmentId: top.id }] });
    const [one, two] = [await customerOf(user), await customerOf(user)];
    await makeContact(db, (await customerOf(seller)).id);
    const early = await makeContact(db, one.id, { createdAt: new Date("2026-01-01T00:00:00Z") });
    const late = await makeContact(db, two.id, { createdAt: new Date("2026-02-01T00:00:00Z") });
    await link(user, early.id, two.id);
    const rows = await listed(user);
    expect(rows.map(({ id, customers: names }) => [id, names])).toEqual([
      [late.id, [two.name]],
      [early.id, [one.name, two.name]],
    ]);
    const { total } = await listAllContacts(await contextOf(user.id), parseList(contactList, {}));
    expect(total).toEqual({ count: 2, more: false });
  });

  test("narrows by what the contact is and by whose the customer is; a linked one is found at whichever matches", async () => {
    const user = await makeUser(db, { grants: { ...SALES, "contacts.view": "all", "customers.view": "all" } });
    const one = await customerOf(seller, { name: unique("寻址公司") });
    const two = await customerOf(colleague, { name: unique("另址公司") });
    const birthday = "1990-05-06" as const;
    const first = await makeContact(db, one.id, {
      name: unique("寻"),
      position: "采购经理",
      department: "采购部",
      decisionRole: "purchaser",
      mobile: "13655558888",
      email: "Xun@Example.com",
      birthday: birthday as never,
    });
    await makeContact(db, two.id);
    await actAs(administrator.id, (ctx) =>
      linkContact(ctx, contactLink.parse({ id: first.id, customerId: two.id, position: "监事" })),
    );
    const found = async (search: Record<string, string>) =>
      (await listed(user, { q: first.name, ...search })).map(({ name }) => name);
    const yes = [first.name];
    expect(await found({ customer: one.id })).toEqual(yes);
    expect(await found({ customer: two.id })).toEqual(yes);
    expect(await found({ owner: colleague.id })).toEqual(yes);
    expect(await found({ owner: user.id })).toEqual([]);
    expect(await found({ position: "采购" })).toEqual(yes);
    expect(await found({ position: "监事" })).toEqual(yes);
    expect(await found({ position: "采购", customer: two.id })).toEqual([]);
    expect(await found({ department: "采购部" })).toEqual(yes);
    expect(await found({ role: "purchaser" })).toEqual(yes);
    expect(await found({ primary: "1", customer: two.id })).toEqual([]);
    expect(await found({ primary: "0" })).toEqual(yes);
    expect(await found({ birthday: "5" })).toEqual(yes);
    expect(await found({ birthday: "6" })).toEqual([]);
    expect(await found({ created_from: "2026-03-02", created_to: "2026-03-02" })).toEqual(yes);
    for (const q of ["136 5555 8888", "xun@EXAMPLE", one.name, two.name])
      expect((await listed(user, { q })).map(({ name }) => name)).toContain(first.name);
  });

  test("without the right to contact data it neither shows nor finds phones and addresses (AZ-13, D-01)", async () => {
    const { "fields.contact_data": _data, ...rest } = SALES;
    const user = await makeUser(db, { grants: rest, posts: [{ departmentId: top.id }] });
    const contact = await makeContact(db, (await customerOf(user)).id, {
      mobile: "13522223333",
      email: "a@hidden.example",
    });
    const columns = "name,mobile,phone,email,wechat,qq";
    expect(await listed(user, { columns })).toMatchObject([{ id: contact.id, mobile: null, phone: null, email: null }]);
    expect(await listed(user, { q: "13522223333" })).toEqual([]);
    expect(await listed(user, { q: "hidden.example" })).toEqual([]);
  });

  test("a customer of contacts in scope whose name is not: contacts by a wider right than customers", async () => {
    const user = await makeUser(db, { grants: { ...SALES, "contacts.view": "all" }, posts: [] });
    const customer = await customerOf(seller, { name: unique("看不见") });
    const contact = await makeContact(db, customer.id, { name: unique("看得见") });
    expect(await listed(user, { q: contact.name })).toMatchObject([{ customers: [null], owner: null }]);
    expect(await listed(user, { q: customer.name })).toEqual([]);
  });

  test("pages by cursor without losing or repeating anybody", async () => {
    const user = await makeUser(db, { grants: SALES, posts: [{ departmentId: top.id }] });
    const customer = await customerOf(user);
    for (let at = 0; at < 45; at++) await makeContact(db, customer.id, { isPrimary: at === 0 });
    const ctx = await contextOf(user.id);
    const first = await listAllContacts(ctx, parseList(contactList, { size: "20", sort: "name" }));
    const second = await listAllContacts(
      ctx,
      parseList(contactList, { size: "20", sort: "name", after: first.after! }),
    );
    const third = await listAllContacts(
      ctx,
      parseList(contactList, { size: "20", sort: "name", after: second.after! }),
    );
    const ids = [first, second, third].flatMap(({ rows }) => rows.map(({ id }) => id));
    expect(new Set(ids).size).toBe(45);
  });

  test("the picker offers those that one may edit", async () => {
    const mine = await makeContact(db, (await customerOf(seller)).id, { name: unique("可选") });
    const other = await makeContact(db, (await customerOf(colleague)).id, { name: unique("可选") });
    const found = await pickContacts(await contextOf(seller.id), "可选");
    expect(found.map(({ id }) => id)).toContain(mine.id);
    expect(found.map(({ id }) => id)).not.toContain(other.id);
  });
});

describe("the export of contacts (CON-02, EXP-01)", () => {
  const exported = async (userId: string, search: Record<string, string>) => {
    const ctx = await contextOf(userId);
    const { columns, rows } = await exportContacts(ctx, parseList(contactList, search));
    const lines = [];
    for await (const row of rows) lines.push(row);
    return { headers: columns.map(({ header }) => header), lines };
  };

  test("has the chosen columns of the filter, and is told to the log", async () => {
    const user = await makeUser(db, { grants: SALES, posts: [{ departmentId: top.id }] });
    const customer = await customerOf(user);
    await makeContact(db, customer.id, { name: "出口", mobile: "13812345678" });
    await makeContact(db, customer.id, { name: "其他", isPrimary: false });
    const search = { q: "出口", columns: "name,customers,mobile,primary" };
    expect(await exported(user.id, search)).toEqual({
      headers: ["姓名", "客户", "手机", "主要联系人"],
      lines: [["出口", customer.name, "13812345678", "是"]],
    });
    await recordContactExport(await contextOf(user.id), parseList(contactList, search), "csv");
    const [event] = await db
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.event, "contacts.exported"), eq(auditEvents.userId, user.id)));
    expect(event!.details).toMatchObject({ rows: 1, format: "csv", filter: { q: "出口" } });
  });

  test("leaves columns of contact data out without the field right, and shared customers altogether (AZ-08, AZ-11)", async () => {
    const { "fields.contact_data": _data, ...rest } = SALES;
    const user = await makeUser(db, { grants: rest, posts: [{ departmentId: top.id }] });
    await makeContact(db, (await customerOf(user)).id, { name: "自己", mobile: "13812345678" });
    const shared = await customerOf(seller);
    await makeContact(db, shared.id, { name: "共享来的" });
    const stamp = { createdAt: new Date(), updatedAt: new Date() };
    await db.insert(shares).values({ customerId: shared.id, userId: user.id, sharedBy: seller.id, ...stamp });
    expect((await listed(user)).map(({ name }) => name).sort()).toEqual(["共享来的", "自己"].sort());
    expect(await exported(user.id, { columns: "name,mobile,email" })).toEqual({ headers: ["姓名"], lines: [["自己"]] });
  });
});

test("a new contact is filed from the list at a customer that the actor sees, and nowhere else", async () => {
  const customer = await customerOf(seller);
  const file = (user: { id: string }) =>
    actAs(user.id, (ctx) => createContact(ctx, newContact.parse({ customerId: customer.id, name: "新来的" })));
  await file(seller);
  await expect(file(colleague)).rejects.toMatchObject({ code: "not_found" });
  expect((await listContacts(await contextOf(seller.id), customer.id)).map(({ name }) => name)).toEqual(["新来的"]);
});
