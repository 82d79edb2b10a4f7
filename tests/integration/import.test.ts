import { and, eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Db } from "@/db/client";
import { auditChanges, contacts, customers, dictionaryEntries, importRows, imports } from "@/db/schema";
import { translatorFor } from "@/lib/core/messages";
import { testDatabase } from "../support/database";
import {
  bringIn,
  check,
  chineseCustomers,
  counts,
  csv,
  IMPORTER,
  upload,
  uploadFolder,
  write,
  xlsx,
} from "../support/imports";
import { makeInstitution, makeUser } from "../support/people";

const labels = translatorFor("zh-CN");
let db: Db;
beforeAll(async () => {
  db = await testDatabase();
  uploadFolder();
});

const makeImporter = async () => {
  const { top } = await makeInstitution(db);
  return makeUser(db, { posts: [{ departmentId: top.id }], grants: IMPORTER });
};
const problemsOf = async (importId: string) => {
  const rows = await db.select().from(importRows).where(eq(importRows.importId, importId)).orderBy(importRows.rowNo);
  return rows.flatMap(({ lineNo, problems }) => problems.map(({ code, field }) => `${lineNo} ${field ?? "-"} ${code}`));
};

test("a workbook of Chinese customers comes in with everything that it says", async () => {
  const user = await makeImporter();
  const done = await bringIn(user.id, xlsx(chineseCustomers(20, { labels })), {}, "客户.xlsx");
  expect(done.problem).toBeNull();
  expect(done.state).toBe("done");
  expect(counts(done)).toEqual({ read: 20, created: 20, updated: 0, unchanged: 0, bad: 0 });
  const [customer] = await db.select().from(customers).where(eq(customers.number, "KH-00007"));
  expect(customer).toMatchObject({
    name: "杭州远大7号有限公司",
    ownership: "private",
    ownerId: user.id,
    createdBy: user.id,
    country: null,
  });
  const [region] = await db.select().from(dictionaryEntries).where(eq(dictionaryEntries.id, customer!.regionId!));
  expect(region!.name).toBe("杭州市");
  const [contact] = await db.select().from(contacts).where(eq(contacts.customerId, customer!.id));
  expect(contact).toMatchObject({ isPrimary: true, mobile: "13800000007", birthday: "1967-08-15" });
  const changes = await db.select().from(auditChanges).where(eq(auditChanges.customerId, customer!.id));
  expect(changes.map(({ entity, kind }) => `${entity} ${kind}`).sort()).toEqual(["contact create", "customer create"]);
  expect(changes.find(({ entity }) => entity === "customer")!.changes).toMatchObject({
    number: [null, "KH-00007"],
    ownerId: [null, user.id],
  });
  expect(await db.$count(importRows, eq(importRows.importId, done.id))).toBe(0);
});

const northwind = () => ({
  headers: [
    "customerID",
    "companyName",
    "contactName",
    "contactTitle",
    "address",
    "city",
    "region",
    "postalCode",
    "country",
    "phone",
    "fax",
  ],
  rows: Array.from({ length: 20 }, (_, n) => [
    `NW${String.fromCharCode(65 + n)}`,
    [
      "Ana Trujillo Emparedados y helados",
      "Berglunds snabbköp",
      "Blondesddsl père et fils",
      "Bólido Comidas preparadas",
      "Wolski Zajazd",
    ][n % 5]! + ` ${n}`,
    ["Frédérique Citeaux", "Martín Sommer", "Zbyszek Piestrzeniewicz"][n % 3]!,
    "Owner",
    "C/ Araquil, 67",
    ["México D.F.", "Luleå", "Warszawa"][n % 3]!,
    n % 7 === 0 ? "BC" : "NULL",
    "05021",
    "Germany",
    "(5) 555-4729",
    n % 2 === 0 ? "NULL" : "(5) 555-3745",
  ]),
});

test("an English list comes in through its own headers, NULL cells can be taken as empty, and the same list again changes nothing", async () => {
  const user = await makeImporter();
  const choices = { mode: "upsert" as const, emptyTokens: ["NULL"] };
  const first = await bringIn(user.id, csv(northwind()), choices);
  expect(first.problem).toBeNull();
  expect(counts(first)).toEqual({ read: 20, created: 20, updated: 0, unchanged: 0, bad: 0 });
  const [customer] = await db.select().from(customers).where(eq(customers.number, "NWC"));
  expect(customer).toMatchObject({
    name: "Blondesddsl père et fils 2",
    country: "Germany",
    province: null,
    city: "Warszawa",
    fax: null,
    regionId: null,
  });
  const again = await bringIn(user.id, csv(northwind()), choices);
  expect(counts(again)).toEqual({ read: 20, created: 0, updated: 0, unchanged: 20, bad: 0 });
  const changed = northwind();
  changed.rows[2]![4] = "24, place Kléber";
  changed.rows[3]![3] = "Directrice";
  const update = await check(user.id, await upload(user.id, csv(changed)), choices);
  expect(counts(update)).toEqual({ read: 20, created: 0, updated: 2, unchanged: 18, bad: 0 });
  const rows = await db
    .select()
    .from(importRows)
    .where(and(eq(importRows.importId, update.id), eq(importRows.action, "update")))
    .orderBy(importRows.rowNo);
  expect(rows.flatMap(({ warnings }) => warnings)).toMatchObject([
    {
      code: "change",
      field: "address",
      header: "address",
      values: { before: "C/ Araquil, 67", after: "24, place Kléber" },
    },
    { code: "change", field: "contact.position", values: { before: "Owner", after: "Directrice" } },
  ]);
  const done = await write(user.id, update.id);
  expect(done.state).toBe("done");
  const [after] = await db.select().from(customers).where(eq(customers.number, "NWC"));
  expect(after).toMatchObject({ address: "24, place Kléber", version: 2 });
});

test("rows of one customer bring its contacts; the one marked is the primary one", async () => {
  const user = await makeImporter();
  const table = {
    headers: ["客户编号", "客户名称", "联系人姓名", "主要联系人", "电话"],
    rows: [
      ["G-1", "甲公司", "赵一", "", "0512-1"],
      ["G-1", "甲公司", "钱二", "是", ""],
      ["", "乙公司", "孙三", "", ""],
      ["", "乙公司", "李四", "", ""],
    ],
  };
  table.rows[0]![4] = "0512-12345";
  const done = await bringIn(user.id, csv(table));
  expect(await problemsOf(done.id)).toEqual([]);
  expect(counts(done)).toMatchObject({ read: 4, created: 4 });
  const names = await db
    .select({ customer: customers.name, contact: contacts.name, primary: contacts.isPrimary, number: customers.number })
    .from(contacts)
    .innerJoin(customers, eq(customers.id, contacts.customerId))
    .where(eq(customers.ownerId, user.id))
    .orderBy(contacts.name);
  expect(names.map(({ customer, contact, primary }) => `${customer} ${contact} ${primary}`).sort()).toEqual(
    ["乙公司 孙三 true", "乙公司 李四 false", "甲公司 赵一 false", "甲公司 钱二 true"].sort(),
  );
  expect(names.find(({ customer }) => customer === "乙公司")!.number).toMatch(/^C2026\d{5}$/);
});

test("a contact that the file names again is changed, another is added, and the one that it does not name stays", async () => {
  const user = await makeImporter();
  const headers = ["客户编号", "客户名称", "联系人姓名", "联系人职务", "主要联系人"];
  await bringIn(
    user.id,
    csv({
      headers,
      rows: [
        ["K-1", "丙公司", "周五", "会计", ""],
        ["K-1", "丙公司", "吴六", "经理", ""],
      ],
    }),
  );
  const second = await bringIn(
    user.id,
    csv({
      headers,
      rows: [
        ["K-1", "丙公司", "吴六", "总经理", "是"],
        ["K-1", "", "郑七", "", ""],
      ],
    }),
    { mode: "update" },
  );
  expect(await problemsOf(second.id)).toEqual([]);
  expect(counts(second)).toEqual({ read: 2, created: 0, updated: 2, unchanged: 0, bad: 0 });
  const rows = await db
    .select()
    .from(contacts)
    .innerJoin(customers, eq(customers.id, contacts.customerId))
    .where(eq(customers.number, "K-1"));
  expect(rows.map(({ contacts: { name, position, isPrimary } }) => `${name} ${position} ${isPrimary}`).sort()).toEqual(
    ["周五 会计 false", "吴六 总经理 true", "郑七 null false"].sort(),
  );
});

test("a parent may stand anywhere in the same file; a cycle and an unknown parent are refused", async () => {
  const user = await makeImporter();
  const headers = ["客户编号", "客户名称", "上级客户编号"];
  const done = await bringIn(
    user.id,
    csv({
      headers,
      rows: [
        ["P-2", "子公司", "P-1"],
        ["P-1", "母公司", ""],
      ],
    }),
  );
  expect(done.state).toBe("done");
  const [child] = await db.select().from(customers).where(eq(customers.number, "P-2"));
  const [parent] = await db.select().from(customers).where(eq(customers.number, "P-1"));
  expect(child!.parentId).toBe(parent!.id);
  const bad = await bringIn(
    user.id,
    csv({
      headers,
      rows: [
        ["P-1", "母公司", "P-2"],
        ["P-7", "甲", "P-8"],
        ["P-8", "乙", "P-7"],
        ["P-9", "丙", "nobody"],
        ["P-10", "丁", "P-9"],
      ],
    }),
    { mode: "upsert" },
  );
  expect(await problemsOf(bad.id)).toEqual([
    "2 parent parent_cycle",
    "3 parent parent_cycle",
    "4 parent parent_cycle",
    "5 parent unknown_parent",
    "6 parent parent_faulty",
  ]);
});

test("equal keys are refused with the line of the first, in the file and against the database", async () => {
  const user = await makeImporter();
  const headers = ["客户编号", "客户名称", "注册号", "联系人姓名"];
  const map = { 注册号: "registrationNumber" };
  const first = await bringIn(user.id, csv({ headers, rows: [["E-1", "一号", "AB-100", "甲"]] }), { map });
  expect(first.state).toBe("done");
  const checked = await check(
    user.id,
    await upload(
      user.id,
      csv({
        headers,
        rows: [
          ["e-1", "一号", "", ""],
          ["E-2", "二号", "AB-200", "乙"],
          ["E-2", "另一家", "", "丙"],
          ["E-2", "二号", "", "乙"],
          ["E-3", "三号", "ab-200", ""],
          ["E-4", "四号", "AB-100", ""],
          ["E-5", "五号", "", ""],
          ["E-5", "五号", "", ""],
        ],
      }),
    ),
    { map },
  );
  expect(await problemsOf(checked.id)).toEqual([
    "2 number already_exists",
    "4 number duplicate_number",
    "5 contact.name duplicate_contact",
    "6 registrationNumber duplicate_registration",
    "7 registrationNumber registration_taken",
    "9 - duplicate_row",
  ]);
  expect(counts(checked)).toEqual({ read: 8, created: 2, updated: 0, unchanged: 0, bad: 6 });
});

test("of a customer that the importer may not edit nothing is told but that it exists; for updates not even that", async () => {
  const [one, other] = [await makeImporter(), await makeImporter()];
  const headers = ["客户编号", "客户名称", "电话"];
  await bringIn(one.id, csv({ headers, rows: [["S-1", "秘密客户", "0512-99887766"]] }));
  const upsert = await bringIn(other.id, csv({ headers, rows: [["S-1", "秘密客户", ""]] }), { mode: "upsert" });
  expect(await problemsOf(upsert.id)).toEqual(["2 number exists_elsewhere"]);
  const rows = await db.select().from(importRows).where(eq(importRows.importId, upsert.id));
  expect(JSON.stringify(rows)).not.toContain("99887766");
  expect(rows[0]!.recordId).toBeNull();
  const update = await bringIn(
    other.id,
    csv({
      headers,
      rows: [
        ["S-1", "秘密客户", ""],
        ["S-none", "没有", ""],
      ],
    }),
    { mode: "update" },
  );
  expect(await problemsOf(update.id)).toEqual(["2 number not_found", "3 number not_found"]);
});

test("an unknown dictionary value is refused, or added for whoever may and ticks it", async () => {
  const { top } = await makeInstitution(db);
  const user = await makeUser(db, {
    posts: [{ departmentId: top.id }],
    grants: { ...IMPORTER, "dictionaries.create": "all", "dictionaries.view": "all" },
  });
  const table = {
    headers: ["客户编号", "客户名称", "行业", "客户类型"],
    rows: [
      ["D-1", "新行业公司", "航天", "试用客户/教育版"],
      ["D-2", "又一家", "航 天", "直销客户"],
    ],
  };
  const refused = await bringIn(user.id, csv(table));
  expect(await problemsOf(refused.id)).toEqual([
    "2 industry unknown_value",
    "2 type unknown_value",
    "3 industry unknown_value",
  ]);
  const done = await bringIn(user.id, csv(table), { addUnknown: ["industry", "customer_type"] });
  expect(done.state).toBe("done");
  const rows = await db.execute<{ number: string; industry: string; type: string; above: string }>(sql`
    select c.number, i.name as industry, t.name as type, a.name as above from customers c join dictionary_entries i on i.id = c.industry_id
    join dictionary_entries t on t.id = c.type_id join dictionary_entries a on a.id = t.parent_id where c.number in ('D-1', 'D-2') order by 1`);
  expect(rows.rows).toEqual([
    { number: "D-1", industry: "航天", type: "教育版", above: "试用客户" },
    { number: "D-2", industry: "航天", type: "直销客户", above: "现有客户" },
  ]);
});

test("owner and department of somebody else take the right to assign", async () => {
  const { top } = await makeInstitution(db);
  const colleague = await makeUser(db, { posts: [{ departmentId: top.id }], login: "colleague" });
  const user = await makeUser(db, { posts: [{ departmentId: top.id }], grants: IMPORTER });
  const table = {
    headers: ["客户编号", "客户名称", "私有 / 公共", "所属人账号", "所属部门"],
    rows: [
      ["O-1", "给别人", "私有", "colleague", ""],
      [
        "O-2",
        "部门公共",
        "公共",
        "",
        `${(await db.execute<{ name: string }>(sql`select name from institutions i where i.id = ${top.institutionId}`)).rows[0]!.name}/${top.name}`,
      ],
      ["O-3", "没有部门", "公共", "", ""],
      ["O-4", "没有这个人", "私有", "nobody", ""],
    ],
  };
  const refused = await bringIn(user.id, csv(table));
  expect(await problemsOf(refused.id)).toEqual([
    "2 owner assign_needed",
    "4 department department_needed",
    "5 owner unknown_owner",
  ]);
  const chief = await makeUser(db, {
    posts: [{ departmentId: top.id }],
    grants: { ...IMPORTER, "customers.assign": "all" },
  });
  const done = await bringIn(chief.id, csv({ ...table, rows: table.rows.slice(0, 2) }));
  expect(done.state).toBe("done");
  const [assigned] = await db.select().from(customers).where(eq(customers.number, "O-1"));
  expect(assigned!.ownerId).toBe(colleague.id);
});

test("only the good rows are written when that is chosen, and a customer with a faulty row waits as a whole", async () => {
  const user = await makeImporter();
  const table = {
    headers: ["客户编号", "客户名称", "联系人姓名", "联系人邮箱"],
    rows: [
      ["H-1", "好客户", "甲", "a@example.cn"],
      ["H-2", "半个好客户", "乙", "b@example.cn"],
      ["H-2", "半个好客户", "丙", "不是邮箱"],
    ],
  };
  const id = await upload(user.id, csv(table));
  const checked = await check(user.id, id);
  expect(counts(checked)).toEqual({ read: 3, created: 1, updated: 0, unchanged: 0, bad: 2 });
  await expect(write(user.id, id)).rejects.toMatchObject({ sentence: { key: "imports.error.has_bad_rows" } });
  const done = await write(user.id, id, true);
  expect(done).toMatchObject({ state: "done", rowsWritten: 1, rowsBad: 2 });
  expect(await db.$count(customers, sql`number in ('H-1', 'H-2')`)).toBe(1);
  expect(await db.$count(importRows, eq(importRows.importId, id))).toBe(2);
});

test("the same upload sent twice at once is one import", async () => {
  const user = await makeImporter();
  const key = crypto.randomUUID();
  const bytes = csv(northwind());
  const ids = await Promise.all([1, 2, 3].map(() => upload(user.id, bytes, "twice.csv", key)));
  expect(new Set(ids).size).toBe(1);
  expect(await db.$count(imports, eq(imports.createdBy, user.id))).toBe(1);
});
