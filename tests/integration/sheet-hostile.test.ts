import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SheetError } from "@/lib/core/sheet/error";
import { inspectFile } from "@/lib/core/sheet/inspect";
import zh from "@/messages/zh-CN/sheet.json";
import { GOOD_ROWS, hostileFiles, table } from "../support/workbooks";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kehu-sheet-"));
});
afterAll(() => rm(folder, { recursive: true }));

const megabytes = () => process.memoryUsage().rss / 1024 / 1024;

describe("a file that cannot be read is refused with its own sentence", () => {
  const files = hostileFiles();
  test.each(files.map((file, number) => ({ ...file, number })))(
    "$title",
    async ({ name, content, code, number }) => {
      const path = join(folder, String(number));
      await writeFile(path, content);
      const start = performance.now();
      const refused = await inspectFile(path, name).then(
        () => null,
        (error: SheetError) => error,
      );
      expect(refused?.code).toBe(code);
      expect(Object.keys(zh.error)).toContain(code);
      expect(performance.now() - start).toBeLessThan(5000);
    },
    20_000,
  );

  test("and the process that asked is none the worse", async () => {
    const before = megabytes();
    const path = join(folder, "bomb");
    const bomb = files.find((file) => file.title === "a bomb that lies about its size")!;
    await writeFile(path, bomb.content);
    await Promise.all([1, 2, 3].map(() => inspectFile(path, bomb.name).catch(() => {})));
    expect(megabytes() - before).toBeLessThan(50);

    await writeFile(path, table(GOOD_ROWS));
    const head = await inspectFile(path, "customers.xlsx");
    expect(head.headers).toEqual(["编号", "名称", "电话"]);
  }, 20_000);
});
