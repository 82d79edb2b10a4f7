import { once } from "node:events";
import { createWriteStream, readFileSync } from "node:fs";
import { Readable } from "node:stream";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ExcelJS from "exceljs";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { customers } from "@/db/schema";
import { translatorFor } from "@/lib/core/messages";
import { writeXlsx } from "@/lib/core/sheet/write-workbook";
import { importUndoJob } from "@/lib/imports/jobs";
import { previewUndo, startUndo } from "@/lib/imports/undo-commands";
import { testDatabase } from "../support/database";
import { check, chineseCustomers, IMPORTER, upload, uploadFolder, write } from "../support/imports";
import { actAs, makeInstitution, makeUser } from "../support/people";

const COUNT = Number(process.env.KEHU_MEASURE ?? 0);

/** SPD-04: `KEHU_MEASURE=10000 npx vitest run tests/integration/import-speed.test.ts`. */
test.runIf(COUNT > 0)("an import against the streaming reader alone", { timeout: 600_000 }, async () => {
  const db = await testDatabase();
  uploadFolder();
  const { top } = await makeInstitution(db);
  const { id: userId } = await makeUser(db, { posts: [{ departmentId: top.id }], grants: IMPORTER });
  const { headers, rows } = chineseCustomers(COUNT, { labels: translatorFor("zh-CN") });
  const path = join(tmpdir(), `kehu-measure-${COUNT}.xlsx`);
  const out = createWriteStream(path);
  const written = once(out, "close");
  await writeXlsx(
    "客户",
    headers.map((header) => ({ header, kind: "text" as const })),
    Readable.from(rows),
    out,
  );
  await written;

  const alone = performance.now();
  let cells = 0;
  for await (const sheet of new ExcelJS.stream.xlsx.WorkbookReader(path, {}))
    for await (const row of sheet) row.eachCell(() => (cells += 1));
  const baseline = performance.now() - alone;

  const id = await upload(userId, readFileSync(path), "customers.xlsx");
  const start = performance.now();
  const checked = await check(userId, id);
  const middle = performance.now();
  expect(checked).toMatchObject({ state: "checked", rowsCreated: COUNT });
  expect(await write(userId, id)).toMatchObject({ state: "done", rowsWritten: COUNT });
  const end = performance.now();
  const shown = await actAs(userId, (ctx) => previewUndo(ctx, { id }));
  expect(shown).toMatchObject({ undone: 2 * COUNT, kept: 0, impossible: 0 });
  const previewed = performance.now();
  expect(await db.$count(customers, sql`true`)).toBe(COUNT);
  const beforeUndo = performance.now();
  await actAs(userId, (ctx) => startUndo(ctx, { id }));
  await importUndoJob.run({ userId, importId: id });
  const undone = performance.now() - beforeUndo;
  expect(await db.$count(customers, sql`deleted_at is null`)).toBe(0);
  const seconds = (ms: number) => (ms / 1000).toFixed(2);
  const megabytes = Math.round(process.memoryUsage().rss / 1024 / 1024);
  console.log(
    JSON.stringify({
      name: "import-customers",
      n: COUNT,
      cells,
      baseline: seconds(baseline),
      check: seconds(middle - start),
      write: seconds(end - middle),
      total: seconds(end - start),
      preview: seconds(previewed - end),
      undo: seconds(undone),
      ratio: ((end - start) / baseline).toFixed(2),
      rss: megabytes,
    }),
  );
});
