import { readFileSync } from "node:fs";
import { eq, inArray, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import type { Db } from "@/db/client";
import {
  auditChanges,
  auditEvents,
  contacts,
  customerBilling,
  customers,
  deletions,
  importRows,
  imports,
  roleGrants,
  settings,
  userRoles,
  users,
} from "@/db/schema";
import { describeChanges } from "@/lib/audit/describe";
import { customerHistory } from "@/lib/audit/history";
import { deleteCustomer, previewDeletion, previewRestore, purgeDeletion, restoreDeletion } from "@/lib/bin/commands";
import { binList } from "@/lib/bin/list";
import { purgeExpired } from "@/lib/bin/purge";
import { listBin } from "@/lib/bin/queries";
import { createContact, editContact } from "@/lib/contacts/commands";
import { findContact, listContacts } from "@/lib/contacts/queries";
import { contactEdit } from "@/lib/contacts/schema";
import { parseList, type SearchParams } from "@/lib/core/list";
import { createCustomer, editCustomer } from "@/lib/customers/commands";
import { exportList } from "@/lib/customers/export";
import { customerList } from "@/lib/customers/list";
import { findBilling, findCustomer, listChildren, listCustomers, pickCustomers } from "@/lib/customers/queries";
import { customerEdit, newCustomer } from "@/lib/customers/schema";
import { makeContact, makeCustomer } from "../support/customers";
import { testDatabase } from "../support/database";
import { bringIn, check, counts, creditCode, csv, IMPORTER, upload, uploadFolder } from "../support/imports";
import { actAs, contextOf, makeInstitution, makeUser, unique } from "../support/people";

const SALES = {
  "customers.view": "own",
  "customers.create": "own",
  "customers.edit": "own",
  "customers.delete": "own",
  "customers.export": "own",
  "contacts.view": "own",
  "contacts.create": "own",
  "contacts.edit": "own",
  "fields.contact_data": "all",
} as const;
let db: Db;
let me: { id: string };
let other: { id: string; name: string };
let admin: { id: string };
beforeAll(async () => {
  db = await testDatabase();
  uploadFolder();
  me = await makeUser(db, { grants: SALES });
  other = await makeUser(db, { grants: SALES });
  admin = await makeUser(db, { administrator: true });
});

const NOW = new Date("2026-03-02T09:00:00Z");
const daysAfter = (days: number) => new Date(NOW.getTime() + days * 24 * 60 * 60 * 1000);
const preview = (id: string, who = me) => actAs(who.id, (ctx) => previewDeletion(ctx, { id }));
const remove = async (id: string, who = me) => {
  const { seen } = await preview(id, who);
  return actAs(who.id, (ctx) => deleteCustomer(ctx, { id, ...seen }));
};
const restore = (id: string, who = me) => actAs(who.id, (ctx) => restoreDeletion(ctx, { id }));
const purge = (id: string, who = admin) => actAs(who.id, (ctx) => purgeDeletion(ctx, { id }));
const rowOf = async (id: string) => (await db.select().from(customers).where(eq(customers.id, id)))[0]!;
const bin = async (who = me, search: SearchParams = {}, now = NOW) =>
  (await listBin(await contextOf(who.id, now), parseList(binList, search))).rows;
const refusal = (key: string, values: object = {}) => ({
  sentence: { key: `bin.error.${key}`, ...(Object.keys(values).length > 0 && { values }) },
});

/** A company with two below it, a contact each, and billing information. */
async function makeTree(ownerId = me.id) {
  const top = await makeCustomer(db, { ownerId, registrationNumber: unique("KRS ") });
  const middle = await makeCustomer(db, { ownerId, parentId: top.id });
  const bottom = await makeCustomer(db, { ownerId, parentId: middle.id });
  for (const { id } of [top, middle, bottom]) await makeContact(db, id);
  await db.insert(customerBilling).values({ id: top.id, invoiceTitle: "抬头", createdAt: NOW, updatedAt: NOW });
  return { top, middle, bottom, ids: [top.id, middle.id, bottom.id] };
}

describe("deleting a customer (CUS-08, F12)", () => {
  test("the confirmation counts the companies below and the contacts, and says for how long it can be undone", async () => {
    const { top } = await makeTree();
    expect(await preview(top.id)).toEqual({
      lines: ["下级公司 2 家", "联系人 3 个", "可在 60 天内从回收站恢复"],
      seen: { version: 1, customers: 3, contacts: 3 },
    });
  });

  test("takes the whole tree and all contacts along, and leaves one event with a line for each record", async () => {
    const { top, ids } = await makeTree();
    const deletion = await remove(top.id);
    expect(deletion).toMatchObject({ customers: 3, contacts: 3 });
    for (const id of ids)
      expect(await rowOf(id)).toMatchObject({ deletedAt: NOW, deletionId: deletion.id, version: 1 });
    const gone = await db.select().from(contacts).where(inArray(contacts.customerId, ids));
    expect(gone.map(({ deletionId }) => deletionId)).toEqual([deletion.id, deletion.id, deletion.id]);
    const changes = await db
      .select({ event: auditEvents.event, eventId: auditEvents.id, changes: auditChanges.changes })
      .from(auditChanges)
      .innerJoin(auditEvents, eq(auditEvents.id, auditChanges.eventId))
      .where(inArray(auditChanges.customerId, ids));
    expect(changes).toHaveLength(6);
    expect(new Set(changes.map(({ eventId }) => eventId)).size).toBe(1);
    expect(changes[0]).toMatchObject({ event: "customer.deleted", changes: { deletedAt: [null, expect.anything()] } });
  });

  test("what is in the bin is invisible everywhere, to the administrator too", async () => {
    const { top, middle } = await makeTree();
    const [contact] = await db.select().from(contacts).where(eq(contacts.customerId, top.id));
    await remove(top.id);
    for (const who of [me, admin]) {
      const ctx = await contextOf(who.id);
      const search = { q: top.name };
      expect(await findCustomer(ctx, top.id)).toBeUndefined();
      expect((await listCustomers(ctx, parseList(customerList, search))).total.count).toBe(0);
      expect(await pickCustomers(ctx, top.name)).toEqual([]);
      expect(await listChildren(ctx, top.id)).toEqual([]);
      expect(await listContacts(ctx, top.id)).toEqual([]);
      expect(await findContact(ctx, contact!.id)).toBeUndefined();
      expect(await findBilling(ctx, top.id)).toBeUndefined();
      expect(await customerHistory(ctx, top.id)).toEqual({ entries: [] });
      const rows = [];
      for await (const row of exportList(ctx, parseList(customerList, search)).rows) rows.push(row);
      expect(rows).toEqual([]);
    }
    const absent = { code: "not_found" };
    const edit = { id: top.id, version: 1, name: "x", kind: "company", ownership: "private", ownerId: me.id };
    await expect(actAs(me.id, (ctx) => editCustomer(ctx, customerEdit.parse(edit)))).rejects.toMatchObject(absent);
    await expect(actAs(me.id, (ctx) => createContact(ctx, { customerId: top.id, name: "x" }))).rejects.toMatchObject(
      absent,
    );
    await expect(
      actAs(me.id, (ctx) => editContact(ctx, { id: contact!.id, version: 1, name: "x" })),
    ).rejects.toMatchObject(absent);
    await expect(preview(top.id)).rejects.toMatchObject(absent);
    const below = { name: "x", kind: "company", ownership: "private", parentId: middle.id };
    await expect(actAs(me.id, (ctx) => createCustomer(ctx, newCustomer.parse(below)))).rejects.toMatchObject({
      fields: { parentId: { key: "errors.not_found" } },
    });
  });

  test("is refused where a company below is not the actor's to delete, with how many there are", async () => {
    const { top, middle } = await makeTree();
    await db.update(customers).set({ ownerId: other.id }).where(eq(customers.id, middle.id));
    await expect(preview(top.id)).rejects.toMatchObject(refusal("outside", { count: 1 }));
    await expect(
      actAs(me.id, (ctx) => deleteCustomer(ctx, { id: top.id, version: 1, customers: 3, contacts: 3 })),
    ).rejects.toMatchObject(refusal("outside", { count: 1 }));
    expect((await rowOf(top.id)).deletedAt).toBeNull();
  });

  test("is refused when the customer, its companies or contacts changed after the confirmation", async () => {
    const { top, bottom } = await makeTree();
    const { seen } = await preview(top.id);
    await makeContact(db, bottom.id, { isPrimary: false });
    const confirmed = () => actAs(me.id, (ctx) => deleteCustomer(ctx, { id: top.id, ...seen }));
    await expect(confirmed()).rejects.toMatchObject(refusal("changed", { name: top.name }));
    expect((await rowOf(top.id)).deletedAt).toBeNull();
  });

  test("needs the customer in scope: another's answers like an absent one", async () => {
    const foreign = await makeCustomer(db, { ownerId: other.id });
    for (const id of [foreign.id, crypto.randomUUID()])
      await expect(
        actAs(me.id, (ctx) => deleteCustomer(ctx, { id, version: 1, customers: 1, contacts: 0 })),
      ).rejects.toMatchObject({ code: "not_found" });
  });

  test("frees the registration number, never the customer number (D-10)", async () => {
    const gone = await makeCustomer(db, { ownerId: me.id, registrationNumber: "KRS 777" });
    await remove(gone.id);
    await expect(makeCustomer(db, { ownerId: me.id, registrationNumber: "krs 777" })).resolves.toBeDefined();
    await expect(makeCustomer(db, { ownerId: me.id, number: gone.number.toLowerCase() })).rejects.toMatchObject({
      cause: { constraint: "customers_number_key" },
    });
  });
});

describe("the recycle bin (CUS-09)", () => {
  test("says who deleted what and when, how many went along and how many days are left", async () => {
    const { top } = await makeTree();
    const { id } = await remove(top.id);
    const [row] = await bin(me, { q: top.name }, daysAfter(10.5));
    expect(row).toMatchObject({ id, name: top.name, number: top.number, deletedAt: NOW });
    expect(row).toMatchObject({ customers: 3, contacts: 3, daysLeft: 50, canPurge: false });
    expect(await bin(me, { deleted_to: "2026-03-01" })).toEqual([]);
  });

  test("shows the deletions that somebody made, and those whose customers they could delete", async () => {
    const { top: room } = await makeInstitution(db);
    const post = [{ departmentId: room.id }];
    const colleague = await makeUser(db, { grants: SALES, posts: post });
    const leader = await makeUser(db, { grants: SALES, posts: [{ ...post[0]!, isManagement: true }] });
    const customer = await makeCustomer(db, { ownerId: colleague.id });
    const { id } = await remove(customer.id, leader);
    const sees = async (who: { id: string }) => (await bin(who)).some((row) => row.id === id);
    expect([await sees(leader), await sees(colleague), await sees(admin)]).toEqual([true, true, true]);
    expect([await sees(me), await sees(other)]).toEqual([false, false]);
    await expect(restore(id, other)).rejects.toMatchObject({ code: "not_found" });
    await expect(restore(id, colleague)).resolves.toMatchObject({ id: customer.id });
  });

  test("restoring brings the whole group back as it was: versions, contacts, parents", async () => {
    const { top, ids } = await makeTree();
    const stateOf = async () => ({
      customers: await db.select().from(customers).where(inArray(customers.id, ids)).orderBy(customers.id),
      contacts: await db.select().from(contacts).where(inArray(contacts.customerId, ids)).orderBy(contacts.id),
    });
    const before = await stateOf();
    const { id } = await remove(top.id);
    expect(await restore(id)).toEqual({ id: top.id, takenOver: 0 });
    expect(await stateOf()).toEqual(before);
    expect(await db.select().from(deletions).where(eq(deletions.id, id))).toEqual([]);
    const { entries } = await customerHistory(await contextOf(me.id), top.id);
    expect(entries.map(({ event }) => event)).toEqual(["customer.restored", "customer.deleted"]);
  });

  test("whoever opens a record to edit it is given nothing of the bin: the form sends back what it got", async () => {
    const { top } = await makeTree();
    const ctx = await contextOf(me.id);
    const { createdAt: _at, updatedAt: _then, ...values } = (await findCustomer(ctx, top.id))!.customer;
    expect(customerEdit.safeParse(values).error).toBeUndefined();
    const [person] = await listContacts(ctx, top.id);
    const {
      createdAt: _made,
      updatedAt: _saved,
      customerId: _of,
      personId: _person,
      isLinked: _linked,
      ...contact
    } = person!;
    expect(contactEdit.safeParse(contact).error).toBeUndefined();
  });

  test("restoring into a taken registration number is refused in a sentence that names the holder only to who may see it", async () => {
    const gone = await makeCustomer(db, { ownerId: me.id, registrationNumber: unique("REG ") });
    const { id } = await remove(gone.id);
    const holder = await makeCustomer(db, { ownerId: other.id, registrationNumber: gone.registrationNumber });
    const values = { name: gone.name, value: gone.registrationNumber! };
    await expect(restore(id)).rejects.toMatchObject(refusal("registration_hidden", values));
    await expect(restore(id, admin)).rejects.toMatchObject(
      refusal("registration_taken", { ...values, holder: holder.name }),
    );
    await db.update(customers).set({ registrationNumber: null }).where(eq(customers.id, holder.id));
    await expect(restore(id)).resolves.toBeDefined();
  });

  test("restoring above the private quota of the owner is refused with the numbers, also by the database (SCP-04)", async () => {
    const owner = await makeUser(db, { grants: SALES });
    const gone = await makeCustomer(db, { ownerId: owner.id });
    const { id } = await remove(gone.id, owner);
    await makeCustomer(db, { ownerId: owner.id });
    await db.update(users).set({ privateQuota: 1 }).where(eq(users.id, owner.id));
    await expect(restore(id, owner)).rejects.toMatchObject({
      sentence: { key: "shares.error.quota", values: { quota: 1, owned: 1 } },
    });
    await expect(
      db.update(customers).set({ deletedAt: null, deletionId: null }).where(eq(customers.id, gone.id)),
    ).rejects.toMatchObject({ cause: { constraint: "customers_private_quota" } });
    await db.update(users).set({ privateQuota: 2 }).where(eq(users.id, owner.id));
    await expect(restore(id, owner)).resolves.toBeDefined();
  });

  test("restoring below a parent that is deleted itself is refused: that one comes first", async () => {
    const { top, middle } = await makeTree();
    const first = await remove(middle.id);
    const second = await remove(top.id);
    await expect(restore(first.id)).rejects.toMatchObject(
      refusal("parent_deleted", { name: middle.name, parent: top.name }),
    );
    await restore(second.id);
    await restore(first.id);
    expect(await rowOf(middle.id)).toMatchObject({ deletedAt: null, parentId: top.id });
  });

  test("whoever restores takes over the customers whose owner has left meanwhile, and is told so before", async () => {
    const leaver = await makeUser(db, { grants: SALES });
    const customer = await makeCustomer(db, { ownerId: leaver.id });
    const { id } = await remove(customer.id, leaver);
    await db.update(users).set({ state: "left" }).where(eq(users.id, leaver.id));
    const { lines } = await actAs(admin.id, (ctx) => previewRestore(ctx, { id }));
    expect(lines).toEqual(["客户 1 个，联系人 0 个", "1 个客户的所属人已停用，恢复后归您所有"]);
    expect(await restore(id, admin)).toEqual({ id: customer.id, takenOver: 1 });
    expect(await rowOf(customer.id)).toMatchObject({ ownerId: admin.id, deletedAt: null });
  });
});

describe("removing for good (CUS-09)", () => {
  test("is a right of its own", async () => {
    const customer = await makeCustomer(db, { ownerId: me.id });
    const { id } = await remove(customer.id);
    await expect(purge(id, me)).rejects.toMatchObject({ code: "not_found" });
    await expect(purge(id)).resolves.toEqual({ id });
    await expect(restore(id)).rejects.toMatchObject({ code: "not_found" });
    await expect(purge(id)).rejects.toMatchObject({ code: "not_found" });
  });

  test("leaves the number, so that it is never used again, and a stub in the log; everything else is gone", async () => {
    const { top, ids } = await makeTree();
    const { id } = await remove(top.id);
    await purge(id);
    const stub = await rowOf(top.id);
    expect(stub).toMatchObject({ number: top.number, name: top.number, registrationNumber: null, parentId: null });
    expect(await db.select().from(contacts).where(inArray(contacts.customerId, ids))).toEqual([]);
    expect(await db.select().from(customerBilling).where(eq(customerBilling.id, top.id))).toEqual([]);
    expect(await bin(admin, { q: top.number })).toEqual([]);
    const lines = await db
      .select({ kind: auditChanges.kind, changes: auditChanges.changes, event: auditEvents.event })
      .from(auditChanges)
      .innerJoin(auditEvents, eq(auditEvents.id, auditChanges.eventId))
      .where(eq(auditChanges.recordId, top.id))
      .orderBy(auditChanges.id);
    expect(lines.at(-1)).toEqual({
      event: "customer.purged",
      kind: "delete",
      changes: { number: [top.number, null], name: [top.name, null] },
    });
    await expect(makeCustomer(db, { ownerId: me.id, number: top.number })).rejects.toMatchObject({
      cause: { constraint: "customers_number_key" },
    });
  });

  test("a company that was deleted before its parent comes back without it, once the parent is gone for good", async () => {
    const { top, middle } = await makeTree();
    const first = await remove(middle.id);
    await purge((await remove(top.id)).id);
    await restore(first.id);
    expect(await rowOf(middle.id)).toMatchObject({ parentId: null, deletedAt: null });
  });

  test("happens by itself after the days of the settings, and not before", async () => {
    const customer = await makeCustomer(db, { ownerId: me.id });
    await remove(customer.id);
    await db.update(settings).set({ binDays: 30 });
    await purgeExpired(daysAfter(29.9));
    expect((await rowOf(customer.id)).name).toBe(customer.name);
    const [once, again] = await Promise.all([purgeExpired(daysAfter(30)), purgeExpired(daysAfter(30))]);
    expect(once + again).toBeGreaterThan(0);
    expect((await rowOf(customer.id)).name).toBe(customer.number);
    const [event] = await db
      .select({ actor: auditEvents.actor, door: auditEvents.door, userId: auditEvents.userId })
      .from(auditChanges)
      .innerJoin(auditEvents, eq(auditEvents.id, auditChanges.eventId))
      .where(eq(auditChanges.recordId, customer.id))
      .orderBy(auditChanges.id)
      .offset(1);
    expect(event).toEqual({ actor: "系统（清理回收站）", door: "job:bin-purge", userId: null });
    expect(await purgeExpired(daysAfter(30))).toBe(0);
    await db.update(settings).set({ binDays: 60 });
  });
});

describe("imports and the bin", () => {
  const importer = async () => {
    const { top } = await makeInstitution(db);
    const grants = { ...IMPORTER, "customers.delete": "own" } as const;
    return makeUser(db, { grants, posts: [{ departmentId: top.id }] });
  };
  const file = (rows: string[][]) => csv({ headers: ["客户编号", "客户名称", "统一社会信用代码"], rows });

  test("a file cannot take the number of a deleted customer, but its registration number (D-10)", async () => {
    const user = await importer();
    const value = creditCode(4711);
    const gone = await makeCustomer(db, { ownerId: user.id, registrationNumber: value });
    await remove(gone.id, user);
    const taken = await bringIn(user.id, file([[gone.number, "同号", ""]]), { mode: "upsert" });
    expect(counts(taken)).toMatchObject({ bad: 1, created: 0, updated: 0 });
    const [row] = await db.select().from(importRows).where(eq(importRows.importId, taken.id));
    expect(row!.problems).toMatchObject([{ field: "number", code: "exists_elsewhere" }]);
    const anew = await bringIn(user.id, file([["", "同码", value]]), { mode: "upsert" });
    expect(counts(anew)).toMatchObject({ bad: 0, created: 1, updated: 0 });
    expect((await rowOf(gone.id)).name).toBe(gone.name);
  });

  test("an import that is just being written holds its customers back, and says whose it is", async () => {
    const user = await importer();
    const customer = await makeCustomer(db, { ownerId: user.id });
    const id = await upload(user.id, file([[customer.number, "新名", ""]]));
    await check(user.id, id, { mode: "update" });
    const { seen } = await preview(customer.id, user);
    await db.update(imports).set({ state: "writing" }).where(eq(imports.id, id));
    await expect(actAs(user.id, (ctx) => deleteCustomer(ctx, { id: customer.id, ...seen }))).rejects.toMatchObject({
      sentence: {
        key: "bin.error.blocked",
        values: { reasons: expect.stringContaining("正在写入其中 1 个客户") },
      },
    });
    await db.update(imports).set({ state: "done" }).where(eq(imports.id, id));
    await expect(remove(customer.id, user)).resolves.toBeDefined();
  });
});

describe("the log and existing installations", () => {
  test("the log tells of a deleted customer by its name, to those who could see it and to nobody else", async () => {
    const customer = await makeCustomer(db, { ownerId: me.id });
    await remove(customer.id);
    const changes = await db.select().from(auditChanges).where(eq(auditChanges.recordId, customer.id));
    const told = async (who: { id: string }) => {
      const [view] = await describeChanges(await contextOf(who.id), changes);
      return { record: view!.record, withheld: view!.withheld };
    };
    expect(await told(me)).toEqual({ record: customer.name, withheld: false });
    expect(await told(admin)).toEqual({ record: customer.name, withheld: false });
    expect(await told(other)).toEqual({ record: null, withheld: true });
  });

  test("roles that file customers and delete contacts get the right as far as they file, no other role does (D-01)", async () => {
    const roleOf = async (grants: Parameters<typeof makeUser>[1] & object) => {
      const { id } = await makeUser(db, grants);
      return (await db.select().from(userRoles).where(eq(userRoles.userId, id)))[0]!.roleId;
    };
    const files = await roleOf({ grants: { "customers.create": "own", "contacts.delete": "all" } });
    const looks = await roleOf({ grants: { "customers.view": "all", "contacts.delete": "all" } });
    const statements = readFileSync("db/migrations/0005_archive_rules.sql", "utf8").split("--> statement-breakpoint");
    for (let round = 0; round < 2; round++) await db.execute(sql.raw(statements.at(-1)!));
    const held = await db
      .select()
      .from(roleGrants)
      .where(inArray(roleGrants.roleId, [files, looks]));
    expect(held.filter(({ permission }) => permission === "customers.delete")).toEqual([
      { roleId: files, permission: "customers.delete", reach: "own" },
    ]);
  });
});

describe("what the database itself keeps", () => {
  const refusedBy = (constraint: string) => ({ cause: { constraint } });

  test("nobody living stands below a deleted one", async () => {
    const { top, bottom } = await makeTree();
    await remove(bottom.id);
    await expect(makeCustomer(db, { ownerId: me.id, parentId: bottom.id })).rejects.toMatchObject(
      refusedBy("customers_parent_living"),
    );
    const { deletionId } = await rowOf(bottom.id);
    await expect(
      db.update(customers).set({ deletedAt: NOW, deletionId }).where(eq(customers.id, top.id)),
    ).rejects.toMatchObject(refusedBy("customers_parent_living"));
  });

  test("a contact is in the bin with its customer or not at all, and a row knows its deletion", async () => {
    const { top, bottom } = await makeTree();
    await remove(bottom.id);
    const { deletionId } = await rowOf(bottom.id);
    const move = { deletedAt: NOW, deletionId };
    await expect(db.update(contacts).set(move).where(eq(contacts.customerId, top.id))).rejects.toMatchObject(
      refusedBy("contacts_with_customer"),
    );
    await expect(db.update(customers).set({ deletedAt: NOW }).where(eq(customers.id, top.id))).rejects.toMatchObject(
      refusedBy("customers_deleted_whole"),
    );
  });
});

describe("two people at once", () => {
  const outcomes = async (acts: Promise<unknown>[]) =>
    (await Promise.allSettled(acts)).map(({ status }) => status).sort();

  test("deleting the same customer, and restoring the same deletion, happens once", async () => {
    const { id } = await makeCustomer(db, { ownerId: me.id });
    const confirmed = { id, version: 1, customers: 1, contacts: 0 };
    const acts = [1, 2].map(() => actAs(me.id, (ctx) => deleteCustomer(ctx, confirmed)));
    expect(await outcomes(acts)).toEqual(["fulfilled", "rejected"]);
    const deletionId = (await rowOf(id)).deletionId!;
    expect(await outcomes([restore(deletionId), restore(deletionId)])).toEqual(["fulfilled", "rejected"]);
    expect((await rowOf(id)).deletedAt).toBeNull();
  });

  test("restoring and removing for good: one of them happens, whole", async () => {
    const { top, ids } = await makeTree();
    const { id } = await remove(top.id);
    expect(await outcomes([restore(id), purge(id)])).toEqual(["fulfilled", "rejected"]);
    const states = new Set((await Promise.all(ids.map(rowOf))).map(({ deletedAt }) => deletedAt === null));
    expect(states.size).toBe(1);
  });

  test("deleting a parent while somebody files a company below it never leaves a living one below a deleted one", async () => {
    for (let round = 0; round < 8; round++) {
      const parent = await makeCustomer(db, { ownerId: me.id });
      const input = { name: "新子公司", kind: "company", ownership: "private", parentId: parent.id };
      await Promise.allSettled([
        actAs(me.id, (ctx) => deleteCustomer(ctx, { id: parent.id, version: 1, customers: 1, contacts: 0 })),
        actAs(me.id, (ctx) => createCustomer(ctx, newCustomer.parse(input))),
      ]);
      const below = await db.select().from(customers).where(eq(customers.parentId, parent.id));
      const isDeleted = (await rowOf(parent.id)).deletedAt !== null;
      expect(below.filter(({ deletedAt }) => deletedAt === null)).toHaveLength(isDeleted ? 0 : 1);
    }
  });

  test("restoring a company while its parent is deleted ends with both or neither in place", async () => {
    const { top, middle } = await makeTree();
    const { id } = await remove(middle.id);
    const { seen } = await preview(top.id);
    await Promise.allSettled([restore(id), actAs(me.id, (ctx) => deleteCustomer(ctx, { id: top.id, ...seen }))]);
    const [above, below] = [await rowOf(top.id), await rowOf(middle.id)];
    expect(above.deletedAt !== null && below.deletedAt === null).toBe(false);
  });
});
