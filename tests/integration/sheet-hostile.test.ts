import { describe, expect, test } from "vitest";
import { SheetError } from "@/lib/core/sheet/error";
import { readHead } from "@/lib/core/sheet/head";
import { inspectFile } from "@/lib/core/sheet/inspect";
import { SHEET_LIMITS } from "@/lib/core/sheet/limits";
import zh from "@/messages/zh-CN/sheet.json";
import { hostileFiles } from "../support/hostile-files";
import { saved } from "../support/sheet-rows";
import { GOOD_ROWS, table } from "../support/workbooks";

const FILES = hostileFiles();
const megabytes = () => process.memoryUsage().rss / 1024 / 1024;

const codeOf = (reading: Promise<unknown>) =>
  reading.then(
    () => "accepted",
    (error: unknown) => (error instanceof SheetError ? error.code : String(error)),
  );

// In this process, for speed: the child runs the same function.
describe("a file that cannot be read is refused with its own sentence", () => {
  test.each(FILES)("$title", async ({ name, content, code }) => {
    expect(await codeOf(readHead({ path: await saved(content), name, limits: SHEET_LIMITS }))).toBe(code);
    expect(Object.keys(zh.error)).toContain(code);
  });
});

describe("the process that asked", () => {
  // "too_slow" would be the answer if one of them needed five seconds.
  test.each(
    FILES.filter(({ title }) => /bomb|merged range|hundred thousand deep|two million|half a workbook/.test(title)),
  )("survives $title and stays small", async ({ name, content, code }) => {
    const path = await saved(content);
    const before = megabytes();
    expect(await codeOf(inspectFile(path, name))).toBe(code);
    expect(megabytes() - before).toBeLessThan(50);
  });

  test("reads a good file afterwards", async () => {
    const head = await inspectFile(await saved(table(GOOD_ROWS)), "customers.xlsx");
    expect(head).toMatchObject({ format: "xlsx", sheets: ["Sheet1"], headers: ["编号", "名称", "电话"] });
    expect(head.samples[0]).toEqual({ line: 2, cells: ["C-001", "北斗科技", "010-12345678"] });
  });

  test("is told when the child cannot be given a file that is gone", async () => {
    expect(await codeOf(inspectFile("/nowhere/customers.xlsx", "customers.xlsx"))).toBe("unreadable");
  });
});
