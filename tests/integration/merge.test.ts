import { and, eq, getTableName, inArray, sql } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { beforeAll, describe, expect, test } from "vitest";
import type { Db } from "@/db/client";
import {
  auditChanges,
  auditEvents,
  contacts,
  customerBilling,
  customerMergeRows,
  customerMerges,
  customers,
  customerTags,
  shares,
  tags,
} from "@/db/schema";
import { customerHistory } from "@/lib/audit/history";
import { deleteCustomer, previewDeletion, purgeDeletion, restoreDeletion } from "@/lib/bin/commands";
import { binList } from "@/lib/bin/list";
import { listBin } from "@/lib/bin/queries";
import { parseList } from "@/lib/core/list";
import { translatorFor } from "@/lib/core/messages";
import { editCustomer } from "@/lib/customers/commands";
import { exportList } from "@/lib/customers/export";
import { customerList } from "@/lib/customers/list";
import { findCustomer, listCustomers, pickCustomers } from "@/lib/customers/queries";
import { customerEdit } from "@/lib/customers/schema";
import { mergeCustomers } from "@/lib/merges/commands";
import type { Takeable } from "@/lib/merges/fields";
import { mergeFollowers, stayingKeys } from "@/lib/merges/followers";
import { comparePair, survivorOf } from "@/lib/merges/queries";
import { merging } from "@/lib/merges/schema";
import { makeContact, makeCustomer } from "../support/customers";
import { testDatabase } from "../support/database";
import { actAs, contextOf, makeInstitution, makeUser, unique } from "../support/people";

const SALES = {
  "customers.view": "own",
  "customers.create": "own",
  "customers.edit": "own",
  "customers.delete": "own",
  "contacts.view": "own",
  "fields.contact_data": "all",
} as const;
const MANAGER = { ...SALES, "customers.merge": "own", "customers.assign": "own", "customers.export": "own" } as const;
let db: Db;
let me: { id: string };
let seller: { id: string };
let outsider: { id: string };
let admin: { id: string };
beforeAll(async () => {
  db = await testDatabase();
  const { top } = await makeInstitution(db);
  me = await makeUser(db, { grants: MANAGER, posts: [{ departmentId: top.id, isManagement: true }] });
  seller = await makeUser(db, { grants: SALES, posts: [{ departmentId: top.id }] });
  outsider = await makeUser(db, { grants: MANAGER });
  admin = await makeUser(db, { administrator: true });
});

const NOW = new Date("2026-03-02T09:00:00Z");
const stamp = { createdAt: NOW, updatedAt: NOW };
type Values = Parameters<typeof makeCustomer>[1];
const mine = (values: Values = {}) => makeCustomer(db, { ownerId: me.id, ...values });
const rowOf = async (id: string) => (await db.select().from(customers).where(eq(customers.id, id)))[0]!;
const contactsOf = (id: string) => db.select().from(contacts).where(eq(contacts.customerId, id)).orderBy(contacts.name);

/** Merges what stands there now. */
async function merge(survivorId: string, loserId: string, take: Takeable[] = [], who = me) {
  const [survivor, loser] = [await rowOf(survivorId), await rowOf(loserId)];
  const input = { survivorId, survivorVersion: survivor.version, loserId, loserVersion: loser.version, take };
  return actAs(who.id, (ctx) => mergeCustomers(ctx, input));
}
const refusal = (key: string, values: object = {}) => ({
  sentence: { key: `merges.error.${key}`, ...(Object.keys(values).length > 0 && { values }) },
});

async function makeTag(...customerIds: string[]) {
  const [tag] = await db
    .insert(tags)
    .values({ name: unique("标签"), ...stamp })
    .returning();
  await db.insert(customerTags).values(customerIds.map((customerId) => ({ customerId, tagId: tag!.id })));
  return tag!;
}
async function makeShare(customerId: string, userId: string, until: string | null = null) {
  const values = { customerId, userId, sharedBy: me.id, until: until as never, ...stamp };
  const [share] = await db.insert(shares).values(values).returning();
  return share!;
}

describe("merging two customers (CUS-10, F16)", () => {
  test("the survivor takes what was chosen and keeps the rest; the loser is gone for everybody", async () => {
    const survivor = await mine({ notes: "留", website: "stays.example", registrationNumber: null });
    const loser = await mine({ notes: "走", website: "goes.example", registrationNumber: unique("REG ") });
    await merge(survivor.id, loser.id, ["notes", "registrationNumber"]);
    expect(await rowOf(survivor.id)).toMatchObject({
      number: survivor.number,
      name: survivor.name,
      notes: "走",
      website: "stays.example",
      registrationNumber: loser.registrationNumber,
      version: 2,
    });
    expect(await rowOf(loser.id)).toMatchObject({ deletedAt: NOW, mergedInto: survivor.id, deletionId: null });
    for (const who of [me, admin]) {
      const ctx = await contextOf(who.id);
      const params = parseList(customerList, { q: loser.name });
      expect(await findCustomer(ctx, loser.id)).toBeUndefined();
      expect((await listCustomers(ctx, params)).total.count).toBe(0);
      expect(await pickCustomers(ctx, loser.name)).toEqual([]);
      expect((await listBin(ctx, parseList(binList, { q: loser.name }))).rows).toEqual([]);
      const exported = [];
      for await (const row of exportList(ctx, params).rows) exported.push(row);
      expect(exported).toEqual([]);
    }
    await expect(mine({ number: loser.number.toLowerCase() })).rejects.toMatchObject({
      cause: { constraint: "customers_number_key" },
    });
  });

  test("contacts follow, those of the same name too; an identical one goes, and one primary contact stays (CON-01)", async () => {
    const [survivor, loser] = [await mine(), await mine()];
    await makeContact(db, survivor.id, { name: "甲", mobile: "13800000001" });
    await makeContact(db, survivor.id, { name: "乙", mobile: "13800000002", isPrimary: false });
    const namesake = await makeContact(db, loser.id, { name: "甲", mobile: "13800000009" });
    const same = await makeContact(db, loser.id, { name: "乙", mobile: "13800000002", isPrimary: false });
    await merge(survivor.id, loser.id);
    const now = await contactsOf(survivor.id);
    expect(now.map(({ name, mobile, isPrimary }) => [name, mobile, isPrimary])).toEqual(
      expect.arrayContaining([
        ["甲", "13800000001", true],
        ["甲", "13800000009", false],
        ["乙", "13800000002", false],
      ]),
    );
    expect(now).toHaveLength(3);
    expect(now.map(({ id }) => id)).toContain(namesake.id);
    expect(now.map(({ id }) => id)).not.toContain(same.id);
  });

  test("the loser's primary contact becomes it where the survivor has no contacts", async () => {
    const [survivor, loser] = [await mine(), await mine()];
    const contact = await makeContact(db, loser.id);
    await merge(survivor.id, loser.id);
    expect(await contactsOf(survivor.id)).toMatchObject([{ id: contact.id, isPrimary: true }]);
  });

  test("tags are united, and of two shares with the same person the longer one holds", async () => {
    const [survivor, loser] = [await mine(), await mine()];
    const [both, hers] = [await makeTag(survivor.id, loser.id), await makeTag(loser.id)];
    const short = await makeShare(survivor.id, seller.id, "2026-04-01");
    await makeShare(loser.id, seller.id, "2026-05-01");
    const only = await makeShare(loser.id, outsider.id);
    await makeShare(loser.id, me.id);
    await merge(survivor.id, loser.id);
    const carried = await db.select().from(customerTags).where(eq(customerTags.customerId, survivor.id));
    expect(new Set(carried.map(({ tagId }) => tagId))).toEqual(new Set([both.id, hers.id]));
    const open = await db.select().from(shares).where(eq(shares.customerId, survivor.id)).orderBy(shares.id);
    // Nobody shares with the owner.
    expect(open.map(({ id, until }) => [id, until])).toEqual([
      [short.id, "2026-05-01"],
      [only.id, null],
    ]);
  });

  test("companies below follow, those in the recycle bin too, and come back below the survivor", async () => {
    const [survivor, loser] = [await mine(), await mine()];
    const child = await mine({ parentId: loser.id });
    const deleted = await mine({ parentId: loser.id });
    const { seen } = await actAs(me.id, (ctx) => previewDeletion(ctx, { id: deleted.id }));
    const { id } = await actAs(me.id, (ctx) => deleteCustomer(ctx, { id: deleted.id, ...seen }));
    await merge(survivor.id, loser.id);
    await actAs(me.id, (ctx) => restoreDeletion(ctx, { id }));
    for (const one of [child, deleted]) expect(await rowOf(one.id)).toMatchObject({ parentId: survivor.id });
  });

  test.each([
    ["the loser stands right above", 1],
    ["the loser stands two levels above", 2],
  ])("the tree never closes to a circle: %s", async (_, levels) => {
    const top = await mine();
    const loser = await mine({ parentId: top.id });
    const between = levels === 2 ? await mine({ parentId: loser.id }) : undefined;
    const survivor = await mine({ parentId: (between ?? loser).id });
    await merge(survivor.id, loser.id, ["parentId"]);
    expect(await rowOf(survivor.id)).toMatchObject({ parentId: top.id });
    expect((await rowOf((between ?? survivor).id)).parentId).toBe(between ? survivor.id : top.id);
  });

  test("a customer goes into one above it: what was below stands below that one", async () => {
    const survivor = await mine();
    const loser = await mine({ parentId: survivor.id });
    const child = await mine({ parentId: loser.id });
    await merge(survivor.id, loser.id, ["parentId"]);
    expect(await rowOf(survivor.id)).toMatchObject({ parentId: null });
    expect(await rowOf(child.id)).toMatchObject({ parentId: survivor.id });
  });

  test("billing information comes along where the survivor has none; the choice needs the right to change it (CUS-07)", async () => {
    const [survivor, loser, third] = [await mine(), await mine(), await mine()];
    for (const [id, invoiceTitle] of [
      [loser.id, "甲公司"],
      [third.id, "乙公司"],
    ] as const)
      await db.insert(customerBilling).values({ id, invoiceTitle, ...stamp });
    const titleOf = async () =>
      (await db.select().from(customerBilling).where(eq(customerBilling.id, survivor.id)))[0]?.invoiceTitle;
    await merge(survivor.id, loser.id);
    expect(await titleOf()).toBe("甲公司");
    await expect(merge(survivor.id, third.id, ["billing"])).rejects.toMatchObject({
      fields: { take: { key: "errors.forbidden" } },
    });
    await merge(survivor.id, third.id, ["billing"], admin);
    expect(await titleOf()).toBe("乙公司");
  });

  test("leaves one event that says on both sides who went where", async () => {
    const [survivor, loser] = [await mine(), await mine({ notes: "备注" })];
    await makeContact(db, loser.id);
    const child = await mine({ parentId: loser.id });
    await merge(survivor.id, loser.id, ["notes"]);
    const lines = await db
      .select({
        event: auditEvents.event,
        eventId: auditEvents.id,
        of: auditChanges.recordId,
        changes: auditChanges.changes,
      })
      .from(auditChanges)
      .innerJoin(auditEvents, eq(auditEvents.id, auditChanges.eventId))
      .where(inArray(auditChanges.recordId, [survivor.id, loser.id, child.id]));
    expect(new Set(lines.map(({ eventId }) => eventId)).size).toBe(1);
    expect(lines.map(({ of, changes }) => ({ of, changes }))).toEqual(
      expect.arrayContaining([
        { of: survivor.id, changes: { notes: [null, "备注"] } },
        { of: survivor.id, changes: { mergedFrom: [[], [`${loser.name} ${loser.number}`]] } },
        { of: loser.id, changes: { deletedAt: [null, NOW.toISOString()], mergedInto: [null, survivor.id] } },
        { of: child.id, changes: { parentId: [loser.id, survivor.id] } },
      ]),
    );
    const { entries } = await customerHistory(await contextOf(me.id), survivor.id);
    const shown = entries[0]!.changes.flatMap(({ fields }) => fields);
    expect(entries[0]!.event).toBe("customer.merged");
    expect(shown).toContainEqual(
      expect.objectContaining({
        column: "mergedInto",
        after: { text: survivor.name },
        label: "audit.field.mergedInto",
      }),
    );
    expect(shown).toContainEqual(
      expect.objectContaining({ column: "mergedFrom", after: { text: `${loser.name} ${loser.number}` } }),
    );
  });

  test("the address of a merged customer leads to the one that it is now, through several merges, for who may see that", async () => {
    const [last, second, first] = [await mine(), await mine(), await mine()];
    await merge(second.id, first.id);
    await merge(last.id, second.id);
    const seen = async (who: { id: string }) => survivorOf(await contextOf(who.id), first.id);
    expect(await seen(me)).toBe(last.id);
    expect(await seen(outsider)).toBeUndefined();
    expect(await survivorOf(await contextOf(me.id), last.id)).toBeUndefined();
  });
});

describe("what a merge refuses", () => {
  test("itself", () => {
    const id = crypto.randomUUID();
    const input = { survivorId: id, survivorVersion: 1, loserId: id, loserVersion: 1, take: [] };
    expect(merging.safeParse(input).error?.issues).toMatchObject([{ message: "merges.error.itself" }]);
  });

  test("a customer that the actor may not edit, delete and merge, as if there were none", async () => {
    const [survivor, loser] = [await mine(), await mine()];
    const foreign = await makeCustomer(db, { ownerId: outsider.id });
    for (const [a, b] of [
      [survivor.id, foreign.id],
      [foreign.id, survivor.id],
    ] as const) {
      await expect(merge(a, b)).rejects.toMatchObject({ code: "not_found" });
      expect(await comparePair(await contextOf(me.id), { survivorId: a, loserId: b })).toBeUndefined();
    }
    await makeShare(survivor.id, seller.id);
    await expect(merge(survivor.id, loser.id, [], seller)).rejects.toMatchObject({ code: "not_found" });
    for (const missing of ["customers.edit", "customers.delete", "customers.merge"] as const) {
      const { [missing]: _, ...grants } = MANAGER;
      const lesser = await makeUser(db, { grants });
      const [one, other] = [
        await makeCustomer(db, { ownerId: lesser.id }),
        await makeCustomer(db, { ownerId: lesser.id }),
      ];
      await expect(merge(one.id, other.id, [], lesser)).rejects.toMatchObject({ code: "not_found" });
    }
  });

  test("versions that the page did not show", async () => {
    const [survivor, loser] = [await mine(), await mine()];
    const seen = { survivorId: survivor.id, survivorVersion: 1, loserId: loser.id, loserVersion: 1, take: [] };
    for (const [one, other] of [
      [survivor, loser],
      [loser, survivor],
    ] as const) {
      await db.update(customers).set({ version: 2 }).where(eq(customers.id, one.id));
      await expect(actAs(me.id, (ctx) => mergeCustomers(ctx, seen))).rejects.toMatchObject(
        refusal("changed", { name: one.name }),
      );
      await db.update(customers).set({ version: 1 }).where(eq(customers.id, one.id));
      expect((await rowOf(other.id)).deletedAt).toBeNull();
    }
  });

  test("what a domain holds against it, with all reasons at once, and nothing is changed (D-32)", async () => {
    const [survivor, loser] = [await mine(), await mine({ notes: "备注" })];
    await makeContact(db, loser.id);
    const wallet = { name: "wallets", keys: [], judge: async () => [{ key: "errors.not_found" }] };
    const order = { name: "orders", keys: [], judge: async () => [{ key: "errors.forbidden" }] };
    const input = { survivorId: survivor.id, survivorVersion: 1, loserId: loser.id, loserVersion: 1, take: [] };
    const t = translatorFor("zh-CN");
    await expect(
      actAs(me.id, (ctx) => mergeCustomers(ctx, input, [...mergeFollowers, wallet, order])),
    ).rejects.toMatchObject(refusal("blocked", { reasons: `${t("errors.not_found")} ${t("errors.forbidden")}` }));
    expect(await rowOf(loser.id)).toEqual(loser);
    expect(await contactsOf(survivor.id)).toEqual([]);
  });

  test("an owner of the other without the right to assign, and a parent that the actor may not see (AZ-04)", async () => {
    const plain = await makeUser(db, { grants: { ...SALES, "customers.merge": "own" } });
    const [survivor, loser] = [
      await makeCustomer(db, { ownerId: plain.id }),
      await makeCustomer(db, { ownerId: plain.id, parentId: (await mine()).id }),
    ];
    await expect(merge(survivor.id, loser.id, ["ownership"], plain)).rejects.toMatchObject({
      fields: { take: { key: "customers.error.assign_needed" } },
    });
    await expect(merge(survivor.id, loser.id, ["parentId"], plain)).rejects.toMatchObject({
      fields: { take: { key: "errors.not_found" } },
    });
  });

  test("somebody else's merge of the same pair a moment before: exactly one wins, the other is told", async () => {
    for (let round = 0; round < 6; round++) {
      const [one, other] = [await mine(), await mine()];
      const outcomes = await Promise.allSettled([merge(one.id, other.id), merge(other.id, one.id, [], admin)]);
      const lost = outcomes.filter((outcome) => outcome.status === "rejected");
      expect(lost).toHaveLength(1);
      expect(lost[0]!.reason).toMatchObject({ sentence: { key: "merges.error.already" } });
      const merges = await db
        .select()
        .from(customerMerges)
        .where(inArray(customerMerges.loserId, [one.id, other.id]));
      expect(merges).toHaveLength(1);
    }
    // The control: of two merges that have nothing to do with each other both succeed.
    const four = [await mine(), await mine(), await mine(), await mine()];
    const apart = await Promise.allSettled([merge(four[0]!.id, four[1]!.id), merge(four[2]!.id, four[3]!.id)]);
    expect(apart.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
  });
});

describe("the page of a merge", () => {
  test("shows where the two differ, proposes what is filled over what is empty, counts what moves", async () => {
    const survivor = await mine({ phone: "021-6000", website: null });
    const loser = await mine({ phone: "021-7000", website: "x.example", parentId: survivor.id });
    await makeContact(db, loser.id);
    const compared = (await comparePair(await contextOf(me.id), { survivorId: survivor.id, loserId: loser.id }))!;
    expect(compared.fields).toEqual([
      { field: "name", survivor: survivor.name, loser: loser.name, takes: false },
      { field: "phone", survivor: "021-6000", loser: "021-7000", takes: false },
      { field: "website", survivor: null, loser: "x.example", takes: true },
    ]);
    expect(compared).toMatchObject({ follows: ["联系人 1 个"], reasons: [], undoDays: 30 });
  });

  test("shows nothing of contact data to who may not see it; what is filled then wins over what is empty", async () => {
    const { "fields.contact_data": _, ...grants } = MANAGER;
    const blind = await makeUser(db, { grants });
    const survivor = await makeCustomer(db, { ownerId: blind.id, fax: "021-1" });
    const loser = await makeCustomer(db, { ownerId: blind.id, fax: "021-2", phone: "021-3000" });
    const pair = { survivorId: survivor.id, loserId: loser.id };
    const compared = (await comparePair(await contextOf(blind.id), pair))!;
    expect(compared.fields.map(({ field }) => field)).toEqual(["name"]);
    await merge(survivor.id, loser.id, ["fax"], blind);
    expect(await rowOf(survivor.id)).toMatchObject({ fax: "021-1", phone: "021-3000" });
  });
});

describe("every domain takes part", () => {
  test("each foreign key to customers is answered for by a follower, or stays for a reason", async () => {
    const { rows } = await db.execute<{ key: string }>(sql`
      select c.conrelid::regclass || '.' || a.attname as key
      from pg_constraint c
        cross join lateral unnest(c.conkey, c.confkey) as k (here, there)
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.here
        join pg_attribute f on f.attrelid = c.confrelid and f.attnum = k.there
      where c.contype = 'f' and c.confrelid = 'customers'::regclass and f.attname = 'id'`);
    const declared = [...mergeFollowers.flatMap(({ keys }) => keys), ...stayingKeys.map(({ key }) => key)];
    const nameOf = (column: AnyPgColumn) => `${getTableName(column.table)}.${toSnakeCase(column.name)}`;
    expect(declared.map(nameOf).sort()).toEqual(rows.map(({ key }) => key).sort());
  });
});

describe("with the recycle bin", () => {
  test("a survivor that is removed for good takes those that went into it along (CUS-09)", async () => {
    const [survivor, loser] = [await mine(), await mine({ phone: "13800001111", notes: "秘密" })];
    await makeContact(db, loser.id);
    const { mergeId } = await merge(survivor.id, loser.id);
    const { seen } = await actAs(me.id, (ctx) => previewDeletion(ctx, { id: survivor.id }));
    const { id } = await actAs(me.id, (ctx) => deleteCustomer(ctx, { id: survivor.id, ...seen }));
    await actAs(admin.id, (ctx) => purgeDeletion(ctx, { id }));
    expect(await rowOf(loser.id)).toMatchObject({ name: loser.number, phone: null, notes: null });
    expect(await contactsOf(survivor.id)).toEqual([]);
    const kept = await db.select().from(customerMergeRows).where(eq(customerMergeRows.mergeId, mergeId));
    expect(kept).toEqual([]);
  });

  test("whoever edits a merged customer is told that there is none", async () => {
    const [survivor, loser] = [await mine(), await mine()];
    await merge(survivor.id, loser.id);
    const edit = { id: loser.id, version: 1, name: "x", kind: "company", ownership: "private", ownerId: me.id };
    await expect(actAs(me.id, (ctx) => editCustomer(ctx, customerEdit.parse(edit)))).rejects.toMatchObject({
      code: "not_found",
    });
    const gone = and(eq(customers.id, loser.id), eq(customers.name, loser.name));
    expect(await db.$count(customers, gone)).toBe(1);
  });
});
