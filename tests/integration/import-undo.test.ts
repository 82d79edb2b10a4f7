import { and, eq, inArray, isNull, like, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Db } from "@/db/client";
import {
  auditChanges,
  auditEvents,
  contacts,
  customers,
  customerTags,
  deletions,
  imports,
  importUndoLines,
  settings,
  shares,
  tags,
  userRoles,
} from "@/db/schema";
import { restoreDeletion } from "@/lib/bin/commands";
import { editContact } from "@/lib/contacts/commands";
import { importUndoJob } from "@/lib/imports/jobs";
import { previewUndo, startUndo } from "@/lib/imports/undo-commands";
import { listUndoLines } from "@/lib/imports/undo-lines";
import { undoableUntil } from "@/lib/imports/undo-queries";
import { testDatabase } from "../support/database";
import { makeContact, makeCustomer } from "../support/customers";
import { bringIn, csv, IMPORTER, importOf, uploadFolder } from "../support/imports";
import { actAs, contextOf, makeInstitution, makeUser, unique } from "../support/people";

const NOW = new Date("2026-03-02T09:00:00Z");
let db: Db;
let top: { id: string };
beforeAll(async () => {
  db = await testDatabase();
  uploadFolder();
  top = (await makeInstitution(db)).top;
});

const makeImporter = (more = {}) =>
  makeUser(db, { posts: [{ departmentId: top.id }], grants: { ...IMPORTER, "customers.delete": "own", ...more } });
const preview = (userId: string, id: string) => actAs(userId, (ctx) => previewUndo(ctx, { id }));
const ask = (userId: string, id: string) => actAs(userId, (ctx) => startUndo(ctx, { id }));
async function undo(userId: string, id: string) {
  await ask(userId, id);
  await importUndoJob.run({ userId, importId: id });
  return importOf(userId, id);
}
const countsOf = ({ recordsUndone, recordsKept, recordsImpossible }: Awaited<ReturnType<typeof importOf>>) => ({
  undone: recordsUndone,
  kept: recordsKept,
  impossible: recordsImpossible,
});
const byNumber = async (number: string) => (await db.select().from(customers).where(eq(customers.number, number)))[0]!;
const linesOf = async (userId: string, id: string) => listUndoLines(await contextOf(userId), id, 1);

const headers = ["客户编号", "客户名称", "电话", "联系人姓名", "联系人手机"];
const row = (number: string, contact = "张三") => [number, `${number}公司`, "0512-1234567", contact, "13800001234"];

test("IMP-05: new customers with their contacts go into the bin one by one, where each can be restored", async () => {
  const user = await makeImporter();
  const numbers = ["NEW-1", "NEW-2", "NEW-3"];
  const done = await bringIn(user.id, csv({ headers, rows: numbers.map((number) => row(number)) }));
  expect(await preview(user.id, done.id)).toMatchObject({ undone: 6, kept: 0, impossible: 0 });
  const undone = await undo(user.id, done.id);
  expect(undone).toMatchObject({ state: "undone", problem: null, undoneBy: user.id });
  expect(countsOf(undone)).toEqual({ undone: 6, kept: 0, impossible: 0 });
  expect(await db.$count(customers, and(like(customers.number, "NEW-%"), isNull(customers.deletedAt)))).toBe(0);
  const gone = await byNumber("NEW-2");
  const [deletion] = await db.select().from(deletions).where(eq(deletions.customerId, gone.id));
  expect(deletion).toMatchObject({ customerCount: 1, contactCount: 1, deletedBy: user.id });
  await actAs(user.id, (ctx) => restoreDeletion(ctx, { id: deletion!.id }));
  expect(await byNumber("NEW-2")).toMatchObject({ deletedAt: null, version: 1 });
  expect(await db.$count(contacts, and(eq(contacts.customerId, gone.id), isNull(contacts.deletedAt)))).toBe(1);
  expect((await byNumber("NEW-1")).deletedAt).not.toBeNull();
});

test("IMP-05: updates get their old values back; what somebody changed since stays and is listed with both values", async () => {
  const user = await makeImporter();
  const [one, two] = await Promise.all(
    ["UPD-1", "UPD-2"].map((number) =>
      makeCustomer(db, { number, name: `${number}旧`, phone: "0512-1", address: "旧址", ownerId: user.id }),
    ),
  );
  const person = await makeContact(db, one!.id, { name: "李四", mobile: "139" });
  const table = {
    headers: [...headers, "地址"],
    rows: [
      ["UPD-1", "UPD-1新", "0512-2", "李四", "138", "新址"],
      ["UPD-2", "UPD-2新", "0512-2", "王五", "137", "新址"],
    ],
  };
  const done = await bringIn(user.id, csv(table), { mode: "upsert" });
  expect(done.state).toBe("done");
  await db
    .update(customers)
    .set({ address: "之后的地址", version: sql`version + 1` })
    .where(eq(customers.id, two!.id));
  const shown = await preview(user.id, done.id);
  expect(shown).toMatchObject({ undone: 3, kept: 1, impossible: 0 });
  expect(shown.lines.join("\n")).toContain("之后的地址");
  const undone = await undo(user.id, done.id);
  expect(countsOf(undone)).toEqual({ undone: 3, kept: 1, impossible: 0 });
  expect(await byNumber("UPD-1")).toMatchObject({ name: "UPD-1旧", phone: "0512-1", address: "旧址", version: 3 });
  expect(await byNumber("UPD-2")).toMatchObject({ name: "UPD-2旧", phone: "0512-1", address: "之后的地址" });
  const people = await db
    .select()
    .from(contacts)
    .where(inArray(contacts.customerId, [one!.id, two!.id]));
  expect(people.map(({ id, mobile, isPrimary }) => ({ id, mobile, isPrimary }))).toEqual([
    { id: person.id, mobile: "139", isPrimary: true },
  ]);
  expect(await linesOf(user.id, done.id)).toMatchObject([
    {
      customer: "UPD-2旧",
      number: "UPD-2",
      outcome: "kept",
      reason: "changed",
      field: "customers.field.address",
      now: { text: "之后的地址" },
      before: { text: "旧址" },
    },
  ]);
  const [event] = await db
    .select()
    .from(auditEvents)
    .where(sql`event = 'import.undone' and details ->> 'import' = ${done.id}`);
  const changes = await db.select().from(auditChanges).where(eq(auditChanges.eventId, event!.id));
  expect(changes.find(({ recordId }) => recordId === one!.id)!.changes).toMatchObject({ name: ["UPD-1新", "UPD-1旧"] });
  expect(changes.find(({ kind }) => kind === "delete")!.changes).toMatchObject({ name: ["王五", null] });
});

test("IMP-05: a new customer on which something hangs since, or that was changed, stays whole and says why", async () => {
  const user = await makeImporter();
  const names = ["CHANGED", "CONTACT", "PERSON", "SHARED", "PARENT", "TAGGED", "FREE"].map((name) => `H-${name}`);
  const done = await bringIn(user.id, csv({ headers, rows: names.map((number) => row(number)) }));
  const idOf = async (number: string) => (await byNumber(number)).id;
  await db.update(customers).set({ notes: "之后写的" }).where(eq(customers.number, "H-CHANGED"));
  await makeContact(db, await idOf("H-CONTACT"), { isPrimary: false });
  await db
    .update(contacts)
    .set({ position: "经理" })
    .where(eq(contacts.customerId, await idOf("H-PERSON")));
  const stamp = { createdAt: NOW, updatedAt: NOW };
  await db
    .insert(shares)
    .values({ customerId: await idOf("H-SHARED"), departmentId: top.id, sharedBy: user.id, ...stamp });
  await makeCustomer(db, { parentId: await idOf("H-PARENT"), ownerId: user.id });
  const [tag] = await db
    .insert(tags)
    .values({ name: unique("标签"), ...stamp })
    .returning();
  await db.insert(customerTags).values({ customerId: await idOf("H-TAGGED"), tagId: tag!.id });
  const undone = await undo(user.id, done.id);
  expect(undone.problem).toBeNull();
  expect(countsOf(undone)).toEqual({ undone: 2, kept: 12, impossible: 0 });
  const reasons = (await linesOf(user.id, done.id))
    .filter(({ contact }) => contact === null)
    .map(({ number, reason }) => [number, reason]);
  expect(Object.fromEntries(reasons)).toEqual({
    "H-CHANGED": "changed",
    "H-CONTACT": "contacts",
    "H-PERSON": "contacts",
    "H-SHARED": "shares",
    "H-PARENT": "children",
    "H-TAGGED": "tags",
  });
  const living = await db
    .select()
    .from(customers)
    .where(and(like(customers.number, "H-%"), isNull(customers.deletedAt)));
  expect(living.map(({ number }) => number).sort()).toEqual(names.filter((name) => name !== "H-FREE").sort());
});

test("IMP-05: companies of one file go together; a company stays with the one below it that stays", async () => {
  const user = await makeImporter();
  const tree = (top: string) => [
    [`${top}-A`, `${top}-A`, ""],
    [`${top}-B`, `${top}-B`, `${top}-A`],
    [`${top}-C`, `${top}-C`, `${top}-B`],
  ];
  const table = { headers: ["客户编号", "客户名称", "上级客户编号"], rows: [...tree("T1"), ...tree("T2")] };
  const done = await bringIn(user.id, csv(table));
  await db.update(customers).set({ notes: "改过" }).where(eq(customers.number, "T2-C"));
  expect(countsOf(await undo(user.id, done.id))).toEqual({ undone: 3, kept: 3, impossible: 0 });
  const living = await db
    .select()
    .from(customers)
    .where(and(like(customers.number, "T%"), isNull(customers.deletedAt)));
  expect(
    living
      .map(({ number }) => number)
      .filter((number) => /^T[12]-/.test(number))
      .sort(),
  ).toEqual(["T2-A", "T2-B", "T2-C"]);
});

test("CON-01: the primary mark goes back to whom the file took it from", async () => {
  const user = await makeImporter();
  const customer = await makeCustomer(db, { number: "PRIM-1", ownerId: user.id });
  const former = await makeContact(db, customer.id, { name: "原主要" });
  const table = {
    headers: ["客户编号", "客户名称", "联系人姓名", "主要联系人"],
    rows: [["PRIM-1", customer.name, "新主要", "是"]],
  };
  const done = await bringIn(user.id, csv(table), { mode: "upsert" });
  expect((await db.select().from(contacts).where(eq(contacts.id, former.id)))[0]!.isPrimary).toBe(false);
  expect(countsOf(await undo(user.id, done.id))).toEqual({ undone: 2, kept: 0, impossible: 0 });
  const people = await db.select().from(contacts).where(eq(contacts.customerId, customer.id));
  expect(people.map(({ id, isPrimary }) => [id, isPrimary])).toEqual([[former.id, true]]);
});

test("AZ-04: customers out of my reach by now stay, and are listed without their names", async () => {
  const [user, other] = [await makeImporter(), await makeImporter()];
  const done = await bringIn(user.id, csv({ headers, rows: [row("AWAY-1"), row("AWAY-2")] }));
  await db.update(customers).set({ ownerId: other.id }).where(eq(customers.number, "AWAY-1"));
  expect(countsOf(await undo(user.id, done.id))).toEqual({ undone: 2, kept: 0, impossible: 2 });
  const lines = await linesOf(user.id, done.id);
  expect(lines.map(({ customer, number, contact, reason }) => ({ customer, number, contact, reason }))).toEqual([
    { customer: null, number: null, contact: null, reason: "hidden" },
    { customer: null, number: null, contact: null, reason: "hidden" },
  ]);
  expect((await byNumber("AWAY-1")).deletedAt).toBeNull();
});

test("a value from before that can no longer stand is kept with its reason: a number taken, an owner who left", async () => {
  const user = await makeImporter({ "customers.assign": "own", "customers.view": "all", "customers.edit": "all" });
  const leaver = await makeUser(db, { posts: [{ departmentId: top.id }] });
  await makeCustomer(db, { number: "OLD-1", registrationNumber: "REG-A1", ownerId: user.id });
  await makeCustomer(db, { number: "OLD-2", ownerId: leaver.id });
  const table = {
    headers: ["客户编号", "客户名称", "统一社会信用代码 / 注册号", "所属人账号"],
    rows: [
      ["OLD-1", "", "REG-A2", ""],
      ["OLD-2", "", "", user.login],
    ],
  };
  const done = await bringIn(user.id, csv(table), { mode: "update" });
  expect(done).toMatchObject({ state: "done", rowsUpdated: 2 });
  await makeCustomer(db, { registrationNumber: "REG-A1", ownerId: user.id });
  await db.execute(sql`update users set state = 'left' where id = ${leaver.id}`);
  expect(countsOf(await undo(user.id, done.id))).toEqual({ undone: 0, kept: 0, impossible: 2 });
  const reasons = (await linesOf(user.id, done.id)).map(({ number, reason }) => [number, reason]);
  expect(Object.fromEntries(reasons)).toEqual({ "OLD-1": "taken", "OLD-2": "owner_gone" });
  expect(await byNumber("OLD-2")).toMatchObject({ ownerId: user.id });
});

test("two people and two clicks undo an import exactly once", async () => {
  const [user, auditor] = [await makeImporter(), await makeImporter({ "audit.view": "all", "customers.edit": "all" })];
  const done = await bringIn(user.id, csv({ headers, rows: [row("TWICE-1"), row("TWICE-2")] }));
  const asked = await Promise.allSettled([user, user, auditor, auditor].map(({ id }) => ask(id, done.id)));
  expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const refused = asked.flatMap((one) =>
    one.status === "rejected" ? [one.reason as { sentence: { key: string } }] : [],
  );
  expect(refused.map(({ sentence }) => sentence.key)).toEqual(Array(3).fill("import_undo.error.already"));
  const undoneBy = (await importOf(user.id, done.id)).undoneBy!;
  await Promise.all([1, 2].map(() => importUndoJob.run({ userId: undoneBy, importId: done.id })));
  expect(await importOf(user.id, done.id)).toMatchObject({ state: "undone", recordsUndone: 4 });
  expect(await db.$count(auditEvents, sql`event = 'import.undone' and details ->> 'import' = ${done.id}`)).toBe(1);
  await expect(ask(user.id, done.id)).rejects.toMatchObject({ sentence: { key: "import_undo.error.already" } });
});

test("an undo asks for the rights of today, and for its days", async () => {
  const user = await makeImporter();
  const done = await bringIn(user.id, csv({ headers, rows: [row("RIGHT-1")] }));
  const other = await makeImporter();
  await expect(ask(other.id, done.id)).rejects.toMatchObject({ code: "not_found" });
  const { "customers.edit": _, ...creator } = IMPORTER;
  const reader = await makeUser(db, { posts: [{ departmentId: top.id }], grants: { ...creator, "audit.view": "all" } });
  await expect(ask(reader.id, done.id)).rejects.toMatchObject({ sentence: { key: "import_undo.error.may_not_edit" } });
  await db.update(settings).set({ importUndoDays: 1 });
  await db
    .update(imports)
    .set({ finishedAt: new Date(NOW.getTime() - 25 * 3_600_000) })
    .where(eq(imports.id, done.id));
  await expect(ask(user.id, done.id)).rejects.toMatchObject({ sentence: { key: "import_undo.error.over" } });
  expect(await undoableUntil(await contextOf(user.id), await importOf(user.id, done.id))).toBeUndefined();
  await db.update(settings).set({ importUndoDays: 30 });
  await ask(user.id, done.id);
  await db.delete(userRoles).where(eq(userRoles.userId, user.id));
  await importUndoJob.run({ userId: user.id, importId: done.id });
  const [record] = await db.select().from(imports).where(eq(imports.id, done.id));
  expect(record).toMatchObject({ state: "done", problem: { code: "right_lost" } });
  expect((await byNumber("RIGHT-1")).deletedAt).toBeNull();
});

test("a contact changed since keeps what people wrote, and its other fields go back", async () => {
  const user = await makeImporter();
  const customer = await makeCustomer(db, { number: "KEEP-1", name: "留", ownerId: user.id });
  const person = await makeContact(db, customer.id, { name: "赵六", mobile: "130", position: "会计" });
  const table = {
    headers: ["客户编号", "客户名称", "联系人姓名", "联系人手机", "联系人职务"],
    rows: [["KEEP-1", "留", "赵六", "131", "经理"]],
  };
  const done = await bringIn(user.id, csv(table), { mode: "upsert" });
  const { version } = (await db.select().from(contacts).where(eq(contacts.id, person.id)))[0]!;
  await actAs(user.id, (ctx) =>
    editContact(ctx, { id: person.id, version, name: "赵六", mobile: "132", position: "经理" } as never),
  );
  expect(countsOf(await undo(user.id, done.id))).toEqual({ undone: 0, kept: 1, impossible: 0 });
  const [after] = await db.select().from(contacts).where(eq(contacts.id, person.id));
  expect(after).toMatchObject({ mobile: "132", position: "会计", isPrimary: true });
  expect(await db.$count(importUndoLines, eq(importUndoLines.importId, done.id))).toBe(1);
});
