import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import type { Db } from "@/db/client";
import { customers, dictionaryEntries, typeLimits } from "@/db/schema";
import { findDuplicates } from "@/lib/customers/duplicates";
import type { DuplicateAsk } from "@/lib/customers/schema";
import { listRows } from "@/lib/imports/queries";
import { makeCustomer, makeDeletion, makeMerge } from "../support/customers";
import { testDatabase } from "../support/database";
import { check, csv, IMPORTER, upload, uploadFolder, write } from "../support/imports";
import { contextOf, makeInstitution, makeUser, unique } from "../support/people";

const SALES = {
  "customers.view": "own",
  "customers.create": "own",
  "customers.edit": "own",
  "fields.contact_data": "all",
} as const;
let db: Db;
let me: { id: string; name: string };
let other: { id: string };
beforeAll(async () => {
  db = await testDatabase();
  uploadFolder();
  me = await makeUser(db, { grants: SALES });
  other = await makeUser(db, { grants: SALES });
});
const ask = async (asked: DuplicateAsk, who: { id: string } = me) => findDuplicates(await contextOf(who.id), asked);
const NOTHING = { found: [], hidden: false };

describe("possible duplicates while typing (CUS-10)", () => {
  test.each([
    ["广州图趣科技有限公司", "广州 图趣 科技 有限责任公司"],
    ["广州图趣科技有限公司", "（广州）图趣科技股份有限公司"],
    ["广州图趣科技有限公司", "广州图趣科技"],
    ["ACME Trading Co., Ltd.", "ａｃｍｅ　trading"],
    ["Łódzkie Zakłady Sp. z o.o.", "łódzkie zakłady"],
    ["O'Neil-Smith, Inc.", "ONEILSMITH"],
  ])("%s is %s", async (kept, typed) => {
    const { rows } = await db.execute<{ same: boolean }>(
      sql`select company_key(${kept}) = company_key(${typed}) as same`,
    );
    expect(rows[0]!.same).toBe(true);
  });

  test.each([
    ["广州图趣科技有限公司", "广州图趣贸易有限公司"],
    ["Visa", "Vi"],
    ["有限公司", "有限责任公司"],
    ["——", "……"],
  ])("%s is not %s", async (kept, typed) => {
    const { rows } = await db.execute<{ same: boolean }>(
      sql`select company_key(${kept}) = company_key(${typed}) as same`,
    );
    expect(rows[0]!.same).toBe(false);
  });

  test("a customer is found by name, registration number, phone and domain, with its owner, type and why", async () => {
    const [type] = await db
      .insert(dictionaryEntries)
      .values({ kind: "customer_type", name: unique("类型"), createdAt: new Date(), updatedAt: new Date() })
      .returning();
    const values = {
      name: "杭州云帆有限公司",
      registrationNumber: "KRS 0001",
      phone: "0571-8888 0001",
      domain: "yunfan.example",
    };
    const { id, number } = await makeCustomer(db, { ownerId: me.id, typeId: type!.id, ...values });
    const shown = { id, number, name: values.name, owner: me.name, type: type!.name };
    const found = async (asked: DuplicateAsk) => (await ask(asked)).found;
    expect(await found({ name: "杭州·云帆" })).toEqual([{ ...shown, reasons: ["name"] }]);
    expect(await found({ registrationNumber: "krs 0001" })).toEqual([{ ...shown, reasons: ["registrationNumber"] }]);
    expect(await found({ phone: "０５７１ 88880001" })).toEqual([{ ...shown, reasons: ["phone"] }]);
    expect(await found({ domain: "Yunfan.example" })).toEqual([{ ...shown, reasons: ["domain"] }]);
    expect((await found({ name: values.name, domain: values.domain }))[0]!.reasons.toSorted()).toEqual([
      "domain",
      "name",
    ]);
    expect(await ask({ name: values.name, id })).toEqual(NOTHING);
    expect(await ask({ name: "杭", phone: "1234", domain: "" })).toEqual(NOTHING);
  });

  test("of one that I may not see only that there is one, however many they are (D-10, AZ-09)", async () => {
    const name = unique("保密公司");
    await makeCustomer(db, { ownerId: other.id, name });
    expect(await ask({ name })).toEqual({ found: [], hidden: true });
    await makeCustomer(db, { ownerId: other.id, name });
    expect(await ask({ name })).toEqual({ found: [], hidden: true });
    const own = await makeCustomer(db, { ownerId: me.id, name });
    expect(await ask({ name })).toMatchObject({ found: [{ id: own.id }], hidden: true });
  });

  test("a type that is closed to me hides the customer here too, though it is mine (SCP-02, AZ-09)", async () => {
    const limited = await makeUser(db, { grants: SALES });
    const stamp = { createdAt: new Date(), updatedAt: new Date() };
    const [open, closed] = await db
      .insert(dictionaryEntries)
      .values([unique("类型"), unique("类型")].map((name) => ({ kind: "customer_type" as const, name, ...stamp })))
      .returning();
    await db.insert(typeLimits).values({ userId: limited.id, customerTypeId: open!.id });
    const name = unique("分类公司");
    await makeCustomer(db, { ownerId: limited.id, typeId: closed!.id, name });
    expect(await ask({ name }, limited)).toEqual({ found: [], hidden: true });
  });

  test("deleted and merged customers are no duplicates", async () => {
    const name = unique("已删公司");
    await makeDeletion(db, await makeCustomer(db, { ownerId: me.id, name }), me.id);
    const survivor = await makeCustomer(db, { ownerId: me.id });
    await makeMerge(db, survivor, await makeCustomer(db, { ownerId: me.id, name }), me.id);
    expect(await ask({ name })).toEqual(NOTHING);
  });

  test("phones are not compared for who may not see them, and who files nothing is told nothing", async () => {
    const blind = await makeUser(db, { grants: { "customers.view": "own", "customers.create": "own" } });
    const reader = await makeUser(db, { grants: { "customers.view": "own", "fields.contact_data": "all" } });
    const kept = await makeCustomer(db, { ownerId: me.id, phone: "020-12345678" });
    expect(await ask({ phone: "02012345678" }, blind)).toEqual(NOTHING);
    expect(await ask({ phone: "02012345678" }, other)).toEqual({ found: [], hidden: true });
    expect(await ask({ name: kept.name }, reader)).toEqual(NOTHING);
  });

  test("each way of looking has an index that the database uses", async () => {
    await db.execute(sql`
      insert into customers (number, name, kind, ownership, owner_id, phone, domain, registration_number, created_at, updated_at)
      select 'L' || n, '批量公司' || n, 'company', 'private', ${other.id}, '13' || lpad(n::text, 9, '0'), n || '.example', 'L ' || n, now(), now()
      from generate_series(1, 5000) n`);
    await db.execute(sql`analyze customers`);
    const planOf = async (condition: ReturnType<typeof sql>) => {
      const { rows } = await db.execute(
        sql`explain select id from customers where ${condition} and deleted_at is null`,
      );
      return JSON.stringify(rows);
    };
    expect(await planOf(sql`company_key(name) = company_key('批量公司77')`)).toContain("customers_company_key_idx");
    expect(await planOf(sql`phone_key = digits('13000000077')`)).toContain("customers_phone_key_idx");
    expect(await planOf(sql`domain = '77.example'`)).toContain("customers_domain_idx");
    expect(await planOf(sql`upper(registration_number) = 'L 77'`)).toContain("customers_registration_number_key");
    expect(await db.$count(customers, eq(customers.ownerId, other.id))).toBeGreaterThan(5000);
  });
});

describe("possible duplicates on import (CUS-10)", () => {
  test("the preview warns of each new row that may be there already, and says no more of others' customers", async () => {
    const { top } = await makeInstitution(db);
    const importer = await makeUser(db, { grants: IMPORTER, posts: [{ departmentId: top.id }] });
    const [mine, theirs] = [unique("导入公司"), unique("他人公司")];
    const known = await makeCustomer(db, { ownerId: importer.id, name: `${mine}有限公司`, phone: "0755-12345678" });
    await makeCustomer(db, { ownerId: other.id, name: theirs });
    const rows = [
      [`${mine}（有限责任公司）`, ""],
      [unique("新公司"), "075512345678"],
      [theirs, ""],
      [unique("新公司"), "0755-99999999"],
    ];
    const id = await upload(importer.id, csv({ headers: ["客户名称", "电话"], rows }));
    const checked = await check(importer.id, id);
    expect(checked).toMatchObject({ state: "checked" });
    const bad = await listRows(await contextOf(importer.id), id, "bad", 1);
    expect(bad.flatMap(({ problems }) => problems)).toEqual([]);
    const staged = await listRows(await contextOf(importer.id), id, "create", 1);
    const codes = staged.map(({ warnings }) => warnings.map(({ code, values }) => [code, values]));
    const named = ["possible_duplicate", { name: known.name, number: known.number }];
    expect(codes).toEqual([[named], [named], [["possible_duplicate_hidden", {}]], []]);
    expect(await write(importer.id, id)).toMatchObject({ state: "done", rowsWritten: 4 });
  });
});
