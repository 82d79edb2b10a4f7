import { asc, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import type { Db } from "@/db/client";
import { auditChanges, auditEvents, customerTags, tags } from "@/db/schema";
import { customerHistory } from "@/lib/audit/queries";
import { parseList, type SearchParams } from "@/lib/core/list";
import { exportList } from "@/lib/customers/export";
import { customerList } from "@/lib/customers/list";
import { listCustomers } from "@/lib/customers/queries";
import { createTag, deleteTag, editTag, mergeTags, previewTagDeletion } from "@/lib/tags/commands";
import { tagList } from "@/lib/tags/list";
import { listTags, pickTags, tagsOf } from "@/lib/tags/queries";
import { newTag, tagging } from "@/lib/tags/schema";
import { tagCustomers } from "@/lib/tags/tagging-commands";
import { makeCustomer } from "../support/customers";
import { testDatabase } from "../support/database";
import { actAs, contextOf, makeUser, unique } from "../support/people";

const NOW = new Date("2026-03-02T09:00:00Z");
const SALES = { "customers.view": "own", "customers.edit": "own", "customers.export": "own" } as const;
const TAGS = { "tags.view": "all", "tags.create": "all", "tags.edit": "all", "tags.delete": "all" } as const;
let db: Db;
let me: { id: string };
let keeper: { id: string };
beforeAll(async () => {
  db = await testDatabase();
  me = await makeUser(db, { grants: SALES });
  keeper = await makeUser(db, { grants: TAGS });
});

const makeTag = async (name = unique("标签")) => {
  const [tag] = await db.insert(tags).values({ name, createdAt: NOW, updatedAt: NOW }).returning();
  return tag!;
};
const put = (ids: string[], add: string[], remove: string[] = [], user = me.id) =>
  actAs(user, (ctx) => tagCustomers(ctx, tagging.parse({ ids, add, remove })));
const on = async (customerId: string) => (await tagsOf(await contextOf(me.id), customerId)).map(({ name }) => name);
const listed = async (search: SearchParams) => {
  const found = await listCustomers(await contextOf(me.id), parseList(customerList, search));
  return found.rows.map(({ id }) => id).sort();
};
const linesOf = (recordId: string) =>
  db
    .select({ event: auditEvents.event, changes: auditChanges.changes })
    .from(auditChanges)
    .innerJoin(auditEvents, eq(auditEvents.id, auditChanges.eventId))
    .where(eq(auditChanges.recordId, recordId))
    .orderBy(asc(auditChanges.id));

describe("tags (TAG-01)", () => {
  test("are made, renamed and coloured; each leaves a trace", async () => {
    const { id } = await actAs(keeper.id, (ctx) => createTag(ctx, newTag.parse({ name: " 重点 ", colour: "danger" })));
    await actAs(keeper.id, (ctx) => editTag(ctx, { id, version: 1, name: "战略", colour: "info" }));
    expect(await linesOf(id)).toEqual([
      { event: "tag.created", changes: { name: [null, "重点"], colour: [null, "danger"] } },
      { event: "tag.edited", changes: { name: ["重点", "战略"], colour: ["danger", "info"] } },
    ]);
    await expect(
      actAs(keeper.id, (ctx) => editTag(ctx, { id, version: 1, name: "旧", colour: "info" })),
    ).rejects.toMatchObject({ code: "stale" });
  });

  test("a name is there once, whatever its case and width, and holds no separator", async () => {
    await makeTag("vip");
    await expect(
      actAs(keeper.id, (ctx) => createTag(ctx, { name: "ＶＩＰ", colour: "neutral" })),
    ).rejects.toMatchObject({ cause: { constraint: "tags_name_key" } });
    for (const separator of ["、", ";", "；", ",", "，"]) {
      expect(newTag.safeParse({ name: `a${separator}b`, colour: "info" }).error?.issues[0]?.message).toBe(
        "tags.error.separator",
      );
      await expect(makeTag(`a${separator}b`)).rejects.toMatchObject({ cause: { constraint: "tags_name_shape" } });
    }
    expect(newTag.safeParse({ name: "a", colour: "pink" }).error?.issues[0]?.message).toBe("errors.choice");
  });

  test("are listed through the address with how many customers carry them, and found by a picker", async () => {
    const tag = await makeTag("年框客户");
    await put([(await makeCustomer(db, { ownerId: me.id })).id], [tag.id]);
    const ctx = await contextOf(keeper.id);
    expect((await listTags(ctx, parseList(tagList, { q: "年框", unused: "0" }))).rows).toMatchObject([
      { id: tag.id, customers: 1 },
    ]);
    expect((await listTags(ctx, parseList(tagList, { q: "年框", unused: "1" }))).rows).toEqual([]);
    expect(parseList(tagList, { colour: "pink" }).problems).toMatchObject([{ name: "colour" }]);
    expect((await listTags(await contextOf(me.id), parseList(tagList, {}))).rows).toEqual([]);
    expect(await pickTags(await contextOf(me.id), { q: "年框" })).toEqual([{ id: tag.id, label: "年框客户" }]);
    expect(await pickTags(await contextOf(me.id), { q: "%" })).toEqual([]);
  });
});

describe("putting tags on customers and taking them off (TAG-01)", () => {
  test("many at once, and the history of each tells its own change", async () => {
    const [one, two] = [await makeCustomer(db, { ownerId: me.id }), await makeCustomer(db, { ownerId: me.id })];
    const [a, b] = [await makeTag("甲一"), await makeTag("甲二")];
    await put([one.id], [a.id]);
    expect(await put([one.id, two.id], [a.id, b.id])).toEqual({ customers: 2 });
    await put([one.id, two.id], [], [a.id]);
    expect([await on(one.id), await on(two.id)]).toEqual([["甲二"], ["甲二"]]);
    expect((await linesOf(one.id)).map(({ changes }) => changes.tags)).toEqual([
      [[], ["甲一"]],
      [["甲一"], ["甲一", "甲二"]],
      [["甲一", "甲二"], ["甲二"]],
    ]);
    const { entries } = await customerHistory(await contextOf(me.id), two.id);
    expect(entries[0]).toMatchObject({
      event: "customer.tagged",
      changes: [
        { fields: [{ label: "customers.field.tags", before: { text: "甲一、甲二" }, after: { text: "甲二" } }] },
      ],
    });
  });

  test("what is on already stays, and leaves no second line", async () => {
    const customer = await makeCustomer(db, { ownerId: me.id });
    const tag = await makeTag();
    await put([customer.id], [tag.id]);
    await put([customer.id], [tag.id]);
    expect(await linesOf(customer.id)).toHaveLength(1);
  });

  test("one customer out of scope refuses the whole, exactly like an absent one (D-06)", async () => {
    const mine = await makeCustomer(db, { ownerId: me.id });
    const foreign = await makeCustomer(db, { ownerId: keeper.id });
    const tag = await makeTag();
    for (const other of [foreign.id, crypto.randomUUID()])
      await expect(put([mine.id, other], [tag.id])).rejects.toMatchObject({ code: "not_found" });
    const viewer = await makeUser(db, { grants: { "customers.view": "all" } });
    await expect(put([mine.id], [tag.id], [], viewer.id)).rejects.toMatchObject({ code: "not_found" });
    expect(await on(mine.id)).toEqual([]);
    expect(await tagsOf(await contextOf(me.id), foreign.id)).toEqual([]);
  });

  test("a tag that is gone, no tag, no customer and one tag both ways are refused in a sentence", async () => {
    const customer = await makeCustomer(db, { ownerId: me.id });
    await expect(put([customer.id], [crypto.randomUUID()])).rejects.toMatchObject({
      sentence: { key: "tags.error.gone" },
    });
    const id = crypto.randomUUID();
    const said = (input: object) => tagging.safeParse(input).error?.issues[0]?.message;
    expect(said({ ids: [], add: [id], remove: [] })).toBe("tags.error.no_customers");
    expect(said({ ids: [id], add: [], remove: [] })).toBe("tags.error.no_tags");
    expect(said({ ids: [id], add: [id], remove: [id] })).toBe("tags.error.both");
    const many = Array.from({ length: 10_001 }, () => crypto.randomUUID());
    expect(said({ ids: many, add: [id], remove: [] })).toBe("tags.error.too_many");
  });
});

describe("merging and deleting (TAG-01)", () => {
  test("a merge moves the links, also of customers that carry both, and the histories tell it", async () => {
    const [one, both] = [await makeCustomer(db, { ownerId: me.id }), await makeCustomer(db, { ownerId: me.id })];
    const [loser, winner] = [await makeTag("乙旧"), await makeTag("乙新")];
    await put([one.id, both.id], [loser.id]);
    await put([both.id], [winner.id]);
    const merged = await actAs(keeper.id, (ctx) => mergeTags(ctx, { id: loser.id, into: winner.id }));
    expect(merged).toEqual({ id: winner.id, name: "乙新", customers: 2 });
    expect([await on(one.id), await on(both.id)]).toEqual([["乙新"], ["乙新"]]);
    expect(await db.select().from(tags).where(eq(tags.id, loser.id))).toEqual([]);
    expect((await linesOf(one.id)).at(-1)).toEqual({ event: "tag.merged", changes: { tags: [["乙旧"], ["乙新"]] } });
    expect((await linesOf(both.id)).at(-1)).toEqual({
      event: "tag.merged",
      changes: { tags: [["乙新", "乙旧"].sort(), ["乙新"]] },
    });
  });

  test("into itself or into nothing is refused", async () => {
    const tag = await makeTag();
    await expect(actAs(keeper.id, (ctx) => mergeTags(ctx, { id: tag.id, into: tag.id }))).rejects.toMatchObject({
      sentence: { key: "tags.error.same" },
    });
    await expect(
      actAs(keeper.id, (ctx) => mergeTags(ctx, { id: tag.id, into: crypto.randomUUID() })),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  test("before a deletion it is said how many customers lose the tag, unseen ones too; after it they have lost it", async () => {
    const [mine, foreign] = [
      await makeCustomer(db, { ownerId: me.id }),
      await makeCustomer(db, { ownerId: keeper.id }),
    ];
    const tag = await makeTag("丙");
    await db.insert(customerTags).values([mine, foreign].map(({ id }) => ({ customerId: id, tagId: tag.id })));
    const { lines } = await actAs(keeper.id, (ctx) => previewTagDeletion(ctx, { id: tag.id }));
    expect(lines).toEqual(["有 2 个客户将失去这个标签。"]);
    expect(await actAs(keeper.id, (ctx) => deleteTag(ctx, { id: tag.id }))).toMatchObject({ customers: 2 });
    expect(await on(mine.id)).toEqual([]);
    expect((await linesOf(mine.id)).at(-1)).toEqual({ event: "tag.deleted", changes: { tags: [["丙"], []] } });
    const unused = await makeTag();
    expect(await actAs(keeper.id, (ctx) => previewTagDeletion(ctx, { id: unused.id }))).toEqual({ lines: [] });
  });

  test("a tag that is being put on while it is deleted ends on nobody", async () => {
    const customer = await makeCustomer(db, { ownerId: me.id });
    const tag = await makeTag();
    await Promise.allSettled([
      put([customer.id], [tag.id]),
      actAs(keeper.id, (ctx) => deleteTag(ctx, { id: tag.id })),
      put([customer.id], [tag.id]),
    ]);
    expect(await db.select().from(customerTags).where(eq(customerTags.tagId, tag.id))).toEqual([]);
    expect(await db.select().from(tags).where(eq(tags.id, tag.id))).toEqual([]);
  });
});

describe("the customer list by tags (CUS-04, LST-02)", () => {
  test("filters by any of the tags and by all of them, within the scope", async () => {
    const [one, two, three, foreign] = [
      await makeCustomer(db, { ownerId: me.id }),
      await makeCustomer(db, { ownerId: me.id }),
      await makeCustomer(db, { ownerId: me.id }),
      await makeCustomer(db, { ownerId: keeper.id }),
    ];
    const [a, b] = [await makeTag("丁一"), await makeTag("丁二")];
    await put([one.id, two.id], [a.id]);
    await put([two.id, three.id], [b.id]);
    await db.insert(customerTags).values({ customerId: foreign.id, tagId: a.id });
    expect(await listed({ tag: [a.id, b.id] })).toEqual([one.id, two.id, three.id].sort());
    expect(await listed({ tag_all: [a.id, b.id] })).toEqual([two.id]);
    expect(await listed({ tag: a.id, tag_all: b.id })).toEqual([two.id]);
    expect(await listed({ tag: crypto.randomUUID() })).toEqual([]);
  });

  test("an address that names no tag is said, not ignored", () => {
    for (const tag of ["x", "' or 1=1", "%00", "0".repeat(900)])
      for (const name of ["tag", "tag_all"])
        expect(parseList(customerList, { [name]: tag }).problems.map((problem) => problem.name)).toEqual([name]);
    const many = Array.from({ length: 51 }, () => crypto.randomUUID());
    expect(parseList(customerList, { tag: many }).problems).toMatchObject([{ key: "ui.filter.problem.too_many" }]);
  });

  test("shows the tags in a column where it is chosen, and in the file", async () => {
    const customer = await makeCustomer(db, { ownerId: me.id, name: "戊客户" });
    await put([customer.id], [(await makeTag("戊一")).id, (await makeTag("戊二")).id]);
    const ctx = await contextOf(me.id);
    const row = async (search: SearchParams) =>
      (await listCustomers(ctx, parseList(customerList, { q: "戊客户", ...search }))).rows[0];
    expect(await row({ columns: "name,tags" })).toMatchObject({ tags: "戊一、戊二" });
    expect(await row({})).toMatchObject({ tags: null });
    const { columns, rows } = exportList(ctx, parseList(customerList, { q: "戊客户", columns: "tags,name" }));
    expect(columns.map(({ header }) => header)).toEqual(["标签", "客户名称"]);
    const written = [];
    for await (const cells of rows) written.push(cells);
    expect(written).toEqual([["戊一、戊二", "戊客户"]]);
  });
});
