import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import ExcelJS from "exceljs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defineSheet } from "@/lib/core/sheet/define";
import { readHead } from "@/lib/core/sheet/head";
import { SHEET_LIMITS } from "@/lib/core/sheet/limits";
import { suggestMapping } from "@/lib/core/sheet/mapping";
import { writeReturned } from "@/lib/core/sheet/returned";
import { writeTemplate } from "@/lib/core/sheet/template";
import { type WriteCell, type WriteColumn, writeCsv } from "@/lib/core/sheet/write";
import { writeXlsx } from "@/lib/core/sheet/write-workbook";
import zh from "@/messages/zh-CN/sheet.json";
import { codes, readAll, readContent, requestFor, saved } from "../support/sheet-rows";

const headOf = (path: string) => readHead({ path, name: "file", limits: SHEET_LIMITS });

async function* each<T>(items: readonly T[]) {
  yield* items;
}

/** What a writer of files writes. */
async function written(write: (out: PassThrough) => Promise<void>): Promise<Buffer> {
  const out = new PassThrough();
  const [content] = await Promise.all([buffer(out), write(out)]);
  return content;
}

const columns: WriteColumn[] = [
  { header: "编号", kind: "text" },
  { header: "名称", kind: "text" },
  { header: "日期", kind: "date" },
  { header: "金额", kind: "money" },
];
const rows: WriteCell[][] = [
  ["007", "=1+1", "2026-01-31", -12.5],
  ["89860123456789012345", " \tcmd|' /C calc'!A0 ", "1900-03-01", "1234567.89"],
  ["'-1", "line\nbreak _x0041_", null, null],
];
const asCsv = (data: readonly WriteCell[][]) => written((out) => writeCsv(columns, each(data), out));
const asXlsx = (data: readonly WriteCell[][]) => written((out) => writeXlsx("客户: [1]", columns, each(data), out));

describe("a CSV export", () => {
  test("has a byte order mark, CRLF, harmless texts and true numbers", async () => {
    const text = (await asCsv(rows)).toString();
    expect(text.split("\r\n").slice(0, 2)).toEqual(["\ufeff编号,名称,日期,金额", "007,'=1+1,2026-01-31,-12.5"]);
    expect(text).toContain(`"' \tcmd|`.replaceAll('"', ""));
    expect(text).toContain("''-1,");
  });
});

describe("a workbook export", () => {
  test("has text as text, dates as dates, money as numbers and a frozen header", async () => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await asXlsx(rows)) as unknown as ArrayBuffer);
    const sheet = book.worksheets[0]!;
    expect(sheet.name).toBe("客户   1");
    expect(sheet.views[0]).toMatchObject({ state: "frozen", ySplit: 1 });
    expect(sheet.getCell("A2").value).toBe("007");
    expect(sheet.getCell("A2").numFmt).toBe("@");
    expect(sheet.getCell("B2").value).toBe("=1+1");
    expect(sheet.getCell("C2").value).toEqual(new Date("2026-01-31T00:00:00Z"));
    expect(sheet.getCell("D2").value).toBe(-12.5);
    expect(sheet.getCell("D2").numFmt).toBe("#,##0.00");
  });
});

describe("what was exported comes in again as it was", () => {
  const prose = fc.string({ unit: fc.constantFrom(...Array.from("'=+-@＝ aZ7é字😀,;\"\\\n\t_x0041")) });
  // One file with many texts: every reading is a process of its own.
  const data = fc.sample(prose, 500).map((text): WriteCell[] => ["k", text.trim()]);
  const two = columns.slice(0, 2);
  const kinds = { 名称: { type: "text", max: 200, multiline: true } } as const;

  test.each([
    ["CSV", (out: PassThrough) => writeCsv(two, each(data), out)],
    ["xlsx", (out: PassThrough) => writeXlsx("x", two, each(data), out)],
  ])("in %s", async (_, write) => {
    const { rows: read } = await readContent(await written(write), kinds);
    expect(read.map((row) => row.data["名称"])).toEqual(data.map(([, text]) => (text === "" ? null : text)));
  });

  test("numbers and dates too", async () => {
    const date = { 日期: { type: "date" } } as const;
    for (const content of [await asCsv(rows), await asXlsx(rows)])
      expect((await readContent(content, date)).rows.map((row) => row.data)).toEqual([
        { 编号: "007", 名称: "=1+1", 日期: "2026-01-31", 金额: "-12.5" },
        { 编号: "89860123456789012345", 名称: "cmd|' /C calc'!A0", 日期: "1900-03-01", 金额: "1234567.89" },
        { 编号: "'-1", 名称: "line break _x0041_", 日期: null, 金额: null },
      ]);
  });
});

describe("a returned workbook", () => {
  const faulty = "id,name,city\n1,A, Inc,Berlin\n2,B\n3,C,Paris\n";

  /** The workbook of the rows of a file that have problems. */
  async function returned(content: Buffer | string) {
    const request = await requestFor(await saved(content));
    const { headers } = await headOf(request.file);
    const bad = (await readAll(request)).rows.filter((row) => row.problems.length > 0);
    const lines = bad.map(({ raw, problems }) => ({ raw, reasons: problems.map((one) => one.code).join("; ") }));
    return written((out) => writeReturned(headers, zh.reason_header, each(lines), out));
  }

  test("carries the cells and the reasons, and complains again until it is mended", async () => {
    const path = await saved(await returned(faulty));
    expect(await headOf(path)).toMatchObject({ headers: ["id", "name", "city", "错误原因"] });
    const { rows: read } = await readAll(await requestFor(path));
    expect(read.map((row) => row.raw)).toEqual([
      ["1", "A", " Inc", "field_count", "Berlin"],
      ["2", "B", "", "field_count"],
    ]);
    expect(codes(read[0])).toEqual([[null, "extra_cells"]]);
  });

  test("has one column of reasons however often it goes round", async () => {
    const again = await returned(await returned(faulty));
    const head = await headOf(await saved(again));
    expect(head.headers).toEqual(["id", "name", "city", "错误原因"]);
    expect(head.samples[0]?.cells).toEqual(["1", "A", " Inc", "extra_cells", "Berlin"]);
  });

  test("leaves marks of a CSV as they are", async () => {
    const { rows: read } = await readContent(await returned("id,name\n'+86,x,y\n'=1,x,y\n"));
    expect(read.map((row) => row.data["id"])).toEqual(["+86", "=1"]);
  });

  test("comes in whole once it is mended", async () => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await returned(faulty)) as unknown as ArrayBuffer);
    const sheet = book.worksheets[0]!;
    sheet.getRow(2).values = ["1", "A, Inc", "Berlin", "field_count"];
    sheet.getRow(3).values = ["2", "B", "Rome", "field_count"];
    const { rows: read, summary } = await readContent(Buffer.from(await book.xlsx.writeBuffer()));
    expect(summary).toMatchObject({ rows: 2, problems: 0 });
    expect(read[0]?.data).toMatchObject({ id: "1", name: "A, Inc", city: "Berlin" });
  });
});

describe("a template", () => {
  const sheet = defineSheet({
    name: "customers",
    title: "客户",
    columns: [
      {
        field: "name",
        label: "名称",
        kind: { type: "text", max: 100 },
        required: true,
        help: "全称",
        example: ["北斗", "星海"],
      },
      { field: "kind", label: "类型", kind: { type: "choice", values: ["company", "person"], labels: "kind" } },
      { field: "source", label: "来源", kind: { type: "lookup", max: 50 }, dictionary: "sources" },
      { field: "since", label: "日期", kind: { type: "date" }, example: ["2026-01-31", "2026年1月31日"] },
    ],
  });
  const make = () => written((out) => writeTemplate(sheet, (key) => key, { source: ["展会", "电话"] }, out));

  test("has notes, drop-down lists, examples and instructions", async () => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await make()) as unknown as ArrayBuffer);
    const [main, examples, lists, instructions] = book.worksheets;
    expect(main?.getCell("A1").value).toBe("名称 *");
    expect(JSON.stringify(main?.getCell("A1").note)).toContain("全称");
    expect(main?.getCell("B2").dataValidation).toMatchObject({ type: "list", formulae: ["lists!$B$1:$B$2"] });
    expect(main?.getCell("C5001").dataValidation).toMatchObject({ formulae: ["lists!$C$1:$C$2"] });
    expect([lists?.state, lists?.getCell("B1").value, lists?.getCell("C2").value]).toEqual([
      "veryHidden",
      "kind.company",
      "电话",
    ]);
    expect(examples?.getCell("D3").value).toBe("2026年1月31日");
    expect(instructions?.rowCount).toBe(6);
  });

  test("is recognised when it comes back, and says that it is still empty", async () => {
    const path = await saved(await make());
    const head = await headOf(path);
    const labels = Object.fromEntries(sheet.columns.map((column) => [column.field, [column.label]]));
    expect(head.sheet).toBe("客户");
    expect(suggestMapping(sheet, head.headers, labels)).toEqual(["name", "kind", "source", "since"]);
    await expect(readAll(await requestFor(path))).rejects.toMatchObject({ code: "no_rows" });
  });
});
