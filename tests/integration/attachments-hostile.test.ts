import { chmodSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Db } from "@/db/client";
import { attachments, settings } from "@/db/schema";
import { cleanFileName } from "@/lib/attachments/file-name";
import { listAttachments } from "@/lib/attachments/queries";
import { makeAttachment, makeCustomer } from "../support/customers";
import { testDatabase } from "../support/database";
import { attach, claimingPng, dataFolder, photo } from "../support/files";
import { contextOf, makeUser } from "../support/people";
import { compoundFile, workbook, zip } from "../support/workbooks";

const MEGABYTE = 1024 * 1024;
const EICAR = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-", "ANTIVIRUS-TEST-FILE!$H+H*"].join("");
const PDF = "%PDF-1.7\n%âãÏÓ\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF";
let db: Db;
let folder: string;
let me: { id: string };
let customer: { id: string };
beforeAll(async () => {
  db = await testDatabase();
  folder = dataFolder();
  me = await makeUser(db, { grants: { "customers.view": "own", "customers.edit": "own" } });
});
beforeEach(async () => {
  customer = await makeCustomer(db, { ownerId: me.id });
});
afterEach(async () => {
  vi.resetModules();
  await db.update(settings).set({ attachmentMaxBytes: 20 * MEGABYTE, attachmentTotalBytes: 10_240 * MEGABYTE });
});

/** A compound file whose directory names one stream. */
const compound = (stream: string) => compoundFile(`${stream}\0`);
const document = (folderOfParts: string, more: string[] = []) =>
  zip(["[Content_Types].xml", `${folderOfParts}/document.xml`, ...more].map((name) => ({ name, data: "<x/>" })));
const files = (): string[] =>
  ["uploads/attachments", "incoming"].flatMap((path) => {
    try {
      return readdirSync(join(folder, path));
    } catch {
      return [];
    }
  });
/** What comes of sending a file: the sentence at the file, and how many files and rows there are more than before. */
async function outcome(name: string, content: string | Buffer, announced?: number | null) {
  const before = files().length;
  const said = await attach(me.id, customer.id, content, announced === undefined ? { name } : { name, announced }).then(
    () => "taken",
    (error: { fields?: { file?: { key: string } } }) => error.fields?.file?.key ?? error,
  );
  const rows = await db.$count(attachments, eq(attachments.customerId, customer.id));
  return { said, files: files().length - before, rows };
}
/** Neither row nor file of what is refused stays. */
const refusal = (key: string) => ({ said: `attachments.error.${key}`, files: 0, rows: 0 });

describe("what may be attached (IM-18)", () => {
  const good: [string, () => Buffer | string | Promise<Buffer>][] = [
    ["合同.pdf", () => PDF],
    ["报价.docx", () => document("word")],
    ["名单.xlsx", () => workbook({ sheets: [{ rows: [["a"]] }] })],
    ["介绍.PPTX", () => document("ppt")],
    ["旧文档.doc", () => compound("WordDocument")],
    ["旧表格.xls", () => compound("Workbook")],
    ["有密码.docx", () => compound("EncryptedPackage")],
    ["照片.jpeg", () => photo(32, 32)],
    ["说明.txt", () => "第一行\r\n第二行"],
    ["gbk.csv", () => Buffer.from("b1e0bac52cc3fbb3c60a", "hex")],
    ["utf16.csv", () => Buffer.from("\ufeff编号,名称\n", "utf16le")],
    ["资料.zip", () => zip([{ name: "a.html", data: "<html>" }])],
  ];
  test.each(good)("%s", async (name, content) => {
    await attach(me.id, customer.id, await content(), { name });
    expect((await listAttachments(await contextOf(me.id), "customer", customer.id))[0]!.name).toBe(name);
  });
});

describe("what is refused, in a sentence at the file (IM-18)", () => {
  const html = "<!doctype html><script>alert(1)</script>";
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`;
  const bad: [string, string, string | Buffer | (() => Promise<Buffer>), string][] = [
    ["a page", "a.html", html, "type"],
    ["a drawing that can run scripts", "a.svg", svg, "type"],
    ["a program behind a double ending", "合同.pdf.exe", PDF, "type"],
    ["a program behind a turned name", "合同\u202efdp.exe", PDF, "type"],
    ["a file without an ending", "contract", PDF, "type"],
    ["a name of nothing but an ending", ".pdf", PDF, "type"],
    ["a page that says it is a picture", "a.png", html, "content"],
    ["a page that says it is text", "a.txt", `\ufeff \n${html}`, "content"],
    ["a drawing that says it is a table", "a.csv", `<?xml version="1.0"?>${svg}`, "content"],
    ["a program that says it is text", "a.txt", Buffer.from("MZ\x90\0\x03\0", "latin1"), "content"],
    ["a picture that says it is a PDF", "a.pdf", claimingPng(10, 10), "content"],
    ["an archive that says it is a document", "a.docx", zip([{ name: "a.txt", data: "x" }]), "content"],
    ["a document with macros", "a.docx", document("word", ["word/vbaProject.bin"]), "content"],
    ["an installer that says it is an old document", "a.doc", compound("Property"), "content"],
    ["an archive that was cut", "a.zip", zip([{ name: "a.txt", data: "x".repeat(5000) }]).subarray(0, 60), "content"],
    ["a picture of 60,000 by 60,000", "a.png", claimingPng(60_000, 60_000), "too_many_pixels"],
    ["a picture that is none", "a.png", claimingPng(300, 300), "damaged"],
    ["a picture that was cut", "a.jpg", async () => (await photo(400, 400)).subarray(0, 900), "damaged"],
    ["an empty file", "a.txt", "", "empty"],
    ["the test virus", "a.txt", EICAR, "infected"],
  ];
  test.each(bad)("%s", async (_title, name, content, key) => {
    expect(await outcome(name, typeof content === "function" ? await content() : content)).toEqual(refusal(key));
  });

  test("20 MB and one byte, announced or not; 20 MB are taken", async () => {
    const most = Buffer.alloc(20 * MEGABYTE, "a");
    const more = Buffer.alloc(20 * MEGABYTE + 1, "a");
    for (const announced of [undefined, 100, null])
      expect(await outcome("a.txt", more, announced)).toEqual(refusal("too_large"));
    await attach(me.id, customer.id, most);
  });

  test("an upload that ends before its announced length", async () => {
    expect(await outcome("a.txt", "abc", 10)).toEqual(refusal("incomplete"));
  });

  test("a type that the settings do not allow", async () => {
    await db.update(settings).set({ attachmentTypes: ["pdf"] });
    expect(await outcome("a.zip", zip([{ name: "a", data: "x" }]))).toEqual(refusal("type"));
    await attach(me.id, customer.id, PDF, { name: "a.pdf" });
    await db.update(settings).set({ attachmentTypes: ["pdf", "word", "excel", "powerpoint", "image", "text", "zip"] });
  });

  test("names lose their path, what cannot be seen and what a disk would not take, and keep their ending", () => {
    const cleaned: [string, string][] = [
      ["../../../etc/passwd.txt", "passwd.txt"],
      ["C:\\Users\\me\\合同.pdf", "合同.pdf"],
      ["a\r\nSet-Cookie: x=1.txt", "aSet-Cookie_ x=1.txt"],
      ["a\0.txt", "a.txt"],
      ["  ..hidden.txt. ", "hidden.txt"],
      ['a"<b>|c?.txt', "a__b__c_.txt"],
      ["\ud800.txt", "txt"],
      ["…/", ""],
      [`${"长".repeat(400)}.pdf`, `${"长".repeat(150)}.pdf`],
    ];
    expect(cleaned.map(([name]) => cleanFileName(name))).toEqual(cleaned.map(([, clean]) => clean));
  });

  test("more than the installation has room for, also when many send at once", async () => {
    const [held] = await db.select().from(attachments).limit(1);
    expect(held).toBeDefined();
    const used = (await db.select().from(attachments)).reduce((sum, { size }) => sum + size, 0);
    await db.update(settings).set({ attachmentTotalBytes: used + 300 });
    const sent = await Promise.allSettled(
      Array.from({ length: 6 }, async () =>
        attach(me.id, (await makeCustomer(db, { ownerId: me.id })).id, Buffer.alloc(100, "a")),
      ),
    );
    expect(sent.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
    const now = (await db.select().from(attachments)).reduce((sum, { size }) => sum + size, 0);
    expect(now).toBe(used + 300);
    await expect(attach(me.id, customer.id, "a")).rejects.toMatchObject({
      cause: { constraint: "attachments_total" },
    });
  });

  test("the 201st file of a record", async () => {
    for (let at = 0; at < 199; at++) await makeAttachment(db, customer.id, me.id);
    const sent = await Promise.allSettled([1, 2, 3].map(() => attach(me.id, customer.id, "a")));
    expect(sent.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await db.$count(attachments, eq(attachments.customerId, customer.id))).toBe(200);
  });
});

describe("a scanner of one's own (IM-18)", () => {
  const withScanner = async (exit: number) => {
    const script = join(folder, "scanner.sh");
    writeFileSync(script, `#!/bin/sh\ntest "$1" = "--quiet" && test -s "$2" || exit 9\nexit ${exit}\n`);
    chmodSync(script, 0o755);
    vi.stubEnv("VIRUS_SCANNER", `${script} --quiet`);
    vi.resetModules();
    const { scan } = await import("@/lib/attachments/virus");
    writeFileSync(join(folder, "file"), "x");
    const verdict = await scan(join(folder, "file"));
    vi.stubEnv("VIRUS_SCANNER", undefined);
    return verdict;
  };
  test.each([
    [0, "clean"],
    [1, "infected"],
    [2, "unknown"],
  ])("that ends with %i says: %s", async (exit, verdict) => {
    expect(await withScanner(exit)).toBe(verdict);
  });

  test("that is not there lets nothing through", async () => {
    vi.stubEnv("VIRUS_SCANNER", "/nonexistent/scanner");
    vi.resetModules();
    const { scan } = await import("@/lib/attachments/virus");
    expect(await scan(join(folder, "file"))).toBe("unknown");
    vi.stubEnv("VIRUS_SCANNER", undefined);
  });
});
