import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import type { Db } from "@/db/client";
import { customers, imports, notices, outboxMessages, shares, users } from "@/db/schema";
import { assignCustomers } from "@/lib/customers/assign-commands";
import { assignment } from "@/lib/customers/assign-schema";
import { translatorFor } from "@/lib/core/messages";
import { failImport } from "@/lib/imports/run";
import { removeOldNotices } from "@/lib/notices/clean-up";
import { chooseNotices, readAllNotices, readNotice } from "@/lib/notices/commands";
import { findNoticeChoices, listNotices } from "@/lib/notices/queries";
import { noticeSentence } from "@/lib/notices/text";
import { shareCustomers } from "@/lib/shares/commands";
import { newShare } from "@/lib/shares/schema";
import { makeCustomer } from "../support/customers";
import { testDatabase } from "../support/database";
import { bringIn, csv, IMPORTER, upload, uploadFolder } from "../support/imports";
import { actAs, contextOf, makeDepartment, makeInstitution, makeUser } from "../support/people";

const NOW = new Date("2026-03-02T09:00:00Z");
const SALES = { "customers.view": "own", "customers.share": "own", "customers.assign": "own" } as const;
const OFF = { inApp: false, byMail: false };
let db: Db;
let department: { id: string };
let me: { id: string; name: string };
beforeAll(async () => {
  db = await testDatabase();
  uploadFolder();
  const { id, top } = await makeInstitution(db);
  department = await makeDepartment(db, id, top.id);
  me = await makeUser(db, { grants: SALES });
});

const receiver = (posts: { departmentId: string }[] = []) => makeUser(db, { grants: SALES, posts });
const mine = (count = 1) => Promise.all(Array.from({ length: count }, () => makeCustomer(db, { ownerId: me.id })));
const seen = (rows: readonly { id: string }[]) => rows.map(({ id }) => ({ id, version: 1 }));
const share = (rows: readonly { id: string }[], input: object) =>
  actAs(me.id, (ctx) =>
    shareCustomers(ctx, newShare.parse({ customers: seen(rows), userIds: [], departmentIds: [], ...input })),
  );
const assign = (rows: readonly { id: string }[], ownerId: string) =>
  actAs(me.id, (ctx) =>
    assignCustomers(ctx, assignment.parse({ customers: seen(rows), ownership: "private", reason: "交接", ownerId })),
  );
const told = async ({ id }: { id: string }) => listNotices(await contextOf(id));
const texts = async (who: { id: string }) => {
  const say = translatorFor("zh-CN");
  return (await told(who)).map((notice) => say(...noticeSentence(notice, say("notices.somebody"))));
};
const unread = async ({ id }: { id: string }) => (await contextOf(id)).actor.unread;
const choose = ({ id }: { id: string }, input: object) =>
  actAs(id, async (ctx) => chooseNotices(ctx, { ...(await findNoticeChoices(ctx)), ...input }));

describe("who is told of what (NOT-01)", () => {
  test("of a customer that is shared with me: by whom and which, with a link; whoever shares is not told", async () => {
    const you = await receiver();
    const [customer] = await mine();
    await share([customer!], { userIds: [you.id] });
    expect(await told(you)).toMatchObject([
      { kind: "customer_shared", by: me.name, isRead: false, href: `/customers/${customer!.id}` },
    ]);
    expect(await texts(you)).toEqual([`${me.name}把客户“${customer!.name}”共享给您`]);
    expect([await unread(you), await unread(me)]).toEqual([1, 0]);
  });

  test("everybody of a department, each once, also who is named beside it; closed accounts are not", async () => {
    const posts = [{ departmentId: department.id }];
    const [one, both, gone] = [await receiver(posts), await receiver(posts), await receiver(posts)];
    await db.update(users).set({ state: "left" }).where(eq(users.id, gone.id));
    await share(await mine(), { userIds: [both.id], departmentIds: [department.id] });
    expect(await Promise.all([one, both].map(unread))).toEqual([1, 1]);
    expect(await db.$count(notices, eq(notices.userId, gone.id))).toBe(0);
  });

  test("of several customers at once by their number, in one notice", async () => {
    const you = await receiver();
    await share(await mine(3), { userIds: [you.id] });
    expect(await texts(you)).toEqual([`${me.name}把 3 个客户共享给您`]);
  });

  test("of a customer that is assigned to me", async () => {
    const you = await receiver();
    const [customer] = await mine();
    await assign([customer!], you.id);
    expect(await texts(you)).toEqual([`${me.name}把客户“${customer!.name}”分派给您`]);
  });

  test("of the end of my import, good or bad", async () => {
    const importer = await makeUser(db, { grants: IMPORTER, posts: [{ departmentId: department.id }] });
    const done = await bringIn(importer.id, csv({ headers: ["客户编号", "客户名称"], rows: [["N-1", "甲"]] }));
    expect(done).toMatchObject({ state: "done", rowsBad: 0 });
    const failing = await upload(
      importer.id,
      csv({ headers: ["客户编号", "客户名称"], rows: [["N-2", "乙"]] }),
      "坏.csv",
    );
    await db.update(imports).set({ state: "checking" }).where(eq(imports.id, failing));
    await db.transaction((tx) => failImport({ db: tx as unknown as Db, now: NOW }, failing, { code: "busy" }));
    expect(await texts(importer)).toEqual(["导入“坏.csv”已结束", "导入“customers.csv”已结束"]);
    expect((await told(importer))[1]!.href).toBe(`/system/imports/${done.id}`);
  });

  test("nobody of an act that was undone", async () => {
    const you = await receiver();
    const [customer] = await mine();
    const undone = actAs(me.id, async (ctx) => {
      const input = { customers: seen([customer!]), userIds: [you.id], departmentIds: [] };
      await shareCustomers(ctx, newShare.parse(input));
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    expect(await unread(you)).toBe(0);
  });
});

describe("what a notice shows is judged when it is read (I4)", () => {
  test("a customer that I no longer see has neither name nor link in it", async () => {
    const you = await receiver();
    const [customer] = await mine();
    await share([customer!], { userIds: [you.id] });
    await db.update(shares).set({ endedAt: NOW }).where(eq(shares.customerId, customer!.id));
    expect(await told(you)).toMatchObject([{ name: null, href: null }]);
    expect(await texts(you)).toEqual([`${me.name}曾把一个客户共享给您，现在您无权查看`]);
  });

  test("one in the recycle bin is not named either, and is again when it comes back", async () => {
    const you = await receiver();
    const [customer] = await mine();
    await share([customer!], { userIds: [you.id] });
    const [gone] = await db
      .execute<{ id: string }>(
        sql`
      insert into deletions (customer_id, number, name, deleted_by, deleted_at, customer_count, contact_count)
      values (${customer!.id}, 'x', 'x', ${me.id}, now(), 1, 0) returning id`,
      )
      .then(({ rows }) => rows);
    const move = (values: Partial<typeof customers.$inferInsert>) =>
      db.update(customers).set(values).where(eq(customers.id, customer!.id));
    await move({ deletedAt: NOW, deletionId: gone!.id });
    expect((await told(you))[0]!.name).toBeNull();
    await move({ deletedAt: null, deletionId: null });
    expect((await told(you))[0]!.name).toBe(customer!.name);
  });
});

describe("reading", () => {
  test("one, or all that were on the page; what came later stays unread, and nobody reads for others", async () => {
    const [you, other] = [await receiver(), await receiver()];
    for (let at = 0; at < 3; at++) await share(await mine(), { userIds: [you.id] });
    const [third, second, first] = await told(you);
    await actAs(other.id, (ctx) => readNotice(ctx, { id: first!.id }));
    await actAs(other.id, (ctx) => readAllNotices(ctx, { last: third!.id }));
    expect(await unread(you)).toBe(3);
    await actAs(you.id, (ctx) => readNotice(ctx, { id: first!.id }));
    expect(await unread(you)).toBe(2);
    await actAs(you.id, (ctx) => readAllNotices(ctx, { last: second!.id }));
    expect((await told(you)).map(({ isRead }) => isRead)).toEqual([false, true, true]);
    expect(await told(other)).toEqual([]);
  });

  test("notices of before a moment are removed", async () => {
    const you = await receiver();
    await share(await mine(), { userIds: [you.id] });
    expect(await removeOldNotices({ db }, new Date(NOW.getTime()))).toBe(0);
    await db
      .update(notices)
      .set({ createdAt: new Date(0) })
      .where(eq(notices.userId, you.id));
    expect(await removeOldNotices({ db }, NOW)).toBe(1);
    expect(await told(you)).toEqual([]);
  });
});

describe("how I am told is my choice, kind by kind", () => {
  const mailsTo = (email: string) => db.select().from(outboxMessages).where(eq(outboxMessages.recipient, email));

  test("what I switch off is not told; the other kinds are", async () => {
    const you = await receiver();
    await choose(you, { customer_shared: OFF });
    await share(await mine(), { userIds: [you.id] });
    expect(await unread(you)).toBe(0);
    await assign(await mine(), you.id);
    expect(await unread(you)).toBe(1);
  });

  test("by mail, in my language and without the customer's name: a mail stays where rights go", async () => {
    const you = await receiver();
    await db.update(users).set({ email: "you@example.com", locale: "en" }).where(eq(users.id, you.id));
    await choose(you, { customer_shared: { inApp: false, byMail: true } });
    const [customer] = await mine();
    await share([customer!], { userIds: [you.id] });
    const [mail, more] = await mailsTo("you@example.com");
    expect(more).toBeUndefined();
    expect(mail).toMatchObject({
      kind: "notice",
      locale: "en",
      state: "waiting",
      subject: "A customer is shared with me",
    });
    expect(mail!.bodyText).toContain("/account/notifications");
    expect(mail!.bodyText).not.toContain(customer!.name);
    expect(await unread(you)).toBe(0);
  });

  test("without an address there is no mail, and the act goes on", async () => {
    const you = await receiver();
    await choose(you, { customer_assigned: { inApp: true, byMail: true } });
    await assign(await mine(), you.id);
    expect(await unread(you)).toBe(1);
  });
});
