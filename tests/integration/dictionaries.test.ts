import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Db } from "@/db/client";
import type { DictionaryKind } from "@/db/enums";
import { auditChanges, customers, dictionaryEntries } from "@/db/schema";
import type { StaffContext } from "@/lib/core/context";
import { fromDatabase } from "@/lib/core/refusal";
import {
  addDictionaryEntry,
  deleteDictionaryEntry,
  makeDefaultEntry,
  placeDictionaryEntry,
  renameDictionaryEntry,
  switchOffEntry,
  switchOnEntry,
} from "@/lib/dictionaries/commands";
import { dictionaryNames, dictionaryOptions, findOptions } from "@/lib/dictionaries/queries";
import { listEntries } from "@/lib/dictionaries/tree";
import { testDatabase } from "../support/database";
import { actAs, contextOf, makeInstitution, makeUser } from "../support/people";

let db: Db;
let admin: { id: string };
let ctx: StaffContext;
beforeAll(async () => {
  db = await testDatabase();
  admin = await makeUser(db, { administrator: true });
  ctx = await contextOf(admin.id);
});

const add = (kind: DictionaryKind, name: string, parentId: string | null = null) =>
  actAs(admin.id, (inner) => addDictionaryEntry(inner, { kind, name, parentId }));
const entry = async (kind: DictionaryKind, name: string) => {
  const [row] = await db
    .select()
    .from(dictionaryEntries)
    .where(and(eq(dictionaryEntries.kind, kind), eq(dictionaryEntries.name, name)));
  return row!;
};
const labels = async (kind: DictionaryKind) => (await dictionaryOptions(ctx, kind)).map(({ label }) => label);
const told = async (act: Promise<unknown>) => {
  const error: unknown = await act.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return fromDatabase(error)?.sentence.key ?? (error as Error | undefined)?.message;
};

test("a new entry stands last, is offered at once and leaves an audit entry", async () => {
  const { id } = await add("source", "直播");
  expect((await labels("source")).at(-1)).toBe("直播");
  const [change] = await db.select().from(auditChanges).where(eq(auditChanges.recordId, id));
  expect(change).toMatchObject({ entity: "dictionary_entry", kind: "create", changes: { name: [null, "直播"] } });
});

test("a name is taken once among the entries below the same parent, width and case apart", async () => {
  await add("industry", "ＩＴ 服务");
  expect(await told(add("industry", "it服务"))).toBe("dictionaries.error.name_taken");
  const china = await entry("region", "中国");
  await expect(add("region", "波兰", china.id)).resolves.toHaveProperty("id"); // another parent
});

test("a tree is no deeper than its kind allows, and parents are of the same kind", async () => {
  const type = await entry("customer_type", "直销客户");
  expect(await told(add("customer_type", "第三层", type.id))).toBe("dictionaries.error.depth");
  const source = await entry("source", "官网");
  expect(await told(add("source", "下级", source.id))).toBe("dictionaries.error.depth");
  expect(await told(add("industry", "下级", source.id))).toBe("errors.not_found");
});

test("an entry can be put at any place among its siblings", async () => {
  const place = (id: string, position: number) =>
    actAs(admin.id, (inner) => placeDictionaryEntry(inner, { id, position }));
  const c = await entry("credit_rating", "C");
  await place(c.id, 2);
  expect(await labels("credit_rating")).toEqual(["AAA", "C", "AA", "A", "B"]);
  await place(c.id, 999);
  expect(await labels("credit_rating")).toEqual(["AAA", "AA", "A", "B", "C"]);
  await place((await entry("credit_rating", "AAA")).id, 3);
  expect(await labels("credit_rating")).toEqual(["AA", "A", "AAA", "B", "C"]);
});

test("a kind has one default: making another one takes it over, switching it off gives it up", async () => {
  const [a, b] = [await entry("level", "A 重点"), await entry("level", "B 普通")];
  await actAs(admin.id, (inner) => makeDefaultEntry(inner, a));
  await actAs(admin.id, (inner) => makeDefaultEntry(inner, b));
  const defaults = async () =>
    (await dictionaryOptions(ctx, "level")).filter((one) => one.isDefault).map(({ id }) => id);
  expect(await defaults()).toEqual([b.id]);
  await actAs(admin.id, (inner) => switchOffEntry(inner, b));
  expect(await defaults()).toEqual([]);
  expect(await told(actAs(admin.id, (inner) => makeDefaultEntry(inner, b)))).toBe("dictionaries.error.default_is_off");
});

test("what is switched off is offered no longer, nor what stands below it, but kept where a record has it", async () => {
  const parent = await entry("customer_type", "合作伙伴");
  const child = await entry("customer_type", "经销商");
  await actAs(admin.id, (inner) => switchOffEntry(inner, parent));
  expect(await labels("customer_type")).not.toContain("合作伙伴");
  expect(await labels("customer_type")).not.toContain("经销商");
  const kept = await dictionaryOptions(ctx, "customer_type", child.id);
  expect(kept.find(({ id }) => id === child.id)).toMatchObject({ active: false, path: "合作伙伴 / 经销商" });
  expect((await dictionaryNames(ctx, [child.id])).get(child.id)).toEqual({
    label: "经销商",
    path: "合作伙伴 / 经销商",
  });
  await actAs(admin.id, (inner) => switchOnEntry(inner, parent));
  expect(await labels("customer_type")).toContain("经销商");
});

test("an entry in use is not deleted, nor one with entries below it", async () => {
  const { top } = await makeInstitution(db);
  const used = await add("source", "用过的来源");
  const at = new Date();
  await db.insert(customers).values({
    number: "DICT-1",
    name: "某公司",
    kind: "company",
    ownership: "public",
    departmentId: top.id,
    sourceId: used.id,
    createdAt: at,
    updatedAt: at,
  });
  const remove = (id: string) => actAs(admin.id, (inner) => deleteDictionaryEntry(inner, { id }));
  expect(await told(remove(used.id))).toBe("dictionaries.error.in_use");
  expect(await told(remove((await entry("customer_type", "现有客户")).id))).toBe(
    "dictionaries.error.has_entries_below",
  );
  const free = await add("source", "没用过的来源");
  await remove(free.id);
  expect(await labels("source")).not.toContain("没用过的来源");
});

test("a rename that was begun on an older version is refused", async () => {
  const { id } = await add("industry", "旧名");
  const rename = (name: string) => actAs(admin.id, (inner) => renameDictionaryEntry(inner, { id, version: 1, name }));
  await rename("新名");
  await expect(rename("更新的名")).rejects.toMatchObject({
    code: "stale",
    theirs: { version: 2, values: { name: "新名" } },
  });
});

test("somebody without the right changes nothing", async () => {
  const viewer = await makeUser(db, { grants: { "dictionaries.view": "all" } });
  const { id } = await entry("source", "展会");
  expect(await told(actAs(viewer.id, (inner) => switchOffEntry(inner, { id })))).toBe("errors.not_found");
});

test("a long tree opens one branch at a time, a short one stands whole", async () => {
  const closed = await listEntries(ctx, "region");
  expect(closed.total).toBeGreaterThan(350);
  expect(closed.rows.every(({ level }) => level === 1)).toBe(true);
  const guangdong = await entry("region", "广东省");
  const { rows } = await listEntries(ctx, "region", { open: guangdong.id });
  const open = rows.filter((row) => row.open).map(({ name }) => name);
  expect(open).toEqual(["中国", "广东省"]);
  expect(rows.find(({ name }) => name === "深圳市")).toMatchObject({ level: 3, above: "中国 / 广东省", below: 0 });
  const types = await listEntries(ctx, "customer_type");
  expect(types.rows.map(({ name }) => name).slice(0, 3)).toEqual(["现有客户", "直销客户", "渠道客户"]);
});

test("the screen finds entries at any depth; signs that SQL would read as wildcards are only signs", async () => {
  const found = await listEntries(ctx, "region", { q: "深圳" });
  expect(found.rows.map(({ name }) => name)).toEqual(["深圳市"]);
  expect((await listEntries(ctx, "region", { q: "%" })).rows).toEqual([]);
  expect((await listEntries(ctx, "region", { q: "\\" })).rows).toEqual([]);
});

test("a picker finds by a part of the name, nearest first, or goes down level by level", async () => {
  const found = await findOptions(ctx, { kind: "region", q: "广" });
  expect(found[0]).toMatchObject({ label: "广东省", path: "中国 / 广东省" });
  const china = await entry("region", "中国");
  expect((await findOptions(ctx, { kind: "region", parent: china.id })).map(({ label }) => label)).toContain("广东省");
  expect((await findOptions(ctx, { kind: "region" })).map(({ label }) => label)).toContain("中国");
});
