import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Db } from "@/db/client";
import { auditChanges, customers, customerTags, importRows, tags } from "@/db/schema";
import { parseList } from "@/lib/core/list";
import { exportImportable } from "@/lib/customers/export";
import { customerList } from "@/lib/customers/list";
import { importUndoJob } from "@/lib/imports/jobs";
import { startUndo } from "@/lib/imports/undo-commands";
import { testDatabase } from "../support/database";
import { makeCustomer } from "../support/customers";
import { bringIn, check, csv, IMPORTER, upload, uploadFolder } from "../support/imports";
import { actAs, contextOf, makeInstitution, makeUser, unique } from "../support/people";

const NOW = new Date("2026-03-02T09:00:00Z");
let db: Db;
beforeAll(async () => {
  db = await testDatabase();
  uploadFolder();
});

async function makeImporter(more = {}) {
  const { top } = await makeInstitution(db);
  return makeUser(db, { posts: [{ departmentId: top.id }], grants: { ...IMPORTER, ...more } });
}
async function makeTag(name = unique("标签")) {
  const [tag] = await db.insert(tags).values({ name, createdAt: NOW, updatedAt: NOW }).returning();
  return tag!;
}
const headers = ["客户编号", "客户名称", "标签"];
const tagsOf = async (number: string) =>
  (
    await db
      .select({ name: tags.name })
      .from(customerTags)
      .innerJoin(tags, eq(tags.id, customerTags.tagId))
      .innerJoin(customers, eq(customers.id, customerTags.customerId))
      .where(eq(customers.number, number))
      .orderBy(tags.name)
  ).map(({ name }) => name);

test("TAG-01: tags of a cell, however separated, are put on new and known customers and never taken off", async () => {
  const user = await makeImporter();
  const [one, two, three] = [await makeTag(), await makeTag(), await makeTag()];
  const known = await makeCustomer(db, { number: "TAG-2", name: "已有", ownerId: user.id });
  await db.insert(customerTags).values({ customerId: known.id, tagId: three.id });
  const rows = [
    ["TAG-1", "新的", ` ${one.name}；${two.name}, ${one.name} `],
    ["TAG-2", "已有", `${one.name}、`],
  ];
  const done = await bringIn(user.id, csv({ headers, rows }), { mode: "upsert" });
  expect(done).toMatchObject({ state: "done", rowsCreated: 1, rowsUpdated: 1 });
  expect(await tagsOf("TAG-1")).toEqual([one.name, two.name].sort());
  expect(await tagsOf("TAG-2")).toEqual([one.name, three.name].sort());
  expect((await db.select().from(customers).where(eq(customers.id, known.id)))[0]!.version).toBe(1);
  const [line] = await db
    .select()
    .from(auditChanges)
    .where(sql`record_id = ${known.id} and changes ? 'tags'`);
  expect(line!.changes.tags).toEqual([[three.name], [one.name, three.name].sort()]);
  const again = await bringIn(user.id, csv({ headers, rows }), { mode: "upsert" });
  expect(again).toMatchObject({ state: "checked", rowsUnchanged: 2 });
});

test("TAG-01: an unknown tag is refused, or added where the user may and has ticked it", async () => {
  const [user, maker] = [await makeImporter(), await makeImporter({ "tags.create": "all" })];
  const name = unique("没有的标签");
  const rows = [["NOTAG-1", "某公司", name]];
  const refused = await check(maker.id, await upload(maker.id, csv({ headers, rows })));
  const [bad] = await db.select().from(importRows).where(eq(importRows.importId, refused.id));
  expect(bad).toMatchObject({
    action: "bad",
    problems: [{ field: "tags", code: "unknown_tag", values: { value: name } }],
  });
  const id = await upload(user.id, csv({ headers, rows }));
  await expect(check(user.id, id, { addUnknown: ["tag"] })).rejects.toMatchObject({
    sentence: { key: "imports.error.may_not_add_values" },
  });
  const added = await bringIn(maker.id, csv({ headers, rows }), { addUnknown: ["tag"] });
  expect(added.state).toBe("done");
  expect(await tagsOf("NOTAG-1")).toEqual([name]);
});

test("EXP-01: tags go out in the column that brings them in", async () => {
  const user = await makeImporter({ "customers.export": "own" });
  const [one, two] = [await makeTag(), await makeTag()];
  const customer = await makeCustomer(db, { ownerId: user.id });
  await db.insert(customerTags).values([one, two].map(({ id }) => ({ customerId: customer.id, tagId: id })));
  const { columns, rows } = exportImportable(await contextOf(user.id), parseList(customerList, {}));
  const at = columns.findIndex(({ header }) => header === "标签");
  const out = [];
  for await (const row of rows) out.push(row[at]);
  expect(out).toEqual([[one.name, two.name].sort().join("、")]);
});

test("IMP-05: an undo takes the tags of the file off again, and no other", async () => {
  const user = await makeImporter();
  const [own, brought, later] = [await makeTag(), await makeTag(), await makeTag()];
  const known = await makeCustomer(db, { number: "UNTAG-1", name: "留", ownerId: user.id });
  await db.insert(customerTags).values({ customerId: known.id, tagId: own.id });
  const done = await bringIn(user.id, csv({ headers, rows: [["UNTAG-1", "留", `${own.name};${brought.name}`]] }), {
    mode: "update",
  });
  await db.insert(customerTags).values({ customerId: known.id, tagId: later.id });
  await actAs(user.id, (ctx) => startUndo(ctx, { id: done.id }));
  await importUndoJob.run({ userId: user.id, importId: done.id });
  expect(await tagsOf("UNTAG-1")).toEqual([own.name, later.name].sort());
});

test("somebody without any post imports new customers that name no department", async () => {
  const user = await makeUser(db, { grants: IMPORTER });
  const done = await bringIn(user.id, csv({ headers: ["客户编号", "客户名称"], rows: [["POST-1", "无岗位"]] }));
  expect(done).toMatchObject({ state: "done", rowsCreated: 1 });
});
