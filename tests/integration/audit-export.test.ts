import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Db } from "@/db/client";
import { auditEvents, shares } from "@/db/schema";
import { exportEvents, exportHistory, exportSecurity } from "@/lib/audit/export";
import { customerHistory, reachesHistory } from "@/lib/audit/history";
import { auditList, historyList, securityList } from "@/lib/audit/list";
import type { SheetRows } from "@/lib/core/list-export";
import { parseList, type SearchParams } from "@/lib/core/list";
import { securityEvent } from "@/lib/core/security-events";
import { createCustomer, editCustomer } from "@/lib/customers/commands";
import { testDatabase } from "../support/database";
import { actAs, contextOf, makeUser } from "../support/people";

const CHANGES = 1_203;
let db: Db;
let admin: { id: string };
let seller: { id: string };
let id: string;
beforeAll(async () => {
  db = await testDatabase();
  admin = await makeUser(db, { administrator: true, name: "审计员" });
  seller = await makeUser(db, {
    name: "卖家",
    grants: {
      "customers.view": "own",
      "customers.edit": "own",
      "customers.export": "own",
      "fields.contact_data": "all",
    },
  });
  const fields = { name: "导出公司", kind: "company", ownership: "private", ownerId: seller.id };
  const filed = { ...fields, phone: "0755-1234567" };
  ({ id } = await actAs(admin.id, (ctx) => createCustomer(ctx, filed as never), new Date("2026-02-01T04:00:00Z")));
  await actAs(seller.id, (ctx) => editCustomer(ctx, { ...filed, id, version: 1, phone: "0755-7654321" } as never));
});

async function linesOf(sheet: SheetRows) {
  const lines: Record<string, string | number | null>[] = [];
  for await (const row of sheet.rows)
    lines.push(Object.fromEntries(sheet.columns.map(({ header }, index) => [header, row[index] ?? null])));
  return lines;
}
const eventsAs = async (user: { id: string }, search: SearchParams = {}) =>
  linesOf(exportEvents(await contextOf(user.id), parseList(auditList, search)));

test("the log goes out with a line for each field, in words, at the operator's clock (AUD-01)", async () => {
  const lines = await eventsAs(admin, { customer: id });
  expect(lines[0]).toEqual({
    时间: "2026-03-02 17:00",
    人员: "卖家",
    动作: "修改了客户",
    涉及的记录: "导出公司",
    字段: "电话",
    修改前: "0755-1234567",
    修改后: "0755-7654321",
    原因: null,
    入口: "其他",
    "IP 地址": "127.0.0.1",
  });
  expect(lines.find((line) => line.动作 === "新增了客户" && line.字段 === "所属人")).toMatchObject({
    时间: "2026-02-01 12:00",
    修改后: "卖家",
  });
});

test("who may not read a field or a customer does not read it in the file either (D-12)", async () => {
  const reader = await makeUser(db, { grants: { "customers.view": "all", "audit.view": "all" } });
  const phones = (await eventsAs(reader, { customer: id })).filter((line) => line.字段 === "电话");
  expect(phones.length).toBe(2);
  for (const line of phones) expect([null, "（无权查看）"]).toContain(line.修改前);
  expect(JSON.stringify(phones)).not.toContain("0755");
  const stranger = await makeUser(db, { grants: { "customers.view": "own", "audit.view": "all" } });
  const withheld = await eventsAs(stranger, { record: id });
  expect(withheld.length).toBeGreaterThan(0);
  for (const line of withheld) expect(line).toMatchObject({ 涉及的记录: null, 字段: null, 修改后: null });
});

test("an act with thousands of changes and thousands of acts without any go out once each", async () => {
  const at = new Date("2026-01-05T01:00:00Z");
  const [big] = await db
    .insert(auditEvents)
    .values({ at, event: "customer.tagged", actor: "大批", door: "job:x" })
    .returning();
  await db.execute(sql`insert into audit_changes (event_id, entity, record_id, kind, changes)
    select ${big!.id}, 'tag', uuidv7(), 'update', jsonb_build_object('name', jsonb_build_array(n::text, null))
    from generate_series(1, ${CHANGES}) n`);
  await db.execute(sql`insert into audit_events (at, event, actor, door)
    select ${at}, 'maintenance.cleaned', n::text, 'job:x' from generate_series(1, ${CHANGES}) n`);
  const lines = await eventsAs(admin, { at_from: "2026-01-05", at_to: "2026-01-05" });
  expect(lines.length).toBe(2 * CHANGES);
  expect(new Set(lines.map((line) => line.修改前)).size).toBe(CHANGES + 1);
  expect(new Set(lines.map((line) => line.人员)).size).toBe(CHANGES + 1);
});

test("sign-ins and refused tries go out as the filter shows them", async () => {
  const event = { at: new Date("2026-03-01T18:30:00Z"), userId: seller.id, login: "who", door: "page:users.view" };
  await securityEvent({ ...event, kind: "permission_refused", address: "10.1.2.3" });
  const params = parseList(securityList, { kind: "permission_refused" });
  expect(await linesOf(exportSecurity(await contextOf(admin.id), params))).toEqual([
    {
      时间: "2026-03-02 02:30",
      事件: "没有权限",
      帐号: "who",
      人员: "卖家",
      "IP 地址": "10.1.2.3",
      入口: "打开页面",
    },
  ]);
});

test("a customer's history is filtered by time, person and kind, on its page and in the file (EXP-03)", async () => {
  const ctx = await contextOf(admin.id);
  for (const [search, events] of [
    [{}, ["customer.edited", "customer.created"]],
    [{ at_to: "2026-02-01" }, ["customer.created"]],
    [{ user: seller.id }, ["customer.edited"]],
    [{ event: "customer.created" }, ["customer.created"]],
    [{ event: "customer.created", user: seller.id }, []],
  ] as const) {
    const params = parseList(historyList, search);
    const { entries } = await customerHistory(ctx, id, params);
    expect(entries.map(({ event }) => event)).toEqual(events);
    const lines = await linesOf(await exportHistory(ctx, id, params));
    expect(new Set(lines.map((line) => line.时间)).size).toBe(events.length);
  }
});

test("a share opens no history, and no right to export gives no file (D-03, AZ-14)", async () => {
  const receiver = await makeUser(db, { grants: { "customers.view": "own", "customers.export": "own" } });
  const now = new Date();
  await db
    .insert(shares)
    .values({ customerId: id, userId: receiver.id, sharedBy: admin.id, createdAt: now, updatedAt: now });
  expect(await reachesHistory(await contextOf(receiver.id), id, "export")).toBe(false);
  expect(await reachesHistory(await contextOf(seller.id), id, "export")).toBe(true);
  const looker = await makeUser(db, { grants: { "customers.view": "all" } });
  expect(await reachesHistory(await contextOf(looker.id), id, "view")).toBe(true);
  expect(await reachesHistory(await contextOf(looker.id), id, "export")).toBe(false);
});
