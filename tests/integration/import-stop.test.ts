import { eq, like, sql } from "drizzle-orm";
import { beforeAll, expect, test, vi } from "vitest";
import type { Db } from "@/db/client";
import { auditEvents, customers, importRows, imports } from "@/db/schema";
import { checkCustomers } from "@/lib/customers/import/check";
import { writeCustomers } from "@/lib/customers/import/write";
import { startCheck, startWrite, stopImport } from "@/lib/imports/commands";
import { importDefinitions } from "@/lib/imports/definitions";
import { importCheckJob, importWriteJob } from "@/lib/imports/jobs";
import { findTwin } from "@/lib/imports/queries";
import { sweepRows } from "@/lib/imports/sweep";
import { testDatabase } from "../support/database";
import { bringIn, check, csv, IMPORTER, importOf, upload, uploadFolder } from "../support/imports";
import { actAs, contextOf, makeInstitution, makeUser } from "../support/people";

const ROUNDS = 12;
let db: Db;
beforeAll(async () => {
  db = await testDatabase();
  uploadFolder();
});

const makeImporter = async (more = {}) => {
  const { top } = await makeInstitution(db);
  return makeUser(db, { posts: [{ departmentId: top.id }], grants: { ...IMPORTER, ...more } });
};
const headers = ["客户编号", "客户名称", "联系人姓名"];
const file = (prefix: string, count: number) =>
  csv({
    headers,
    rows: Array.from({ length: count }, (_, at) => [`${prefix}-${at + 1}`, `${prefix}公司${at + 1}`, "张三"]),
  });
const columns = ["number", "name", "contact.name"].map((field, index) => ({ index, field }));
const beginCheck = (userId: string, id: string) =>
  actAs(userId, (ctx) =>
    startCheck(ctx, { id, columns, mode: "add", emptyTokens: [], customerKind: "company", addUnknown: [] }),
  );
const stop = (userId: string, id: string) => actAs(userId, (ctx) => stopImport(ctx, { id }));
const begun = (userId: string, id: string) => actAs(userId, (ctx) => startWrite(ctx, { id, goodRowsOnly: false }));
const written = (prefix: string) => db.$count(customers, like(customers.number, `${prefix}-%`));
const staged = (id: string) => db.$count(importRows, eq(importRows.importId, id));

test("IMP-05: a check that waits is stopped: its job reads nothing, and the file may be imported again", async () => {
  const user = await makeImporter();
  const bytes = file("WAIT", 3);
  const id = await upload(user.id, bytes);
  await beginCheck(user.id, id);
  await stop(user.id, id);
  await importCheckJob.run({ userId: user.id, importId: id });
  expect(await importOf(user.id, id)).toMatchObject({ state: "stopped", rowsRead: 0 });
  expect(await staged(id)).toBe(0);
  expect(await db.$count(auditEvents, sql`event = 'import.stopped' and details ->> 'import' = ${id}`)).toBe(1);
  const again = await upload(user.id, bytes);
  expect(await findTwin(await contextOf(user.id), await importOf(user.id, again))).toBeUndefined();
  expect(await bringIn(user.id, bytes)).toMatchObject({ state: "done", rowsWritten: 3 });
});

test("IMP-05: a check that is judging when it is stopped leaves nothing staged", async () => {
  const user = await makeImporter();
  const id = await upload(user.id, file("JUDGED", 20));
  await beginCheck(user.id, id);
  const spy = vi.spyOn(importDefinitions.customers, "check").mockImplementation(async (ctx, run) => {
    await checkCustomers(ctx, run);
    await stop(user.id, id);
  });
  await importCheckJob.run({ userId: user.id, importId: id });
  spy.mockRestore();
  expect(await importOf(user.id, id)).toMatchObject({ state: "stopped", rowsCreated: 0 });
  expect(await staged(id)).toBe(0);
});

test("IMP-05: a write ends at its next step when it is stopped, and nothing of it stays", async () => {
  const user = await makeImporter();
  const id = await upload(user.id, file("HALT", 5));
  await check(user.id, id);
  await begun(user.id, id);
  let steps = 0;
  const spy = vi.spyOn(importDefinitions.customers, "write").mockImplementation((ctx, run) =>
    writeCustomers(ctx, {
      ...run,
      goOn: async () => {
        steps += 1;
        if (steps === 5) await stop(user.id, id);
        await run.goOn();
      },
    }),
  );
  await importWriteJob.run({ userId: user.id, importId: id });
  spy.mockRestore();
  expect(steps).toBe(5);
  expect(await importOf(user.id, id)).toMatchObject({ state: "stopped", rowsWritten: 0, problem: null });
  expect([await written("HALT"), await staged(id)]).toEqual([0, 0]);
});

test("IMP-05: a cancel after the end is told that it came too late; who sees the run may stop it, others find nothing", async () => {
  const user = await makeImporter();
  const [auditor, other] = [await makeImporter({ "audit.view": "all" }), await makeImporter()];
  const done = await bringIn(user.id, file("LATE", 2));
  await expect(stop(user.id, done.id)).rejects.toMatchObject({ sentence: { key: "imports.error.stop_too_late" } });
  const id = await upload(user.id, file("SEEN", 2));
  await expect(stop(user.id, id)).rejects.toMatchObject({ sentence: { key: "imports.error.not_now" } });
  await beginCheck(user.id, id);
  await expect(stop(other.id, id)).rejects.toMatchObject({ code: "not_found" });
  await stop(auditor.id, id);
  expect((await importOf(user.id, id)).state).toBe("stopped");
});

test("rows that a dying run left staged go with the hourly sweep", async () => {
  const user = await makeImporter();
  const id = await upload(user.id, file("DYING", 2));
  await check(user.id, id);
  await db.update(imports).set({ state: "stopped" }).where(eq(imports.id, id));
  expect(await sweepRows()).toBeGreaterThanOrEqual(2);
  expect(await staged(id)).toBe(0);
});

test(
  "IMP-05: of a cancel and a write at the same time exactly one holds, however they fall",
  { timeout: 120_000 },
  async () => {
    const user = await makeImporter();
    const outcomes: string[] = [];
    const ready = async (prefix: string) => {
      const id = await upload(user.id, file(prefix, 4));
      await check(user.id, id);
      await begun(user.id, id);
      return id;
    };
    const first = await ready("ALONE");
    const start = performance.now();
    await importWriteJob.run({ userId: user.id, importId: first });
    const alone = performance.now() - start;
    for (let round = 0; round <= ROUNDS; round++) {
      const prefix = `RACE${round}`;
      const id = await ready(prefix);
      // From at once to well after the end of a write that nobody disturbs.
      const cancel = new Promise((resolve) => setTimeout(resolve, (alone * 3 * round) / ROUNDS)).then(() =>
        stop(user.id, id),
      );
      const [stopped] = await Promise.allSettled([cancel, importWriteJob.run({ userId: user.id, importId: id })]);
      const { state, problem } = await importOf(user.id, id);
      const told =
        stopped.status === "fulfilled" ? "stopped" : (stopped.reason as { sentence: { key: string } }).sentence.key;
      outcomes.push(`${state} ${told} ${await written(prefix)} ${await staged(id)} ${problem?.code}`);
    }
    const either = ["stopped stopped 0 0 undefined", "done imports.error.stop_too_late 4 0 undefined"];
    expect(outcomes.filter((outcome) => !either.includes(outcome))).toEqual([]);
    expect([...new Set(outcomes)].sort()).toEqual([...either].sort());
  },
);
