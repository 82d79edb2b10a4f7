import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Db } from "@/db/client";
import { auditEvents, dictionaryEntries, securityEvents } from "@/db/schema";
import { auditList, historyList, securityList } from "@/lib/audit/list";
import {
  customerHistory,
  describeChanges,
  findAuditEvent,
  type HistoryEntry,
  listAudit,
  listSecurityEvents,
} from "@/lib/audit/queries";
import { subjects } from "@/lib/audit/subjects";
import { parseList, type SearchParams } from "@/lib/core/list";
import { messagesOf } from "@/lib/core/messages";
import { createCustomer, editCustomer } from "@/lib/customers/commands";
import { saveNumberRule } from "@/lib/numbering/commands";
import { testDatabase } from "../support/database";
import { actAs, contextOf, makeInstitution, makeUser } from "../support/people";

let db: Db;
let admin: { id: string; name: string };
let seller: { id: string };
let level: { id: string };
beforeAll(async () => {
  db = await testDatabase();
  const { top } = await makeInstitution(db);
  admin = await makeUser(db, { administrator: true, name: "审计员" });
  const grants = {
    "customers.view": "own",
    "customers.create": "own",
    "customers.edit": "own",
    "contacts.view": "own",
  } as const;
  seller = await makeUser(db, { grants, posts: [{ departmentId: top.id }], name: "卖家" });
  [level] = (await db
    .select()
    .from(dictionaryEntries)
    .where(sql`kind = 'level'`)) as unknown as [{ id: string }];
});

/** A customer of the seller's, filed by the administrator and edited once. */
async function customer(name: string) {
  const { id } = await actAs(admin.id, (ctx) =>
    createCustomer(ctx, {
      name,
      kind: "company",
      ownership: "private",
      ownerId: seller.id,
      phone: "0755-1234567",
      contact: { name: "王芳" },
    } as never),
  );
  await actAs(admin.id, (ctx) =>
    editCustomer(ctx, {
      id,
      version: 1,
      name,
      kind: "company",
      ownership: "private",
      ownerId: seller.id,
      levelId: level.id,
      phone: "0755-7654321",
    } as never),
  );
  return id;
}
const fieldOf = (entry: HistoryEntry | undefined, column: string) =>
  entry?.changes.flatMap(({ fields }) => fields).find((field) => field.column === column);

test("a customer's history says who changed what when, in names instead of ids, latest first", async () => {
  const id = await customer("历史公司");
  const { entries } = await customerHistory(await contextOf(admin.id), id);
  expect(entries.map(({ event }) => event)).toEqual(["customer.edited", "contact.created", "customer.created"]);
  expect(entries[0]).toMatchObject({ who: "审计员", changes: [{ record: "历史公司", kind: "update" }] });
  expect(fieldOf(entries[0], "levelId")).toEqual({
    column: "levelId",
    label: "customers.field.levelId",
    before: null,
    after: { text: "A 重点" },
  });
  expect(fieldOf(entries[2], "ownerId")).toMatchObject({ after: { text: "卖家" } });
  expect(fieldOf(entries[2], "kind")).toMatchObject({ after: { key: "customers.kind.company" } });
});

test("who may not see contact data does not read it in the history, but sees that it changed", async () => {
  const id = await customer("遮盖公司");
  const { entries } = await customerHistory(await contextOf(seller.id), id);
  const hidden = { key: "audit.hidden" };
  expect(fieldOf(entries[0], "phone")).toMatchObject({ before: hidden, after: hidden });
  expect(fieldOf(entries[0], "levelId")).toMatchObject({ after: { text: "A 重点" } });
});

test("a customer out of scope has no history, and its changes in the log are withheld", async () => {
  const id = await customer("看不见的公司");
  const auditor = await makeUser(db, { grants: { "audit.view": "all", "customers.view": "own" } });
  const ctx = await contextOf(auditor.id);
  expect(await customerHistory(ctx, id)).toEqual({ entries: [] });
  const { rows } = await listAudit(ctx, parseList(auditList, { customer: id }));
  expect(rows.flatMap(({ changes }) => changes).every((change) => change.withheld && change.record === null)).toBe(
    true,
  );
  expect(JSON.stringify(await findAuditEvent(ctx, rows[0]!.id))).not.toContain("看不见");
});

test("history goes on from its cursor without a gap or a repetition", async () => {
  const id = await customer("长历史公司");
  for (let version = 2; version < 42; version++)
    await actAs(admin.id, (ctx) =>
      editCustomer(ctx, {
        id,
        version,
        name: `长历史公司${version}`,
        kind: "company",
        ownership: "private",
        ownerId: seller.id,
      } as never),
    );
  const ctx = await contextOf(admin.id);
  const first = await customerHistory(ctx, id);
  const second = await customerHistory(ctx, id, parseList(historyList, { after: first.next! }));
  expect([first.entries.length, second.entries.length, second.next]).toEqual([30, 13, undefined]);
  expect(new Set([...first.entries, ...second.entries].map((entry) => entry.id)).size).toBe(43);
});

test("an id that names nothing any more, or an undeclared column, shows nothing of what stood there", async () => {
  const ghost = crypto.randomUUID();
  const change = { id: ghost, entity: "customer", recordId: ghost, customerId: null, kind: "update" as const };
  const [view] = await describeChanges(await contextOf(admin.id), [
    { ...change, changes: { ownerId: [null, ghost], parentId: [ghost, null], passwordHash: ["x", "y"] } },
  ]);
  expect(view!.fields.map(({ before, after }) => [before, after])).toEqual([
    [null, { text: "—" }],
    [{ text: "—" }, null],
    [{ key: "audit.hidden" }, { key: "audit.hidden" }],
  ]);
});

test("the log is searched through its address: time, person, event, door, record", async () => {
  const id = await customer("筛选公司");
  const ctx = await contextOf(admin.id);
  const list = async (search: SearchParams) => (await listAudit(ctx, parseList(auditList, search))).rows;
  expect((await list({ customer: id })).map(({ event }) => event)).toEqual([
    "customer.edited",
    "contact.created",
    "customer.created",
  ]);
  expect(
    await list({ customer: id, event: "customer.edited", user: admin.id, at_from: "2026-03-02", at_to: "2026-03-02" }),
  ).toHaveLength(1);
  expect(await list({ customer: id, at_from: "2026-03-03" })).toEqual([]);
  expect(await list({ customer: id, door: "job" })).toEqual([]);
  expect(await list({ q: "审计员", record: id })).toHaveLength(3);
  for (const search of [
    { at_from: "2026-13-45" },
    { user: "x" },
    { event: "nonsense" },
    { q: "%_\\ \0" },
    { after: "!" },
  ])
    await expect(list(search)).resolves.toBeDefined();
});

test("a changed rule shows its difference, which stands in the event itself", async () => {
  await actAs(admin.id, (ctx) =>
    saveNumberRule(ctx, { kind: "customer", prefix: "K", datePart: "month", digits: 5, version: 1 }),
  );
  const [event] = await db
    .select()
    .from(auditEvents)
    .where(sql`event = 'numbering.changed'`);
  const view = await findAuditEvent(await contextOf(admin.id), event!.id);
  expect(view!.own).toEqual([
    { column: "prefix", label: "numbering.field.prefix", before: { text: "C" }, after: { text: "K" } },
    {
      column: "datePart",
      label: "numbering.field.datePart",
      before: { key: "numbering.date_part.year" },
      after: { key: "numbering.date_part.month" },
    },
  ]);
});

test("sign-ins and refused tries are listed with the name behind the login, where there is one", async () => {
  const at = new Date("2026-03-02T01:00:00Z");
  await db.insert(securityEvents).values([
    { at, kind: "signed_in", userId: admin.id, login: "known" },
    { at, kind: "sign_in_failed", login: "nobody" },
  ]);
  const found = await listSecurityEvents(await contextOf(admin.id), parseList(securityList, { kind: "signed_in" }));
  expect(found.rows).toMatchObject([{ kind: "signed_in", login: "known", name: "审计员" }]);
});

test("every audited column of every entity has a label, in every language", () => {
  for (const locale of ["zh-CN", "en", "pl"] as const) {
    const messages = messagesOf(locale);
    const has = (key: string) =>
      typeof key
        .split(".")
        .reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], messages) === "string";
    const labels = Object.values(subjects).flatMap(({ marks, labels: prefix, ownLabels }) =>
      Object.keys(marks).map((column) =>
        ownLabels?.includes(column) ? `audit.field.${column}` : `${prefix}.${column}`,
      ),
    );
    expect(labels.filter((key) => !has(key))).toEqual([]);
  }
});
