import { once } from "node:events";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { describe, expect, inject, test } from "vitest";
import type { CellKind } from "@/lib/core/sheet/define";
import { readHead } from "@/lib/core/sheet/head";
import { SHEET_LIMITS } from "@/lib/core/sheet/limits";
import type { HeadRequest } from "@/lib/core/sheet/protocol";
import { readRows } from "@/lib/core/sheet/read";
import { codes, readAll, readContent, requestFor, saved } from "../support/sheet-rows";
import { formula, GOOD_ROWS, styled, table, workbook } from "../support/workbooks";

const key: CellKind = { type: "key", max: 30 };
const date: CellKind = { type: "date" };
const headOf = (path: string, name: string, more: Partial<HeadRequest> = {}) =>
  readHead({ path, name, limits: SHEET_LIMITS, ...more });

describe("a CSV file", () => {
  const text = "编号,名称\r\nC-1,北斗科技\r\nC-2,Müller\r\n";
  // "北斗科技" in GBK; the rest is the same in every encoding.
  const gbk = Buffer.concat([
    Buffer.from("no,name\r\nC-1,"),
    Buffer.from("b1b1b6b7bfc6bcbc", "hex"),
    Buffer.from("\r\nC-2,Anna\r\n"),
  ]);

  test.each([
    ["UTF-8", Buffer.from(text), "utf-8"],
    ["UTF-8 with a byte order mark", Buffer.from(`\ufeff${text}`), "utf-8"],
    ["UTF-16 with a byte order mark", Buffer.from(`\ufeff${text}`, "utf16le"), "utf-16le"],
  ])("in %s is understood", async (_, content, encoding) => {
    const path = await saved(content);
    expect(await headOf(path, "a.csv")).toMatchObject({ encoding, delimiter: ",", headers: ["编号", "名称"] });
    const { rows } = await readAll(await requestFor(path));
    expect(rows.map((row) => row.data)).toEqual([
      { 编号: "C-1", 名称: "北斗科技" },
      { 编号: "C-2", 名称: "Müller" },
    ]);
  });

  test("in GBK is understood, and another encoding can be forced", async () => {
    const path = await saved(gbk);
    expect(await headOf(path, "a.csv")).toMatchObject({ encoding: "gb18030" });
    expect((await readAll(await requestFor(path))).rows[0]?.data["name"]).toBe("北斗科技");
    const forced = await headOf(path, "a.csv", { encoding: "windows-1252" });
    expect(forced.samples[0]?.cells[1]).toBe("±±¶·¿Æ¼¼");
    await expect(headOf(path, "a.csv", { encoding: "utf-8" })).rejects.toMatchObject({ code: "encoding" });
  });

  test.each([
    ["semicolons", "a;b\n1;2,5\n", ";"],
    ["tabs", "a\tb\r1\t2,5\r", "\t"],
    ["a declared separator", "sep=;\r\na;b\r\n1;2,5\r\n", ";"],
  ])("with %s is understood", async (_, content, delimiter) => {
    const path = await saved(content);
    expect(await headOf(path, "a.csv")).toMatchObject({ delimiter, headers: ["a", "b"] });
    expect((await readAll(await requestFor(path))).rows[0]?.data).toEqual({ a: "1", b: "2,5" });
  });

  test("names the lines with too many or too few cells, keeps their cells and reads the others", async () => {
    const { rows, summary } = await readContent(
      'a,b,c\n1,"x\ny",3\n1,2,3,4\n\n , ,\n1,2\nNULL,2,3\n',
      {},
      { emptyTokens: ["NULL"] },
    );
    expect(summary).toEqual({ rows: 4, blank: 2, hidden: 0, problems: 2 });
    expect(rows.map((row) => [row.rowNo, row.lineNo])).toEqual([
      [1, 2],
      [2, 4],
      [3, 7],
      [4, 8],
    ]);
    expect(rows[1]).toMatchObject({
      raw: ["1", "2", "3", "4"],
      data: { a: null, b: null, c: null },
      problems: [{ field: null, header: null, code: "field_count", values: { expected: 3, found: 4 } }],
    });
    expect(codes(rows[2])).toEqual([[null, "field_count"]]);
    expect(rows[3]?.data).toEqual({ a: null, b: "2", c: "3" });
  });

  test("says where the quotation mark stands that never closes", async () => {
    const path = await saved('a,b\n1,"x\ny"\n2,"open\n3,4\n');
    await expect(headOf(path, "a.csv")).rejects.toMatchObject({ code: "quotes", values: { line: 4 } });
  });
});

describe("a workbook", () => {
  test("is read with its real line numbers, hidden rows marked, empty rows counted", async () => {
    const rows = [["a", "b"], ["1", "x"], [], [null, null], ["2", "y"], []];
    const { rows: read, summary } = await readContent(table(rows, { hidden: [5], dimension: "A1:XFD1048576" }));
    expect(summary).toEqual({ rows: 2, blank: 2, hidden: 1, problems: 0 });
    expect(read.map((row) => [row.rowNo, row.lineNo, row.data])).toEqual([
      [1, 2, { a: "1", b: "x" }],
      [2, 5, { a: "2", b: "y" }],
    ]);
    expect(read[1]?.warnings).toEqual([{ field: null, header: null, code: "hidden_row", values: {} }]);
  });

  test("gives texts whole: shared, in runs, without phonetic hints, with escapes", async () => {
    const shared = ["<r><t>北</t></r><r><t>斗</t></r><rPh><t>běi</t></rPh>", "<t>a_x000D_b _x005F_x0041_</t>"];
    const cells = [0, 1].map((n) => ({ attributes: 't="s"', inside: `<v>${n}</v>` }));
    const runs = { attributes: 't="inlineStr"', inside: "<is><r><t>科</t></r><r><t>技</t></r></is>" };
    const { rows } = await readContent(
      workbook({
        shared,
        sheets: [
          {
            rows: [
              ["a", "b", "c"],
              [...cells, runs],
            ],
          },
        ],
      }),
    );
    expect(rows[0]?.data).toEqual({ a: "北斗", b: "a b _x0041_", c: "科技" });
  });

  test("keeps identifiers whole or says that they are not", async () => {
    const rows = [["id"], [styled(3, 42)], ["007"], ["89860123456789012345"]];
    const broken = [
      [{ inside: "<v>8.9860123456789E+19</v>" }],
      [{ inside: "<v>89860123456789012345</v>" }],
      [formula("A1", "x")],
    ];
    const { rows: read } = await readContent(table([...rows, ...broken]), { id: key });
    expect(read.slice(0, 3).map((row) => row.data["id"])).toEqual(["000042", "007", "89860123456789012345"]);
    expect(read.slice(3).map(codes)).toEqual([
      [["id", "key_precision"]],
      [["id", "key_precision"]],
      [["id", "formula"]],
    ]);
    expect(read[3]?.raw).toEqual(["8.9860123456789E+19"]);
  });

  test.each([false, true])("counts days in its own calendar (1904: %s)", async (date1904) => {
    const serial = date1904 ? 46_053 - 1462 : 46_053;
    const rows = [["d"], [styled(1, serial)], [styled(1, serial + 0.5)], ["2026年1月31日"], ["01/02/2026"]];
    const { rows: read } = await readContent(workbook({ date1904, sheets: [{ rows }] }), { d: date });
    expect(read.map((row) => row.data["d"])).toEqual(["2026-01-31", null, "2026-01-31", null]);
    expect(read[1]?.raw).toEqual(["2026-01-31 12:00:00"]);
    expect([codes(read[1]), codes(read[3])]).toEqual([[["d", "date_time"]], [["d", "date_ambiguous"]]]);
  });

  test("refuses content under no header, row by row, and lets empty columns be", async () => {
    const { rows } = await readContent(
      table([
        ["a", "", "b"],
        ["1", null, "2"],
        ["1", "stray", "2", "far"],
      ]),
    );
    expect(rows.map(codes)).toEqual([[], [[null, "extra_cells"]]]);
    expect(rows[1]?.problems[0]?.values).toEqual({ columns: "B, D" });
  });

  test("says what is required and what NULL means", async () => {
    const request = await requestFor(
      await saved(
        table([
          ["a", "b"],
          ["x", "NULL"],
          ["y", " null "],
        ]),
      ),
      {},
      { emptyTokens: ["NULL"] },
    );
    const columns = request.columns.map((column) => ({ ...column, required: true }));
    const { rows } = await readAll({ ...request, columns });
    expect(rows.map(codes)).toEqual([[["b", "required"]], []]);
  });

  test("shows its visible sheets, and another one can be chosen", async () => {
    const sheets = [
      { name: "lists", state: "hidden" as const, rows: [["x"]] },
      { name: "一", rows: GOOD_ROWS },
      { name: "二", rows: [["z"], ["1"]] },
    ];
    const path = await saved(workbook({ sheets }));
    expect(await headOf(path, "a.xlsx")).toMatchObject({ sheets: ["一", "二"], sheet: "一" });
    expect(await headOf(path, "a.xlsx", { sheet: "二" })).toMatchObject({ sheet: "二", headers: ["z"] });
    await expect(headOf(path, "a.xlsx", { sheet: "lists" })).rejects.toMatchObject({ code: "no_such_sheet" });
  });
});

describe("reading", () => {
  const many = table([["a", "b"], ...Array.from({ length: 5000 }, (_, n) => [`K-${n}`, `名称 ${n}`])]);

  test("keeps 5,000 rows in their order", async () => {
    const { rows, summary } = await readContent(many);
    expect(summary.rows).toBe(5000);
    expect(rows.every((row, n) => row.rowNo === n + 1 && row.data["a"] === `K-${n}`)).toBe(true);
  });

  test("stops at the limit of rows and never passes half a file off as a whole one", async () => {
    const request = await requestFor(await saved(many));
    const { stream, done } = readRows({ ...request, limits: { rows: 4999 } });
    stream.resume();
    await expect(done).rejects.toMatchObject({ code: "too_many_rows", values: { max: 4999 } });
    expect(stream.readableEnded).toBe(false);
  });

  test("ends when it is aborted, also while nobody takes the rows", async () => {
    const abort = new AbortController();
    const { stream, done } = readRows(await requestFor(await saved(many)), { signal: abort.signal });
    await once(stream, "readable");
    abort.abort(new Error("The user has cancelled."));
    await expect(done).rejects.toThrow("The user has cancelled.");
  });

  test("ends when the taker goes away", async () => {
    const { stream, done } = readRows(await requestFor(await saved(many)));
    await once(stream, "readable");
    stream.destroy();
    await expect(done).rejects.toThrow("cancelled");
  });

  test("is what COPY takes, whatever the cells hold", async () => {
    const nasty = ["\\", "\\N", 'a"b\\nc', "tab\there", "line\nbreak", "a\u2028b", "😀", "{\\.}", "a\\tb"];
    const request = await requestFor(
      await saved(table([["a"], ...nasty.map((text) => [text]), ["nul _x0000_"], ["half _xD800_"]])),
      {
        a: { type: "text", max: 200, multiline: true },
      },
    );
    const { stream, done } = readRows(request);
    const client = new pg.Client({ connectionString: inject("databaseUrl") });
    await client.connect();
    await client.query(
      "create temp table staging (row_no int, line_no int, raw jsonb, data jsonb, problems jsonb, warnings jsonb)",
    );
    const columns = "row_no, line_no, raw, data, problems, warnings";
    await pipeline(stream, client.query(copyFrom(`copy staging (${columns}) from stdin`)));
    expect((await done).rows).toBe(nasty.length + 2);
    const { rows } = await client.query<{ a: string; raw: string }>(
      "select data->>'a' as a, raw->>0 as raw from staging order by row_no",
    );
    await client.end();
    expect(rows.slice(0, -2).map((row) => row.raw)).toEqual(nasty);
    expect(rows.slice(0, -2).map((row) => row.a)).toEqual(nasty.map((text) => text.trim()));
    expect(rows.slice(-2)).toEqual([
      { a: null, raw: "nul \ufffd" },
      { a: null, raw: "half \ufffd" },
    ]);
  });
});
