import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test, vi } from "vitest";
import type { Db } from "@/db/client";
import { auditEvents, customers, importRows, imports, userRoles } from "@/db/schema";
import { discardImport, startCheck, startWrite } from "@/lib/imports/commands";
import { writeCustomers } from "@/lib/customers/import/write";
import { importDefinitions } from "@/lib/imports/definitions";
import { importCheckJob, importWriteJob } from "@/lib/imports/jobs";
import { importList } from "@/lib/imports/list";
import { startingMapping } from "@/lib/imports/mapping";
import { findImport, findTwin, listImports } from "@/lib/imports/queries";
import { parseList } from "@/lib/core/list";
import { testDatabase } from "../support/database";
import { bringIn, check, csv, IMPORTER, importOf, upload, uploadFolder, write } from "../support/imports";
import { actAs, contextOf, makeInstitution, makeUser } from "../support/people";

let db: Db;
beforeAll(async () => {
  db = await testDatabase();
  uploadFolder();
});

const makeImporter = async (more = {}) => {
  const { top } = await makeInstitution(db);
  return makeUser(db, { posts: [{ departmentId: top.id }], grants: { ...IMPORTER, ...more } });
};
const headers = ["客户编号", "客户名称", "电话"];
let serial = 0;
const row = (name = "某公司") => [`R-${++serial}`, name, "0512-1234567"];

test("whoever loses the right while the import runs: it ends with that reason and nothing is written", async () => {
  const user = await makeImporter();
  const id = await upload(user.id, csv({ headers, rows: [row("没有写入")] }));
  await check(user.id, id);
  await actAs(user.id, (ctx) => startWrite(ctx, { id, goodRowsOnly: false }));
  const real = writeCustomers;
  const spy = vi.spyOn(importDefinitions.customers, "write").mockImplementation(async (ctx, run) => {
    const written = await real(ctx, run);
    await db.delete(userRoles).where(eq(userRoles.userId, user.id));
    return written;
  });
  await importWriteJob.run({ userId: user.id, importId: id });
  spy.mockRestore();
  const [record] = await db.select().from(imports).where(eq(imports.id, id));
  expect(record).toMatchObject({ state: "failed", problem: { code: "right_lost" } });
  expect(await db.$count(customers, eq(customers.name, "没有写入"))).toBe(0);
});

test("a job of somebody who may no longer import ends its import before it reads a line", async () => {
  const user = await makeImporter();
  const id = await upload(user.id, csv({ headers, rows: [row()] }));
  const columns = [
    { index: 0, field: "number" },
    { index: 1, field: "name" },
  ];
  await actAs(user.id, (ctx) =>
    startCheck(ctx, { id, columns, mode: "add", emptyTokens: [], customerKind: "company", addUnknown: [] }),
  );
  await db.delete(userRoles).where(eq(userRoles.userId, user.id));
  await importCheckJob.run({ userId: user.id, importId: id });
  const [record] = await db.select().from(imports).where(eq(imports.id, id));
  expect(record).toMatchObject({ state: "failed", rowsRead: 0, problem: { code: "right_lost" } });
});

test("a number that somebody took after the check fails the whole import with the row's line", async () => {
  const user = await makeImporter();
  const rows = [row(), row(), row()];
  const id = await upload(user.id, csv({ headers, rows }));
  await check(user.id, id, { mode: "upsert" });
  const rival = await makeImporter();
  await bringIn(rival.id, csv({ headers, rows: [[rows[1]![0]!, "先到的公司", "0512-7654321"]] }));
  const failed = await write(user.id, id);
  expect(failed).toMatchObject({ state: "failed", problem: { code: "row_changed", values: { line: 3, rows: 1 } } });
  expect(await db.$count(customers, eq(customers.number, rows[0]![0]!))).toBe(0);
  const again = await check(user.id, id, { mode: "upsert" });
  expect(again).toMatchObject({ state: "checked", rowsBad: 1, rowsCreated: 2 });
});

test("two people write the same new numbers at the same moment: one wins, the other's import is told", async () => {
  const [one, two] = [await makeImporter(), await makeImporter()];
  const bytes = csv({ headers, rows: [row(), row()] });
  const ids = [await upload(one.id, bytes), await upload(two.id, bytes)] as const;
  await check(one.id, ids[0]);
  await check(two.id, ids[1]);
  const ended = await Promise.all([write(one.id, ids[0]), write(two.id, ids[1])]);
  expect(ended.map(({ state }) => state).sort()).toEqual(["done", "failed"]);
  expect(ended.find(({ state }) => state === "failed")!.problem).toMatchObject({
    code: "row_changed",
    values: { line: 2 },
  });
});

test("a second run of a job that is done does nothing, and a check that is run again starts over", async () => {
  const user = await makeImporter();
  const id = await upload(user.id, csv({ headers, rows: [row("只写一次"), row("只写一次")] }));
  await check(user.id, id);
  await db.update(imports).set({ state: "checking" }).where(eq(imports.id, id));
  await importCheckJob.run({ userId: user.id, importId: id });
  expect(await importOf(user.id, id)).toMatchObject({ state: "checked", rowsRead: 2, rowsCreated: 2 });
  expect(await db.$count(importRows, eq(importRows.importId, id))).toBe(2);
  await write(user.id, id);
  await importWriteJob.run({ userId: user.id, importId: id });
  await importCheckJob.run({ userId: user.id, importId: id });
  expect(await importOf(user.id, id)).toMatchObject({ state: "done", rowsWritten: 2 });
  expect(await db.$count(customers, eq(customers.name, "只写一次"))).toBe(2);
  expect(await db.$count(auditEvents, sql`event = 'customer.imported' and details ->> 'import' = ${id}`)).toBe(1);
});

test("a discarded import writes nothing and cannot be taken up again", async () => {
  const user = await makeImporter();
  const id = await upload(user.id, csv({ headers, rows: [row("放弃的")] }));
  await check(user.id, id);
  await actAs(user.id, (ctx) => discardImport(ctx, { id }));
  await expect(write(user.id, id)).rejects.toMatchObject({ sentence: { key: "imports.error.not_now" } });
  expect(await db.$count(importRows, eq(importRows.importId, id))).toBe(0);
  expect(await db.$count(auditEvents, sql`event = 'import.discarded' and user_id = ${user.id}`)).toBe(1);
});

test("an import is its creator's alone; who reads the log may look at it but not act", async () => {
  const [user, other] = [await makeImporter(), await makeImporter({ "customers.import": "all" })];
  const auditor = await makeImporter({ "audit.view": "all" });
  const id = await upload(user.id, csv({ headers, rows: [row()] }), "仅本人.csv");
  expect(await findImport(await contextOf(other.id), id)).toBeUndefined();
  expect((await findImport(await contextOf(auditor.id), id))?.creator).toBe(user.name);
  await expect(actAs(auditor.id, (ctx) => discardImport(ctx, { id }))).rejects.toMatchObject({ code: "not_found" });
  await expect(actAs(other.id, (ctx) => discardImport(ctx, { id }))).rejects.toMatchObject({ code: "not_found" });
  const params = parseList(importList, { q: "仅本人" });
  expect((await listImports(await contextOf(other.id), params)).rows).toHaveLength(0);
  expect((await listImports(await contextOf(auditor.id), params)).rows).toHaveLength(1);
});

test("an import may do what its user may do by hand, no more", async () => {
  const { "customers.create": _, ...editor } = IMPORTER;
  const { "fields.contact_data": __, ...blind } = IMPORTER;
  const { top } = await makeInstitution(db);
  const cannotCreate = await makeUser(db, { posts: [{ departmentId: top.id }], grants: editor });
  const cannotSee = await makeUser(db, { posts: [{ departmentId: top.id }], grants: blind });
  const bytes = csv({ headers, rows: [row()] });
  await expect(bringIn(cannotCreate.id, bytes)).rejects.toMatchObject({
    sentence: { key: "imports.error.may_not_create" },
  });
  await expect(bringIn(cannotSee.id, bytes)).rejects.toMatchObject({
    sentence: { key: "imports.error.may_not_see_contact_data" },
  });
});

test("files that are none are refused with a sentence and leave no import", async () => {
  const user = await makeImporter();
  const cases = {
    "sheet.error.empty_file": "",
    "sheet.error.markup": "<html><table></table></html>",
    "sheet.error.duplicate_headers": "名称,名称\n甲,乙\n",
  };
  for (const [key, bytes] of Object.entries(cases))
    await expect(upload(user.id, bytes, "客户.csv")).rejects.toMatchObject({
      code: "invalid",
      sentence: { key },
      fields: { file: { key } },
    });
  expect(await db.$count(imports, eq(imports.createdBy, user.id))).toBe(0);
});

test("the mapping of a header is remembered, and the same file within a day is asked about", async () => {
  const user = await makeImporter();
  const table = { headers: ["代号", "公司", "备用"], rows: [["M-1", "记忆公司", "x"]] };
  const first = await bringIn(user.id, csv(table), { map: { 代号: "number", 备用: "notes" } });
  expect(first.state).toBe("done");
  const id = await upload(user.id, csv(table));
  const ctx = await contextOf(user.id);
  const record = await importOf(user.id, id);
  expect((await startingMapping(ctx, record)).map(({ field }) => field)).toEqual(["number", "name", "notes"]);
  expect(await findTwin(ctx, record)).toMatchObject({ id: first.id, state: "done" });
});
