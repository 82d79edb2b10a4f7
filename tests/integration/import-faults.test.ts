import { readFileSync } from "node:fs";
import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import { eq, like, sql } from "drizzle-orm";
import ExcelJS from "exceljs";
import { beforeAll, expect, test } from "vitest";
import type { Db } from "@/db/client";
import { contacts, customers, importRows } from "@/db/schema";
import { translatorFor } from "@/lib/core/messages";
import { returnedRows } from "@/lib/imports/returned";
import { testDatabase } from "../support/database";
import {
  bringIn,
  check,
  chineseCustomers,
  counts,
  csv,
  filledFields,
  type FilledField,
  IMPORTER,
  importOf,
  type Table,
  upload,
  uploadFolder,
  write,
  xlsx,
} from "../support/imports";
import { contextOf, makeInstitution, makeUser } from "../support/people";

const labels = translatorFor("zh-CN");
let db: Db;
let userId: string;
beforeAll(async () => {
  db = await testDatabase();
  uploadFolder();
  const { top } = await makeInstitution(db);
  userId = (await makeUser(db, { posts: [{ departmentId: top.id }], grants: IMPORTER })).id;
});

const at = (field: FilledField) => filledFields.indexOf(field);
type Fault = { field: FilledField; code: string; rows: number[]; spoil: (row: number) => string };

/** 37 faults of 12 kinds; row numbers count from 1 among the data rows. */
const FAULTS: Fault[] = [
  { field: "name", code: "required", rows: [11, 1200, 4000], spoil: () => "" },
  { field: "name", code: "too_long", rows: [29, 2500], spoil: () => "长".repeat(101) },
  { field: "number", code: "key_precision", rows: [100, 3333, 4444], spoil: () => "8.98E+19" },
  { field: "number", code: "key_form", rows: [123, 2222], spoil: () => "编号/1" },
  {
    field: "number",
    code: "duplicate_number",
    rows: [321, 1999, 4999],
    spoil: (row) => `KH-${String(row - 5).padStart(5, "0")}`,
  },
  {
    field: "registrationNumber",
    code: "registration_number",
    rows: [404, 1404, 2404, 3404],
    spoil: () => "91320594MA00000010",
  },
  { field: "registrationNumber", code: "duplicate_registration", rows: [777, 3777], spoil: (row) => `=${row - 7}` },
  { field: "industry", code: "unknown_value", rows: [808, 1808, 2808, 3808], spoil: () => "外星贸易" },
  { field: "email", code: "email", rows: [901, 1901, 2901, 4901], spoil: () => "不是邮箱" },
  { field: "kind", code: "choice", rows: [1010, 2010, 3010], spoil: () => "公司或个人" },
  { field: "contact.birthday", code: "date_ambiguous", rows: [1111, 2111, 3111, 4111], spoil: () => "03/04/1980" },
  { field: "contact.birthday", code: "date_unknown", rows: [1212, 2212, 3212], spoil: () => "1980-02-30" },
];

function withFaults(good: Table): Table {
  const rows = good.rows.map((cells) => [...cells]);
  for (const { field, rows: places, spoil } of FAULTS)
    for (const place of places) {
      const text = spoil(place);
      rows[place - 1]![at(field)] = text.startsWith("=") ? good.rows[Number(text.slice(1)) - 1]![at(field)]! : text;
    }
  return { headers: good.headers, rows };
}

async function returnedWorkbook(importId: string): Promise<Table> {
  const out = new PassThrough();
  const bytes = buffer(out);
  await returnedRows(await contextOf(userId), await importOf(userId, importId), labels, out);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await bytes) as unknown as ExcelJS.Buffer);
  const lines: string[][] = [];
  book.worksheets[0]!.eachRow((row) =>
    lines.push((row.values as unknown[]).slice(1).map((value) => (typeof value === "string" ? value : ""))),
  );
  return { headers: lines[0]!, rows: lines.slice(1) };
}

test(
  "5,000 customers with 37 planted faults of 12 kinds: exactly those are reported, and the returned workbook, mended, comes in whole",
  { timeout: 240_000 },
  async () => {
    const good = chineseCustomers(5_000, { labels });
    const planted = FAULTS.flatMap(({ field, code, rows }) => rows.map((row) => `${row + 1} ${field} ${code}`)).sort();
    expect(planted).toHaveLength(37);
    expect(new Set(FAULTS.map(({ code }) => code)).size).toBe(12);

    const checked = await check(userId, await upload(userId, xlsx(withFaults(good)), "客户.xlsx"));
    expect(checked.problem).toBeNull();
    const rows = await db.select().from(importRows).where(eq(importRows.importId, checked.id));
    const reported = rows
      .flatMap(({ lineNo, problems }) => problems.map(({ field, code }) => `${lineNo} ${field} ${code}`))
      .sort();
    expect(reported).toEqual(planted);
    expect(counts(checked)).toEqual({ read: 5_000, created: 4_963, updated: 0, unchanged: 0, bad: 37 });
    expect(await db.$count(customers)).toBe(0);

    const done = await write(userId, checked.id, true);
    expect(done.state).toBe("done");
    expect(await db.$count(customers)).toBe(4_963);

    const returned = await returnedWorkbook(checked.id);
    expect(returned.rows).toHaveLength(37);
    expect(returned.headers.at(-1)).toBe("错误原因");
    expect(returned.rows.every((cells) => cells.at(-1)!.length > 0)).toBe(true);
    const badRows = rows.filter(({ action }) => action === "bad").sort((a, b) => a.rowNo - b.rowNo);
    const mended = returned.rows.map((cells, index) => [...good.rows[badRows[index]!.rowNo - 1]!, cells.at(-1)!]);
    const rest = await bringIn(userId, xlsx({ headers: returned.headers, rows: mended }), {}, "客户-待修改.xlsx");
    expect(counts(rest)).toEqual({ read: 37, created: 37, updated: 0, unchanged: 0, bad: 0 });
    expect(await db.$count(customers)).toBe(5_000);
    expect(await db.$count(contacts)).toBe(5_000);
  },
);

test("row 4,999 of 5,000 is wrong: nothing is written, and the row is named", { timeout: 120_000 }, async () => {
  const table = chineseCustomers(5_000, { from: 50_001, labels });
  table.rows[4_998]![at("email")] = "@";
  const before = await db.$count(customers);
  const result = await bringIn(userId, csv(table));
  expect(counts(result)).toEqual({ read: 5_000, created: 4_999, updated: 0, unchanged: 0, bad: 1 });
  expect(await db.$count(customers)).toBe(before);
  const [bad] = await db
    .select()
    .from(importRows)
    .where(sql`import_id = ${result.id} and action = 'bad'`);
  expect(bad).toMatchObject({
    lineNo: 5_000,
    problems: [{ code: "email", header: "电子邮件", values: { text: "@" } }],
  });
});

test("a file in GBK says the same as in UTF-8 with and without byte order mark", async () => {
  const lines = "客户编号,客户名称,城市\r\nGBK-1,中国国际信托,苏州市\r\n";
  // 中国国际信托 and the rest in GBK, by hand: TextEncoder knows only UTF-8.
  const gbk = readFileSync(new URL("../support/customers-gbk.csv", import.meta.url));
  for (const bytes of [gbk, Buffer.from(`\ufeff${lines}`), Buffer.from(lines)]) {
    const done = await bringIn(userId, bytes, { mode: "upsert" });
    expect(done.problem).toBeNull();
    expect(done.rowsBad).toBe(0);
    const [customer] = await db.select().from(customers).where(like(customers.number, "GBK-%"));
    expect(customer!.name).toBe("中国国际信托");
  }
});

test("lines with a comma too many are named, the good ones come in, and the mended workbook brings the rest", async () => {
  const lines = [
    "number,name,city",
    "RAW-1,Alfreds,Berlin",
    "RAW-2,Bon app', Marseille,Marseille",
    "RAW-3,Chop-suey,Bern",
  ];
  const checked = await check(userId, await upload(userId, `${lines.join("\n")}\n`));
  expect(counts(checked)).toEqual({ read: 3, created: 2, updated: 0, unchanged: 0, bad: 1 });
  const [bad] = await db
    .select()
    .from(importRows)
    .where(sql`import_id = ${checked.id} and action = 'bad'`);
  expect(bad).toMatchObject({ lineNo: 3, problems: [{ code: "field_count", values: { expected: 3, found: 4 } }] });
  await write(userId, checked.id, true);
  const { headers, rows } = await returnedWorkbook(checked.id);
  const [number, name, rest, reason, city] = rows[0]!;
  expect([number, city]).toEqual(["RAW-2", "Marseille"]);
  const mended = await bringIn(
    userId,
    xlsx({ headers, rows: [[number!, `${name}, ${rest}`, city!, reason!]] }),
    {},
    "x.xlsx",
  );
  expect(counts(mended)).toEqual({ read: 1, created: 1, updated: 0, unchanged: 0, bad: 0 });
});
