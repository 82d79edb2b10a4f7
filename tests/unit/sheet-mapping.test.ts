import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { defineSheet } from "@/lib/core/sheet/define";
import { choiceTable, isReasonHeader, REASON_HEADERS, suggestMapping } from "@/lib/core/sheet/mapping";
import en from "@/messages/en/sheet.json";
import pl from "@/messages/pl/sheet.json";
import zh from "@/messages/zh-CN/sheet.json";

const sheet = defineSheet({
  name: "customers",
  title: "customers.title",
  columns: [
    { field: "number", label: "n", kind: { type: "key", max: 30 }, aliases: ["customerID", "编码"] },
    { field: "name", label: "l", kind: { type: "text", max: 100 }, required: true, aliases: ["companyName"] },
    { field: "postcode", label: "p", kind: { type: "text", max: 20 }, aliases: ["postalCode"] },
  ],
});
const labels = { number: ["客户编号", "Number"], name: ["公司名称", "Name", "Nazwa"], postcode: ["邮编", "Postcode"] };
const suggest = (...headers: string[]) => suggestMapping(sheet, headers, labels);

describe("the suggested mapping", () => {
  test("knows headers whatever their case, width, blanks and punctuation", () =>
    expect(suggest("customer_id", "Company Name", "Postal-Code")).toEqual(["number", "name", "postcode"]));
  test("knows labels of all languages and the mark of a required column", () =>
    expect(suggest("客户编号", "Nazwa *", "邮 编")).toEqual(["number", "name", "postcode"]));
  test("gives a field away once, to a label before an alias", () =>
    expect(suggest("companyName", "名称", "Name")).toEqual([null, null, "name"]));
  test("leaves alone what it does not know, empty headers and the reasons of a returned workbook", () =>
    expect(suggest("fax", "", ...REASON_HEADERS)).toEqual([null, null, null, null, null]));
});

test("a sheet with a field twice is refused when the program starts", () => {
  const column = sheet.columns[0];
  expect(() => defineSheet({ ...sheet, columns: [column, column] })).toThrow("field twice");
});

test("choices are found by value and by label", () =>
  expect(choiceTable({ on_hold: ["暂停", "On hold"], constructor: ["C"] })).toEqual({
    onhold: "on_hold",
    暂停: "on_hold",
    constructor: "constructor",
    c: "constructor",
  }));

describe("texts", () => {
  const keys = (value: object, path = ""): string[] =>
    Object.entries(value).flatMap(([key, inner]) =>
      typeof inner === "object" ? keys(inner as object, `${path}${key}.`) : [path + key],
    );
  test("have the same keys in all languages", () => {
    expect(keys(en)).toEqual(keys(zh));
    expect(keys(pl)).toEqual(keys(zh));
  });
  test("have the same placeholders in all languages", () => {
    const placeholders = (texts: object) => JSON.stringify(texts).match(/\{\w+/g)?.sort();
    for (const part of ["error", "problem", "warning"] as const)
      for (const key of Object.keys(zh[part]) as (keyof (typeof zh)[typeof part])[]) {
        const [expected, ...others] = [zh, en, pl].map((texts) => [key, placeholders([texts[part][key]])]);
        for (const other of others) expect(other).toEqual(expected);
      }
  });
  test("exist for every code that the kit can give, and for no other", () => {
    const folder = "lib/core/sheet";
    const source = readdirSync(folder)
      .map((file) => readFileSync(`${folder}/${file}`, "utf8"))
      .join("\n");
    const given = (pattern: RegExp) => Array.from(source.matchAll(pattern), (match) => match[1]!);
    const errors = new Set(given(/new SheetError\(\s*"(\w+)"/g));
    // Told apart from one another before they are thrown.
    for (const code of ["encrypted", "old_xls", "not_spreadsheet"]) errors.add(code);
    const notes = new Set(given(/(?:problem\(|code: |return |\? )"(\w+)"/g));
    const spoken = [...Object.keys(zh.problem), ...Object.keys(zh.warning)];
    for (const code of given(/(?:problem\(|code: )"(\w+)"/g)) expect(spoken).toContain(code);
    expect(Array.from(errors).sort()).toEqual(Object.keys(zh.error).sort());
    for (const code of spoken) expect(notes).toContain(code);
  });
  test("call the column of reasons by the names that are recognised", () => {
    expect([zh.reason_header, en.reason_header, pl.reason_header]).toEqual(REASON_HEADERS);
    expect(REASON_HEADERS.every(isReasonHeader)).toBe(true);
  });
});
