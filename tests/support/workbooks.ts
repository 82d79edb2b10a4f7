/** Workbooks made by script, good and hostile: bytes, so that a file can lie about anything. */
import { deflateRawSync } from "node:zlib";

export type ZipPart = {
  name: string;
  data: string | Buffer;
  /** The unpacked size that directory and header claim, when it is not the true one. */
  claims?: number;
  /** Marks the part as encrypted. */
  encrypted?: boolean;
};

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});
const crc32 = (data: Buffer) =>
  (data.reduce((crc, byte) => CRC_TABLE[(crc ^ byte) & 0xff]! ^ (crc >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;

/** A zip archive. */
export function zip(parts: readonly ZipPart[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const data = Buffer.from(part.data);
    const packed = deflateRawSync(data);
    const name = Buffer.from(part.name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(part.encrypted ? 1 : 0, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(part.claims ?? data.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), common, name, packed]);
    const entry = Buffer.alloc(14);
    entry.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\u0001\u0002\u0014\u0000"), common, entry, name]));
    locals.push(local);
    offset += local.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(entries.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, entries, Buffer.from("PK\u0005\u0006"), end]);
}

const xmlText = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** A cell: a text, a number, the inside of a `<c>` with its attributes, or nothing. */
export type CellSpec = string | number | null | { attributes?: string; inside: string };

export const formula = (text: string, result?: string): CellSpec => ({
  attributes: 't="str"',
  inside: `<f>${xmlText(text)}</f>${result === undefined ? "" : `<v>${xmlText(result)}</v>`}`,
});
/** Style 1 is a date, 2 a text, 3 six digits with leading zeros. */
export const styled = (style: number, value: number | string): CellSpec => ({
  attributes: `s="${style}"`,
  inside: `<v>${value}</v>`,
});

function cellXml(cell: CellSpec): string {
  if (cell === null) return "<c/>";
  if (typeof cell === "number") return `<c><v>${cell}</v></c>`;
  if (typeof cell === "string") return `<c t="inlineStr"><is><t xml:space="preserve">${xmlText(cell)}</t></is></c>`;
  return `<c ${cell.attributes ?? ""}>${cell.inside}</c>`;
}

export type SheetSpec = {
  name?: string;
  state?: "hidden";
  rows?: readonly (readonly CellSpec[])[];
  /** Line numbers to hide. */
  hidden?: readonly number[];
  merges?: readonly string[];
  dimension?: string;
  /** The whole part, instead of all this. */
  xml?: string;
};

export function sheetXml({ rows = [], hidden = [], merges = [], dimension }: SheetSpec): string {
  const lines = rows.map((cells, index) => {
    const line = index + 1;
    return `<row r="${line}"${hidden.includes(line) ? ' hidden="1"' : ""}>${cells.map(cellXml).join("")}</row>`;
  });
  return (
    `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` +
    (dimension ? `<dimension ref="${dimension}"/>` : "") +
    `<sheetData>${lines.join("")}</sheetData>` +
    (merges.length > 0 ? `<mergeCells>${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join("")}</mergeCells>` : "") +
    `</worksheet>`
  );
}

const STYLES =
  `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` +
  `<numFmts><numFmt numFmtId="164" formatCode="000000"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>` +
  `<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="49"/><xf numFmtId="164"/></cellXfs></styleSheet>`;

export type BookSpec = {
  sheets?: readonly SheetSpec[];
  date1904?: boolean;
  /** Texts of the shared table, as the inside of their `<si>`. */
  shared?: readonly string[];
  /** Parts to add, or to put in the place of generated ones. */
  parts?: readonly ZipPart[];
};

/** An .xlsx workbook. */
export function workbook({ sheets = [], date1904 = false, shared = [], parts = [] }: BookSpec): Buffer {
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const generated: ZipPart[] = [
    {
      name: "[Content_Types].xml",
      data: `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    },
    {
      name: "xl/workbook.xml",
      data:
        `<workbook xmlns="${main}" xmlns:r="${relations}"><workbookPr date1904="${date1904 ? 1 : 0}"/><sheets>` +
        sheets
          .map(({ name, state }, n) => {
            const shown = xmlText(name ?? `Sheet${n + 1}`);
            return `<sheet name="${shown}" sheetId="${n + 1}" ${state ? `state="${state}"` : ""} r:id="r${n + 1}"/>`;
          })
          .join("") +
        `</sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      data:
        `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
        sheets
          .map((_, n) => `<Relationship Id="r${n + 1}" Type="worksheet" Target="worksheets/sheet${n + 1}.xml"/>`)
          .join("") +
        `</Relationships>`,
    },
    { name: "xl/styles.xml", data: STYLES },
    // Before the shared texts, as several programs write it.
    ...sheets.map((sheet, n) => ({ name: `xl/worksheets/sheet${n + 1}.xml`, data: sheet.xml ?? sheetXml(sheet) })),
    {
      name: "xl/sharedStrings.xml",
      data: `<sst xmlns="${main}">${shared.map((si) => `<si>${si}</si>`).join("")}</sst>`,
    },
  ];
  const replaced = new Set(parts.map((part) => part.name));
  return zip([...generated.filter((part) => !replaced.has(part.name)), ...parts]);
}

/** A workbook of one sheet. */
export const table = (rows: readonly (readonly CellSpec[])[], more: SheetSpec = {}) =>
  workbook({ sheets: [{ ...more, rows }] });

/** The beginning of a compound file, the container of old and of encrypted workbooks, with one stream's name. */
export const compoundFile = (stream: string) =>
  Buffer.concat([
    Buffer.from("d0cf11e0a1b11ae1", "hex"),
    Buffer.alloc(1016),
    Buffer.from(stream, "utf16le"),
    Buffer.alloc(512),
  ]);

export const GOOD_ROWS: readonly (readonly CellSpec[])[] = [
  ["编号", "名称", "电话"],
  ["C-001", "北斗科技", "010-12345678"],
  ["C-002", "Zażółć Sp. z o.o.", "+48 22 123 45 67"],
];

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
