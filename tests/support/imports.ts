import { afterAll, vi } from "vitest";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ReadableStream } from "node:stream/web";
import type { ImportMode } from "@/db/enums";
import type { Import } from "@/db/schema";
import { closeQueue } from "@/lib/core/queue";
import { startCheck, startWrite } from "@/lib/imports/commands";
import { importCheckJob, importWriteJob } from "@/lib/imports/jobs";
import { startingMapping } from "@/lib/imports/mapping";
import { findImport, type ImportRecord } from "@/lib/imports/queries";
import { receiveFile } from "@/lib/imports/receive";
import { customerSheet } from "@/lib/customers/sheet";
import { creditCheck } from "@/lib/customers/registration-number";
import { actAs, contextOf } from "./people";
import { workbook } from "./workbooks";

type Cell = string | null;
export type Table = { headers: string[]; rows: Cell[][] };

/** Everything that the sales staff of the default roles may do with customers, and an import. */
export const IMPORTER = {
  "customers.view": "own",
  "customers.create": "own",
  "customers.edit": "own",
  "customers.import": "own",
  "contacts.view": "own",
  "contacts.create": "own",
  "contacts.edit": "own",
  "fields.contact_data": "all",
} as const;

/** Gives this test file an upload folder of its own, and closes the queue at its end. Call it after `testDatabase()`. */
export function uploadFolder(): void {
  const folder = mkdtempSync(join(tmpdir(), "kehu-uploads-"));
  vi.stubEnv("KEHU_DATA", folder);
  afterAll(async () => {
    await closeQueue();
    rmSync(folder, { recursive: true, force: true });
  });
}

export const csv = ({ headers, rows }: Table): string =>
  [headers, ...rows]
    .map((cells) =>
      cells.map((cell) => (/[",\n]/.test(cell ?? "") ? `"${cell!.replaceAll('"', '""')}"` : (cell ?? ""))).join(","),
    )
    .join("\r\n") + "\r\n";
export const xlsx = ({ headers, rows }: Table): Buffer =>
  workbook({ sheets: [{ name: "客户", rows: [headers, ...rows] }] });

export const bodyOf = (bytes: string | Buffer) =>
  new Blob([bytes as BlobPart]).stream() as unknown as ReadableStream<Uint8Array>;

/** Uploads a file as a user does. */
export async function upload(
  userId: string,
  bytes: string | Buffer,
  name = "customers.csv",
  key: string = crypto.randomUUID(),
): Promise<string> {
  const { id } = await receiveFile(
    await contextOf(userId),
    { kind: "customers", key, name },
    bodyOf(bytes),
    Buffer.byteLength(bytes),
  );
  return id;
}

export async function importOf(userId: string, id: string): Promise<ImportRecord> {
  return (await findImport(await contextOf(userId), id))!;
}

type Choices = {
  mode?: ImportMode;
  /** Header → field, where the suggestion is not what is wanted. */
  map?: Record<string, string | null>;
  emptyTokens?: string[];
  addUnknown?: ("industry" | "customer_type" | "source" | "tag")[];
};

/** The mapping page and the check: what is suggested, with the given choices. */
export async function check(
  userId: string,
  id: string,
  { mode = "add", map = {}, emptyTokens = [], addUnknown = [] }: Choices = {},
) {
  const columns = (await startingMapping(await contextOf(userId), await importOf(userId, id))).map(
    ({ index, header, field }) => ({
      index,
      field: header in map ? map[header]! : field,
    }),
  );
  await actAs(userId, (ctx) =>
    startCheck(ctx, { id, columns, mode, emptyTokens, customerKind: "company", addUnknown }),
  );
  await importCheckJob.run({ userId, importId: id });
  return importOf(userId, id);
}

export async function write(userId: string, id: string, goodRowsOnly = false) {
  await actAs(userId, (ctx) => startWrite(ctx, { id, goodRowsOnly }));
  await importWriteJob.run({ userId, importId: id });
  return importOf(userId, id);
}

/** Upload, check and, where nothing is bad and there is something to write, write in one go. */
export async function bringIn(userId: string, bytes: string | Buffer, choices: Choices = {}, name?: string) {
  const id = await upload(userId, bytes, name);
  const checked = await check(userId, id, choices);
  const writable =
    checked.state === "checked" && checked.rowsBad === 0 && checked.rowsCreated + checked.rowsUpdated > 0;
  return writable ? write(userId, id) : checked;
}

/** The counts of an import by name: they add up to the rows of the file. */
export const counts = ({ rowsRead, rowsCreated, rowsUpdated, rowsUnchanged, rowsBad }: Import | ImportRecord) => ({
  read: rowsRead,
  created: rowsCreated,
  updated: rowsUpdated,
  unchanged: rowsUnchanged,
  bad: rowsBad,
});

const CITIES = [
  ["江苏省", "苏州市"],
  ["江苏省", "南京市"],
  ["浙江省", "杭州市"],
  ["广东省", "深圳市"],
  ["山东省", "青岛市"],
] as const;
const TRADES = ["物流运输", "制造业", "信息技术", "零售", "建筑工程"];
const SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗";
const GIVEN = ["伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "晓雯", "志远", "建国", "雨桐"];

/** A credit code with its true check character. */
export function creditCode(serial: number): string {
  const first17 = `91320594MA${String(serial).padStart(7, "0")}`;
  return first17 + creditCheck(first17);
}

const filled = {
  number: (n: number) => `KH-${String(n).padStart(5, "0")}`,
  name: (n: number) =>
    `${CITIES[n % 5]![1].slice(0, 2)}${["星航", "启明", "远大", "华信", "博纳"][n % 5]}${n}号有限公司`,
  kind: () => "企业",
  type: (n: number) => (n % 2 ? "现有客户/直销客户" : "意向客户"),
  industry: (n: number) => TRADES[n % 5]!,
  source: (n: number) => ["官网", "展会", "转介绍"][n % 3]!,
  level: (n: number) => ["A 重点", "B 普通"][n % 2]!,
  registrationNumber: creditCode,
  phone: (n: number) => `0512-${String(60000000 + n)}`,
  email: (n: number) => `info${n}@example.cn`,
  website: (n: number) => `https://www.example${n}.cn`,
  country: () => "中国",
  province: (n: number) => CITIES[n % 5]![0],
  city: (n: number) => CITIES[n % 5]![1],
  address: (n: number) => `星湖街 ${n} 号`,
  postcode: (n: number) => String(200000 + n),
  "contact.name": (n: number) => SURNAMES[n % 20]! + GIVEN[n % 14]!,
  "contact.position": (n: number) => ["采购经理", "会计", "总经理"][n % 3]!,
  "contact.mobile": (n: number) => `138${String(n).padStart(8, "0")}`,
  "contact.email": (n: number) => `contact${n}@example.cn`,
  "contact.birthday": (n: number) => `19${60 + (n % 40)}-0${1 + (n % 9)}-15`,
} satisfies Record<string, (n: number) => string>;
export type FilledField = keyof typeof filled;
export const filledFields = Object.keys(filled) as FilledField[];

/** A table of believable Chinese customers, numbered from `from`, with the headers of the Chinese template. */
export function chineseCustomers(
  count: number,
  { from = 1, labels }: { from?: number; labels: (key: string) => string },
): Table {
  const label = (field: string) => labels(customerSheet.columns.find((column) => column.field === field)!.label);
  const rows = Array.from({ length: count }, (_, index) => filledFields.map((field) => filled[field](from + index)));
  return { headers: filledFields.map(label), rows };
}
