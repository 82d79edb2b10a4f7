/** Files that must be refused, each with its own sentence. */
import {
  type BookSpec,
  compoundFile,
  GOOD_ROWS,
  type SheetSpec,
  sheetXml,
  table,
  workbook,
  zip,
  type ZipPart,
} from "./workbooks";

/** A hostile or hopeless file: its name, its bytes, and the code of the sentence that its owner must read. */
export type HostileFile = { title: string; name: string; content: Buffer; code: string };

const book = (title: string, code: string, spec: BookSpec): HostileFile => ({
  title,
  name: "customers.xlsx",
  content: workbook(spec),
  code,
});
const text = (title: string, code: string, content: string | Buffer, name = "customers.csv"): HostileFile => ({
  title,
  name,
  content: Buffer.from(content),
  code,
});
const good: SheetSpec = { rows: GOOD_ROWS };
const sheetPart = (data: string | Buffer, claims?: number): ZipPart => ({
  name: "xl/worksheets/sheet1.xml",
  data,
  ...(claims === undefined ? {} : { claims }),
});
const header = `<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>`;
const footer = `</sheetData></worksheet>`;

/** Text that does not compress like a bomb. */
function varied(length: number): string {
  let state = 1;
  return Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return String.fromCharCode(0x4e00 + (state % 5000));
  }).join("");
}

/** Every class of reliability IM-01 to IM-04, IM-13 and IM-15 that must be refused as a file. */
export function hostileFiles(): HostileFile[] {
  const whole = table(GOOD_ROWS);
  const deep = "<a>".repeat(100_000);
  return [
    text("nothing at all", "empty_file", ""),
    text("more bytes than allowed", "file_too_large", Buffer.alloc(20 * 1024 * 1024 + 1, "a,b\n")),
    text("an encrypted workbook", "encrypted", compoundFile("EncryptedPackage"), "customers.xlsx"),
    text("an old workbook", "old_xls", compoundFile("Workbook"), "customers.xls"),
    text("an old workbook with a new name", "old_xls", compoundFile("Workbook"), "customers.xlsx"),
    text("another compound file", "not_spreadsheet", compoundFile("WordDocument"), "customers.xls"),
    text("a page of HTML", "markup", "\ufeff<html><table><tr><td>1</td></tr></table></html>", "customers.xls"),
    text("XML of Excel 2003", "markup", `<?xml version="1.0"?><Workbook/>`, "customers.xls"),
    text("a text file that calls itself a workbook", "text_named_workbook", "a,b\n1,2\n", "customers.xlsx"),
    text("a picture", "not_spreadsheet", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), "customers.xlsx"),
    text("an archive of other things", "not_spreadsheet", zip([{ name: "readme.txt", data: "hello" }]), "a.xlsx"),
    text("half a workbook", "damaged", whole.subarray(0, whole.length / 2), "customers.xlsx"),
    text("a workbook without its last byte", "damaged", whole.subarray(0, -1), "customers.xlsx"),
    book("macros", "macros", { sheets: [good], parts: [{ name: "xl/vbaProject.bin", data: "x" }] }),
    book("a binary workbook", "other_format", { parts: [{ name: "xl/workbook.bin", data: "x" }] }),
    book("an encrypted part", "encrypted", {
      sheets: [good],
      parts: [{ name: "xl/x.xml", data: "x", encrypted: true }],
    }),
    book("a bomb", "unpacked_too_large", { sheets: [good], parts: [sheetPart(Buffer.alloc(60 * 1024 * 1024, " "))] }),
    book("an honest but huge workbook", "unpacked_too_large", {
      sheets: [good],
      parts: [{ name: "xl/media/1.bin", data: "x", claims: 101 * 1024 * 1024 }],
    }),
    book("a bomb that lies about its size", "damaged", {
      sheets: [good],
      parts: [sheetPart(Buffer.alloc(60 * 1024 * 1024, " "), 1000)],
    }),
    book("a part that is shorter than it claims", "damaged", {
      sheets: [good],
      parts: [sheetPart(sheetXml(good), 500_000)],
    }),
    book("ten thousand parts", "too_many_parts", {
      sheets: [good],
      parts: Array.from({ length: 10_000 }, (_, n) => ({ name: `xl/media/${n}`, data: "" })),
    }),
    book("300 sheets", "too_many_parts", { sheets: Array.from({ length: 300 }, () => good) }),
    book("60 sheets", "too_many_sheets", { sheets: Array.from({ length: 60 }, () => good) }),
    book("only hidden sheets", "no_sheet", { sheets: [{ ...good, state: "hidden" }] }),
    book("one merged range over the whole sheet", "merged", { sheets: [{ ...good, merges: ["A1:XFD1048576"] }] }),
    book("merged cells in the data", "merged", { sheets: [{ ...good, merges: ["B2:B3"] }] }),
    book("a file of this machine as an entity", "entities", {
      sheets: [{ xml: `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${header}${footer}` }],
    }),
    book("a billion laughs among the shared texts", "entities", {
      sheets: [good],
      parts: [
        { name: "xl/sharedStrings.xml", data: `<!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><sst>&b;</sst>` },
      ],
    }),
    book("an undeclared entity", "damaged", { sheets: [{ xml: `${header}<row><c><v>&x;</v></c></row>${footer}` }] }),
    book("XML that ends in the middle", "damaged", { sheets: [{ xml: header }] }),
    book("XML nested a hundred thousand deep", "damaged", { sheets: [{ xml: header + deep }] }),
    book("a cell in the last column", "too_many_columns", {
      sheets: [{ xml: `${header}<row r="2"><c r="XFD2"><v>1</v></c></row>${footer}` }],
    }),
    book("a cell in no column", "damaged", {
      sheets: [{ xml: `${header}<row r="2"><c r="2"><v>1</v></c></row>${footer}` }],
    }),
    book("rows that go backwards", "damaged", { sheets: [{ xml: `${header}<row r="1"/>${footer}` }] }),
    book("a row beyond the last", "too_many_rows", { sheets: [{ xml: `${header}<row r="1048577"/>${footer}` }] }),
    book("a shared text that is not there", "damaged", {
      sheets: [{ rows: [["a"], [{ attributes: 't="s"', inside: "<v>7</v>" }]] }],
    }),
    book("ten million characters in a cell", "line_too_long", { sheets: [{ rows: [["a"], [varied(1_100_000)]] }] }),
    book("equal headers", "duplicate_headers", {
      sheets: [
        {
          rows: [
            ["名称", "电话", " 名称 "],
            ["a", "b", "c"],
          ],
        },
      ],
    }),
    book("no header", "no_header", { sheets: [{ rows: [[], ["a", "b"]] }] }),
    book("nothing in the sheet", "no_header", { sheets: [{ rows: [] }] }),
    text("equal headers in CSV", "duplicate_headers", "Name,name\n1,2\n"),
    text("no header in CSV", "no_header", "\n1,2\n"),
    text("a NUL", "nul", "a,b\n1,\0\n"),
    text("a quotation mark that never closes", "quotes", 'a,b\n1,2\n3,"4\n5,6\n7,8\n'),
    text("a quotation mark in the middle", "quotes", 'a,b\n1,2"3\n'),
    text("a line of two million characters", "line_too_long", `a,b\n${"x".repeat(2_000_000)},1\n`),
    text("a hundred and one columns", "too_many_columns", `${Array.from({ length: 101 }, (_, n) => `c${n}`).join()}\n`),
    text("neither UTF-8 nor GB18030", "encoding", Buffer.from([0x61, 0x2c, 0x62, 0x0a, 0xff, 0xff, 0x2c, 0x31, 0x0a])),
  ];
}
