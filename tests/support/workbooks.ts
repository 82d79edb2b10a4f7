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
