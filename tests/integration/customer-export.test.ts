import { Readable } from "node:stream";
import ExcelJS from "exceljs";
import { beforeAll, expect, test } from "vitest";
import type { Db } from "@/db/client";
import type { SheetRows } from "@/lib/core/list-export";
import { parseList } from "@/lib/core/list";
import { exportImportable, exportList, recordExport } from "@/lib/customers/export";
import { customerList } from "@/lib/customers/list";
import { auditEvents } from "@/db/schema";
import { writeXlsx } from "@/lib/core/sheet/write-workbook";
import { makeContact, makeCustomer } from "../support/customers";
import { testDatabase } from "../support/database";
import { contextOf, makeUser } from "../support/people";
import { PassThrough } from "node:stream";

const RIGHTS = {
  "customers.view": "own",
  "customers.export": "own",
  "contacts.view": "own",
  "fields.contact_data": "all",
} as const;
let db: Db;
let me: { id: string };
beforeAll(async () => {
  db = await testDatabase();
  me = await makeUser(db, { grants: RIGHTS });
});

const all = parseList(customerList, {});
/** An export as it stands in the file: a record for each row, by header. */
async function read({ columns, rows }: SheetRows): Promise<Record<string, unknown>[]> {
  const found = [];
  for await (const row of rows) found.push(Object.fromEntries(row.map((value, at) => [columns[at]!.header, value])));
  return found;
}

test("an importable export gives every field back, a row for each contact, the primary one first", async () => {
  const values = {
    name: "Ørsted & Søn",
    number: "X-1",
    country: "Danmark",
    city: "København",
    address: "Gade 1, 2. th",
    phone: "+45 1234 5678",
  };
  const { id } = await makeCustomer(db, { ownerId: me.id, ...values });
  await makeContact(db, id, { name: "Åse", position: "Ejer" });
  await makeContact(db, id, { name: "Bo", isPrimary: false });
  const rows = await read(exportImportable(await contextOf(me.id), all));
  expect(rows).toMatchObject([
    {
      客户编号: "X-1",
      客户名称: "Ørsted & Søn",
      国家: "Danmark",
      城市: "København",
      地址: "Gade 1, 2. th",
      电话: "+45 1234 5678",
      联系人姓名: "Åse",
      联系人职务: "Ejer",
    },
    { 客户编号: "X-1", 联系人姓名: "Bo" },
  ]);
});

test("the list's export has the chosen columns and the filter of the address, within the scope", async () => {
  const other = await makeUser(db, { grants: RIGHTS });
  await makeCustomer(db, { ownerId: other.id, name: "别人的", kind: "person" });
  await makeCustomer(db, { ownerId: me.id, name: "我的个人", kind: "person" });
  const params = parseList(customerList, { kind: "person", columns: "name,kind" });
  expect(await read(exportList(await contextOf(me.id), params))).toEqual([{ 客户名称: "我的个人", 客户性质: "个人" }]);
});

test("without the field right the columns of contact data are not in the file at all", async () => {
  const blind = await makeUser(db, {
    grants: { "customers.view": "all", "customers.export": "all", "contacts.view": "all" },
  });
  const ctx = await contextOf(blind.id);
  const headers = (one: SheetRows) => one.columns.map(({ header }) => header);
  for (const hidden of ["电话", "联系人手机", "联系人邮箱"])
    expect(headers(exportImportable(ctx, all))).not.toContain(hidden);
  expect(headers(exportList(ctx, all))).not.toContain("电话");
});

test("more customers than one chunk come out once each", async () => {
  const many = await makeUser(db, { grants: RIGHTS });
  await db.execute(`insert into customers (number, name, kind, ownership, owner_id, created_at, updated_at)
    select 'M-' || n, '批量' || n, 'company', 'private', '${many.id}', now(), now() from generate_series(1, 2500) n`);
  const rows = await read(exportImportable(await contextOf(many.id), all));
  expect(new Set(rows.map((row) => row["客户编号"])).size).toBe(2500);
});

test("texts that look like formulas, long numbers and leading zeros are text in the workbook (IM-16)", async () => {
  const lone = await makeUser(db, { grants: RIGHTS });
  await makeCustomer(db, { ownerId: lone.id, name: '=HYPERLINK("x")', number: "00012345678901234567" });
  const out = new PassThrough();
  const { columns, rows } = exportList(await contextOf(lone.id), all);
  const written = writeXlsx("客户", columns, rows, out);
  const book = new ExcelJS.Workbook();
  await book.xlsx.read(Readable.from(out));
  await written;
  expect(book.worksheets[0]!.getRow(2).getCell(1).value).toBe("00012345678901234567");
  expect(book.worksheets[0]!.getRow(2).getCell(2).value).toBe('=HYPERLINK("x")');
});

test("an export leaves a line in the log: who, how many, which filter", async () => {
  const ctx = await contextOf(me.id);
  await recordExport(ctx, parseList(customerList, { kind: "person" }), { format: "csv", scope: "list" });
  const [event] = (await db.select().from(auditEvents)).filter((row) => row.event === "customers.exported");
  expect(event).toMatchObject({ userId: me.id, details: { format: "csv", rows: 1, filter: { kind: ["person"] } } });
});
