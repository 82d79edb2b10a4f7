/** What the cells of a workbook refer to: sheets, formats, shared texts. Runs in the child. */
import type { Archive } from "./archive";
import { SheetError } from "./error";
import type { SheetLimits } from "./limits";
import { readXml } from "./xml";

const WORKBOOK = "xl/workbook.xml";
const ON = new Set(["1", "true", "on"]);

type SheetPart = { name: string; part: string; hidden: boolean };
export type WorkbookParts = { sheets: SheetPart[]; calendar: "1900" | "1904" };

/** The sheets in their order. @throws SheetError when there are none or too many */
export async function readWorkbook(archive: Archive, limits: SheetLimits): Promise<WorkbookParts> {
  if (!archive.has(WORKBOOK)) throw new SheetError("not_spreadsheet");
  const targets = await readTargets(archive);
  const sheets: SheetPart[] = [];
  let calendar: WorkbookParts["calendar"] = "1900";
  await readXml(archive.read(WORKBOOK), {
    open(name, attributes) {
      if (name === "workbookPr" && ON.has(attributes["date1904"] ?? "")) calendar = "1904";
      if (name !== "sheet") return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(":id"))?.[1];
      const part = targets.get(id ?? "");
      if (part === undefined) throw new SheetError("damaged");
      const hidden = attributes["state"] === "hidden" || attributes["state"] === "veryHidden";
      // Chart sheets and other sheets without cells lie elsewhere.
      if (part.startsWith("xl/worksheets/")) sheets.push({ name: attributes["name"] ?? "", part, hidden });
      if (sheets.length > limits.sheets) throw new SheetError("too_many_sheets", { max: limits.sheets });
    },
  });
  if (!sheets.some((sheet) => !sheet.hidden)) throw new SheetError("no_sheet");
  return { sheets, calendar };
}

async function readTargets(archive: Archive): Promise<Map<string, string>> {
  const targets = new Map<string, string>();
  const part = "xl/_rels/workbook.xml.rels";
  if (!archive.has(part)) throw new SheetError("damaged");
  await readXml(archive.read(part), {
    open(name, { Id, Target, TargetMode }) {
      // A part outside the archive is never fetched (IM-04).
      if (name !== "Relationship" || !Id || !Target || TargetMode === "External") return;
      targets.set(Id, Target.startsWith("/") ? Target.slice(1) : `xl/${Target.replace(/^\.\//, "")}`);
    },
  });
  return targets;
}

/** How a style shows a number: as a date, filled up with zeros to a width, or just so. */
export type NumberStyle = { date: boolean; zeros: number };
const PLAIN: NumberStyle = { date: false, zeros: 0 };

/** The number style of every cell format, by its index. */
export async function readStyles(archive: Archive): Promise<NumberStyle[]> {
  const part = "xl/styles.xml";
  if (!archive.has(part)) return [];
  const codes = new Map<number, string>();
  const styles: NumberStyle[] = [];
  let inCellFormats = false;
  await readXml(archive.read(part), {
    open(name, attributes) {
      if (name === "numFmt") codes.set(Number(attributes["numFmtId"]), attributes["formatCode"] ?? "");
      if (name === "cellXfs") inCellFormats = true;
      if (name === "xf" && inCellFormats) styles.push(numberStyle(Number(attributes["numFmtId"] ?? 0), codes));
    },
    close(name) {
      if (name === "cellXfs") inCellFormats = false;
    },
  });
  return styles;
}

function numberStyle(id: number, codes: ReadonlyMap<number, string>): NumberStyle {
  const code = codes.get(id);
  // Formats that every program has built in; 27–36 and 50–58 are dates in Chinese, Japanese and Korean ones.
  if (code === undefined) return { ...PLAIN, date: [14, 15, 16, 17, 22].includes(id) || cjkDate(id) };
  if (/^0{2,}$/.test(code)) return { date: false, zeros: code.length };
  // What is quoted, escaped or bracketed is decoration; a year or a day is a date, hours alone are not.
  return { ...PLAIN, date: /[yd]/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, "")) };
}

const cjkDate = (id: number) => (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58);

/** The texts that cells share; phonetic hints are left out. */
export async function readSharedStrings(archive: Archive, limits: SheetLimits): Promise<string[]> {
  const part = "xl/sharedStrings.xml";
  if (!archive.has(part)) return [];
  const strings: string[] = [];
  let text = "";
  let inText = false;
  let inHint = false;
  await readXml(archive.read(part), {
    open(name) {
      if (name === "si") text = "";
      else if (name === "t") inText = !inHint;
      else if (name === "rPh") inHint = true;
    },
    text(more) {
      if (inText) text += more;
    },
    close(name) {
      if (name === "t") inText = false;
      else if (name === "rPh") inHint = false;
      else if (name === "si") strings.push(decodeEscapes(text));
      if (strings.length > limits.sharedStrings) throw new SheetError("too_heavy");
    },
  });
  return strings;
}

/** Workbooks write characters that XML cannot hold as `_x000D_`. */
export const decodeEscapes = (text: string) =>
  text.includes("_x")
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    : text;
