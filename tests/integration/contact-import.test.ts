import { and, eq } from "drizzle-orm";
import { PassThrough } from "node:stream";
import { beforeAll, describe, expect, test } from "vitest";
import type { Db } from "@/db/client";
import { auditChanges, auditEvents, contacts, customers, importRows, shares } from "@/db/schema";
import { linkContact } from "@/lib/contacts/commands";
import { contactSheet } from "@/lib/contacts/sheet";
import { contactLink } from "@/lib/contacts/schema";
import { translatorFor } from "@/lib/core/messages";
import { writeTemplate } from "@/lib/core/sheet/template";
import { importUndoJob } from "@/lib/imports/jobs";
import { startUndo } from "@/lib/imports/undo-commands";
import { receiveFile } from "@/lib/imports/receive";
import { makeContact, makeCustomer, makeDeletion } from "../support/customers";
import { testDatabase } from "../support/database";
import { bodyOf, check, counts, csv, IMPORTER, uploadFolder, write } from "../support/imports";
import { actAs, contextOf, makeInstitution, makeUser, unique } from "../support/people";

const HEADERS = ["客户编号", "联系人姓名", "联系人职务", "联系人手机", "联系人邮箱", "主要联系人"];

let db: Db;
let user: { id: string };
beforeAll(async () => {
  db = await testDatabase();
  uploadFolder();
  const { top } = await makeInstitution(db);
  user = await makeUser(db, { posts: [{ departmentId: top.id }], grants: IMPORTER });
});

type Mode = "add" | "update" | "upsert";
/** Uploads a table of contacts, checks it and, where there is something good, writes it. */
async function bringIn(rows: string[][], mode: Mode = "upsert", { headers = HEADERS, by = user } = {}) {
  const bytes = csv({ headers, rows });
  const asked = { kind: "contacts", key: crypto.randomUUID(), name: "联系人.csv" } as const;
  const { id } = await receiveFile(await contextOf(by.id), asked, bodyOf(bytes), Buffer.byteLength(bytes));
  const checked = await check(by.id, id, { mode });
  return checked.rowsCreated + checked.rowsUpdated > 0 ? write(by.id, id, checked.rowsBad > 0) : checked;
}
const problemsOf = async (importId: string) => {
  const rows = await db.select().from(importRows).where(eq(importRows.importId, importId)).orderBy(importRows.rowNo);
  return rows.flatMap(({ lineNo, problems }) => problems.map(({ code, field }) => `${lineNo} ${field ?? "-"} ${code}`));
};
const contactsOf = (customerId: string) =>
  db.select().from(contacts).where(eq(contacts.customerId, customerId)).orderBy(contacts.name);

describe("the import of contacts (CON-02, IMP-06)", () => {
  test("adds and updates by customer number and name (D-42), in one act of the log", async () => {
    const one = await makeCustomer(db, { ownerId: user.id });
    const two = await makeCustomer(db, { ownerId: user.id });
    const known = await makeContact(db, one.id, { name: "赵 一", mobile: "13800000001", wechat: "keep" });
    const done = await bringIn([
      [one.number.toLowerCase(), "赵 一", "总经理", "", "zhao@example.cn", ""],
      [one.number, "钱二", "会计", "13800000002", "", ""],
      [two.number, "孙三", "采购经理", "138 0000 0003", "", ""],
      [two.number, "李四", "", "", "", "是"],
    ]);
    expect(done.problem).toBeNull();
    expect(counts(done)).toEqual({ read: 4, created: 3, updated: 1, unchanged: 0, bad: 0 });
    const [first] = await db.select().from(contacts).where(eq(contacts.id, known.id));
    expect(first).toMatchObject({
      position: "总经理",
      mobile: "13800000001",
      wechat: "keep",
      isPrimary: true,
      version: 2,
    });
    expect((await contactsOf(two.id)).map(({ name, isPrimary }) => [name, isPrimary])).toEqual([
      ["孙三", false],
      ["李四", true],
    ]);
    const lines = await db
      .select({ kind: auditChanges.kind })
      .from(auditChanges)
      .innerJoin(auditEvents, eq(auditEvents.id, auditChanges.eventId))
      .where(and(eq(auditEvents.event, "contacts.imported"), eq(auditEvents.userId, user.id)));
    expect(lines.map(({ kind }) => kind).sort()).toEqual(["create", "create", "create", "update"]);
  });

  test("the same file again changes nothing", async () => {
    const customer = await makeCustomer(db, { ownerId: user.id });
    const rows = [[customer.number, "周五", "经理", "13800000005", "", "是"]];
    await bringIn(rows);
    expect(counts(await bringIn(rows))).toEqual({ read: 1, created: 0, updated: 0, unchanged: 1, bad: 0 });
  });

  test("says at its field what is wrong with a row, and lets the good ones in", async () => {
    const customer = await makeCustomer(db, { ownerId: user.id });
    const done = await bringIn([
      [customer.number, "吴六", "", "", "", "是"],
      [customer.number, "吴六", "", "", "", ""],
      ["", "无编号", "", "", "", ""],
      [customer.number, "", "经理", "", "", ""],
      ["NO-SUCH-1", "郑七", "", "", "", ""],
      [customer.number, "王八一", "", "", "not-a-mail", ""],
      [customer.number, "冯九", "", "", "", "是"],
    ]);
    expect(await problemsOf(done.id)).toEqual([
      "3 contact.name duplicate_contact",
      "4 number required",
      "5 contact.name required",
      "6 number unknown_customer",
      "7 contact.email email",
      "8 contact.primary primary_twice",
    ]);
    expect(counts(done)).toEqual({ read: 7, created: 1, updated: 0, unchanged: 0, bad: 6 });
    expect((await contactsOf(customer.id)).map(({ name }) => name)).toEqual(["吴六"]);
  });

  test("only adding refuses known ones, only updating refuses new ones", async () => {
    const customer = await makeCustomer(db, { ownerId: user.id });
    await makeContact(db, customer.id, { name: "陈十" });
    const rows = [
      [customer.number, "陈十", "经理", "", "", ""],
      [customer.number, "褚新", "经理", "", "", ""],
    ];
    expect(await problemsOf((await bringIn(rows, "update")).id)).toEqual(["3 contact.name contact_missing"]);
    expect(await problemsOf((await bringIn(rows, "add")).id)).toEqual(["2 contact.name contact_exists"]);
    expect((await contactsOf(customer.id)).map(({ name, position }) => [name, position])).toEqual([
      ["褚新", "经理"],
      ["陈十", "经理"],
    ]);
  });

  test("a customer of somebody else, a shared one and a deleted one are like none (D-10, IM-12)", async () => {
    const stranger = await makeUser(db, {});
    const [other, shared] = [
      await makeCustomer(db, { ownerId: stranger.id }),
      await makeCustomer(db, { ownerId: stranger.id }),
    ];
    const stamp = { createdAt: new Date(), updatedAt: new Date() };
    await db.insert(shares).values({ customerId: shared.id, userId: user.id, sharedBy: stranger.id, ...stamp });
    const done = await bringIn([
      [other.number, "卫一", "", "", "", ""],
      [shared.number, "卫二", "", "", "", ""],
    ]);
    expect(await problemsOf(done.id)).toEqual(["2 number unknown_customer", "3 number unknown_customer"]);
    expect(await db.$count(contacts, eq(contacts.customerId, shared.id))).toBe(0);
  });

  test("what it changes about somebody changes at all of their customers, and is told there (CON-02)", async () => {
    const [one, two] = [await makeCustomer(db, { ownerId: user.id }), await makeCustomer(db, { ownerId: user.id })];
    const first = await makeContact(db, one.id, { name: unique("蒋") });
    const second = await actAs(user.id, (ctx) =>
      linkContact(ctx, contactLink.parse({ id: first.id, customerId: two.id, position: "董事" })),
    );
    await bringIn([[one.number, first.name, "总经理", "13700000001", "jiang@example.cn", ""]]);
    const [linked] = await db.select().from(contacts).where(eq(contacts.id, second.id));
    expect(linked).toMatchObject({ mobile: "13700000001", email: "jiang@example.cn", position: "董事" });
    const lines = await db
      .select({ changes: auditChanges.changes })
      .from(auditChanges)
      .where(and(eq(auditChanges.recordId, second.id), eq(auditChanges.kind, "update")));
    expect(lines.map(({ changes }) => Object.keys(changes as object).sort())).toEqual([["email", "mobile"]]);
  });

  test("a contact that was added meanwhile ends the import instead of being filed twice", async () => {
    const customer = await makeCustomer(db, { ownerId: user.id });
    const bytes = csv({ headers: HEADERS, rows: [[customer.number, "沈同", "", "", "", ""]] });
    const asked = { kind: "contacts", key: crypto.randomUUID(), name: "a.csv" } as const;
    const { id } = await receiveFile(await contextOf(user.id), asked, bodyOf(bytes), Buffer.byteLength(bytes));
    await check(user.id, id, { mode: "upsert" });
    await makeContact(db, customer.id, { name: "沈同" });
    const ended = await write(user.id, id);
    expect(ended).toMatchObject({ state: "failed", problem: { code: "row_changed" } });
    expect(await db.$count(contacts, eq(contacts.customerId, customer.id))).toBe(1);
  });

  test("does no more than its user may by hand: contact data, adding, editing", async () => {
    const { "fields.contact_data": _data, "contacts.edit": _edit, ...rest } = IMPORTER;
    const limited = await makeUser(db, { grants: rest });
    const customer = await makeCustomer(db, { ownerId: limited.id });
    const row = [customer.number, "韩一", "", "13700000009", "", ""];
    await expect(bringIn([row], "add", { by: limited })).rejects.toMatchObject({
      sentence: { key: "imports.error.may_not_see_contact_data" },
    });
    const plain = { headers: ["客户编号", "联系人姓名"], by: limited };
    await expect(bringIn([row.slice(0, 2)], "upsert", plain)).rejects.toMatchObject({
      sentence: { key: "imports.error.may_not_edit_contacts" },
    });
    expect(counts(await bringIn([row.slice(0, 2)], "add", plain))).toMatchObject({ created: 1, bad: 0 });
    await expect(bringIn([["韩一"]], "add", { headers: ["联系人姓名"], by: limited })).rejects.toMatchObject({
      sentence: { key: "imports.error.contact_key_needed" },
    });
  });

  test("a customer in the recycle bin takes no contacts", async () => {
    const customer = await makeCustomer(db, { ownerId: user.id });
    await makeDeletion(db, customer, user.id);
    const done = await bringIn([[customer.number, "杨一", "", "", "", ""]]);
    expect(await problemsOf(done.id)).toEqual(["2 number unknown_customer"]);
    expect((await db.select().from(customers).where(eq(customers.id, customer.id)))[0]!.deletedAt).not.toBeNull();
  });

  test("is taken back: what it added goes, what it changed says again what it said (IMP-05, I10)", async () => {
    const customer = await makeCustomer(db, { ownerId: user.id });
    const known = await makeContact(db, customer.id, { name: "秦一", position: "会计" });
    const done = await bringIn([
      [customer.number, "秦一", "总经理", "", "", ""],
      [customer.number, "尤二", "出纳", "", "", "是"],
    ]);
    await actAs(user.id, (ctx) => startUndo(ctx, { id: done.id }));
    await importUndoJob.run({ userId: user.id, importId: done.id });
    expect((await contactsOf(customer.id)).map(({ id, position, isPrimary }) => [id, position, isPrimary])).toEqual([
      [known.id, "会计", true],
    ]);
  });

  test("ten thousand contacts come in within seconds", async () => {
    const customer = await makeCustomer(db, { ownerId: user.id });
    const rows = Array.from({ length: 10_000 }, (_, at) => [
      customer.number,
      `联系人${at}`,
      "经理",
      `138${String(at).padStart(8, "0")}`,
      "",
      "",
    ]);
    const start = performance.now();
    const done = await bringIn(rows, "add");
    expect(counts(done)).toMatchObject({ created: 10_000, bad: 0 });
    expect(performance.now() - start).toBeLessThan(60_000);
  });

  test("the template has the columns of contacts alone, in the reader's language", async () => {
    const out = new PassThrough();
    const chunks: Buffer[] = [];
    out.on("data", (chunk: Buffer) => chunks.push(chunk));
    await writeTemplate(contactSheet, translatorFor("zh-CN"), {}, out);
    expect(Buffer.concat(chunks).subarray(0, 2).toString()).toBe("PK");
    expect(contactSheet.columns.map(({ field }) => field)).toEqual([
      "number",
      ...["name", "salutation", "department", "position", "mobile", "phone", "email", "wechat", "qq", "birthday"].map(
        (field) => `contact.${field}`,
      ),
      "contact.decisionRole",
      "contact.primary",
    ]);
  });
});
