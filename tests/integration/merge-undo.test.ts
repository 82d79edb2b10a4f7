import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import type { Db } from "@/db/client";
import {
  auditChanges,
  auditEvents,
  attachments,
  contacts,
  customerBilling,
  customerMergeRows,
  customerMerges,
  customers,
  customerTags,
  portalUsers,
  settings,
  shares,
  tags,
  users,
} from "@/db/schema";
import { createContact, removeContact } from "@/lib/contacts/commands";
import { removeMovedRows } from "@/lib/merges/clean-up";
import { mergeCustomers } from "@/lib/merges/commands";
import type { Takeable } from "@/lib/merges/fields";
import { listMerges } from "@/lib/merges/queries";
import { previewUndo, undoMerge } from "@/lib/merges/undo-commands";
import { endShare } from "@/lib/shares/commands";
import { makeAttachment, makeContact, makeCustomer } from "../support/customers";
import { testDatabase } from "../support/database";
import { actAs, contextOf, makeUser, unique } from "../support/people";
import { makePortalUser } from "../support/portal";

const GRANTS = {
  "customers.view": "own",
  "customers.edit": "own",
  "customers.delete": "own",
  "customers.merge": "own",
  "customers.share": "own",
  "customers.assign": "own",
  "contacts.view": "own",
  "contacts.create": "own",
  "contacts.edit": "own",
  "contacts.delete": "own",
  "fields.contact_data": "all",
} as const;
let db: Db;
let me: { id: string };
let other: { id: string };
beforeAll(async () => {
  db = await testDatabase();
  me = await makeUser(db, { grants: GRANTS });
  other = await makeUser(db, { grants: GRANTS });
});

const NOW = new Date("2026-03-02T09:00:00Z");
const daysAfter = (days: number) => new Date(NOW.getTime() + days * 24 * 60 * 60 * 1000);
const stamp = { createdAt: NOW, updatedAt: NOW };
const mine = (values: Parameters<typeof makeCustomer>[1] = {}) => makeCustomer(db, { ownerId: me.id, ...values });
const rowOf = async (id: string) => (await db.select().from(customers).where(eq(customers.id, id)))[0]!;
const contactsOf = (id: string) => db.select().from(contacts).where(eq(contacts.customerId, id)).orderBy(contacts.id);
const undo = (id: string, who = me, now = NOW) => actAs(who.id, (ctx) => undoMerge(ctx, { id }), now);
const refusal = (key: string, values: object = {}) => ({
  sentence: { key: `merges.error.${key}`, ...(Object.keys(values).length > 0 && { values }) },
});

async function merge(survivorId: string, loserId: string, take: Takeable[] = []) {
  const [survivor, loser] = [await rowOf(survivorId), await rowOf(loserId)];
  const input = { survivorId, survivorVersion: survivor.version, loserId, loserVersion: loser.version, take };
  return (await actAs(me.id, (ctx) => mergeCustomers(ctx, input))).mergeId;
}

/** Two customers with everything that can hang on them, and what they are in the database. */
async function makePair() {
  const survivor = await mine({ website: "stays.example" });
  const loser = await mine({ website: "goes.example", registrationNumber: unique("REG "), notes: "备注" });
  const child = await mine({ parentId: loser.id });
  await makeContact(db, survivor.id, { name: "甲" });
  await makeContact(db, loser.id, { name: "甲" });
  const moved = await makeContact(db, loser.id, { name: "乙", isPrimary: false });
  const [tag] = await db
    .insert(tags)
    .values({ name: unique("标签"), ...stamp })
    .returning();
  await db.insert(customerTags).values({ customerId: loser.id, tagId: tag!.id });
  const share = async (customerId: string, until: string | null) => {
    const values = { customerId, userId: other.id, sharedBy: me.id, until: until as never, ...stamp };
    return (await db.insert(shares).values(values).returning())[0]!;
  };
  const [shorter] = [await share(survivor.id, "2026-04-01"), await share(loser.id, null)];
  const third = await makeUser(db, {});
  const values = { customerId: loser.id, userId: third.id, sharedBy: me.id, ...stamp };
  const [only] = await db.insert(shares).values(values).returning();
  await db.insert(customerBilling).values({ id: loser.id, invoiceTitle: "抬头", ...stamp });
  await makeAttachment(db, loser.id, me.id);
  await makePortalUser(db, { customerId: loser.id, contactId: moved.id });
  return { survivor, loser, child, moved, tag: tag!, shorter, only: only! };
}

/** Everything of two customers but versions and moments, which tell of every change. */
async function stateOf(...ids: string[]) {
  const plain = (rows: readonly object[]) =>
    rows.map((row) => {
      const { version: _v, updatedAt: _u, ...facts } = row as Record<string, unknown>;
      return facts;
    });
  const state = [];
  for (const id of ids) {
    state.push({
      customer: plain([await rowOf(id)]),
      children: plain(await db.select().from(customers).where(eq(customers.parentId, id)).orderBy(customers.id)),
      contacts: plain(await contactsOf(id)),
      shares: plain(await db.select().from(shares).where(eq(shares.customerId, id)).orderBy(shares.id)),
      tags: await db.select().from(customerTags).where(eq(customerTags.customerId, id)),
      attachments: plain(await db.select().from(attachments).where(eq(attachments.customerId, id))),
      portal: plain(await db.select().from(portalUsers).where(eq(portalUsers.customerId, id))),
      billing: plain(await db.select().from(customerBilling).where(eq(customerBilling.id, id))),
    });
  }
  return state;
}

describe("undoing a merge (F16)", () => {
  test("brings everything back as it was: values, contacts, companies, shares, tags, billing, attachments, portal", async () => {
    const { survivor, loser } = await makePair();
    const before = await stateOf(survivor.id, loser.id);
    const id = await merge(survivor.id, loser.id, ["website", "notes", "registrationNumber", "name"]);
    const [merged, empty] = await stateOf(survivor.id, loser.id);
    expect(merged).toMatchObject({ attachments: [{}], portal: [{}], billing: [{}], children: [{}] });
    expect(merged!.contacts).toHaveLength(2);
    expect(empty).toMatchObject({ contacts: [], children: [], attachments: [], portal: [] });
    expect(await actAs(me.id, (ctx) => previewUndo(ctx, { id }))).toEqual({ lines: ["全部内容都可以退回"] });
    expect(await undo(id)).toEqual({ id: loser.id, name: loser.name, kept: [] });
    expect(await stateOf(survivor.id, loser.id)).toEqual(before);
  });

  test.each(["below", "above"])("the tree is as it was, too, where the survivor stood %s", async (place) => {
    const top = await mine();
    const loser = await mine({ parentId: top.id });
    const between = await mine({ parentId: loser.id });
    const survivor = await mine({ parentId: place === "below" ? between.id : null });
    if (place === "above") await db.update(customers).set({ parentId: survivor.id }).where(eq(customers.id, top.id));
    const ids = [top, loser, between, survivor].map((one) => one.id);
    const parents = async () => Promise.all(ids.map(async (id) => (await rowOf(id)).parentId));
    const before = await parents();
    const id = await merge(survivor.id, loser.id, ["parentId"]);
    expect(await undo(id)).toMatchObject({ kept: [] });
    expect(await parents()).toEqual(before);
  });

  test("what changed since is kept and listed: values, contacts, companies, shares", async () => {
    const { survivor, loser, child, moved, shorter, only } = await makePair();
    const id = await merge(survivor.id, loser.id, ["website", "notes"]);
    await db.update(customers).set({ website: "new.example" }).where(eq(customers.id, survivor.id));
    await db.update(customers).set({ parentId: null }).where(eq(customers.id, child.id));
    await actAs(me.id, (ctx) => removeContact(ctx, { id: moved.id, version: 2 }));
    await actAs(me.id, (ctx) => endShare(ctx, { id: shorter!.id, version: 2 }));
    const listed = [
      "合并后又改过，保持现状：网址",
      "下级公司 1 家之后有变动，留在原处",
      "联系人 1 个之后有变动，留在原处",
    ];
    expect(await actAs(me.id, (ctx) => previewUndo(ctx, { id }))).toEqual({ lines: listed });
    expect((await undo(id)).kept).toEqual(listed);
    expect(await rowOf(survivor.id)).toMatchObject({ website: "new.example", notes: null });
    expect(await rowOf(child.id)).toMatchObject({ parentId: null });
    const [open] = await db.select().from(shares).where(eq(shares.id, shorter!.id));
    expect(open).toMatchObject({ customerId: survivor.id, until: null, endedAt: NOW });
    expect(await db.select().from(shares).where(eq(shares.id, only.id))).toMatchObject([{ customerId: loser.id }]);
  });

  test("each keeps exactly one primary contact, whoever became it meanwhile (CON-01)", async () => {
    const [survivor, loser] = [await mine(), await mine()];
    const first = await makeContact(db, loser.id);
    const second = await makeContact(db, loser.id, { isPrimary: false });
    const id = await merge(survivor.id, loser.id);
    const added = await actAs(me.id, (ctx) => createContact(ctx, { customerId: survivor.id, name: "新来的" }));
    await db.transaction(async (tx) => {
      await tx.update(contacts).set({ isPrimary: false }).where(eq(contacts.id, first.id));
      await tx.update(contacts).set({ isPrimary: true }).where(eq(contacts.id, second.id));
    });
    await undo(id);
    expect(await contactsOf(survivor.id)).toMatchObject([{ id: added.id, isPrimary: true }]);
    expect(await contactsOf(loser.id)).toMatchObject([
      { id: first.id, isPrimary: true },
      { id: second.id, isPrimary: false },
    ]);
  });

  test("is told on both sides, and stays as history", async () => {
    const [survivor, loser] = [await mine(), await mine()];
    const id = await merge(survivor.id, loser.id);
    await undo(id);
    const lines = await db
      .select({ of: auditChanges.recordId, changes: auditChanges.changes })
      .from(auditChanges)
      .innerJoin(auditEvents, eq(auditEvents.id, auditChanges.eventId))
      .where(and(eq(auditEvents.event, "customer.merge_undone"), eq(auditChanges.entity, "customer")));
    expect(lines).toEqual(
      expect.arrayContaining([
        { of: survivor.id, changes: { mergedFrom: [[`${loser.name} ${loser.number}`], []] } },
        { of: loser.id, changes: { deletedAt: [NOW.toISOString(), null], mergedInto: [survivor.id, null] } },
      ]),
    );
    const [kept] = await db.select().from(customerMerges).where(eq(customerMerges.id, id));
    expect(kept).toMatchObject({ undoneBy: me.id, undoneAt: NOW });
  });
});

describe("what undoing refuses", () => {
  test("after the days of the settings it is too late, and what was moved is forgotten", async () => {
    const { survivor, loser } = await makePair();
    const id = await merge(survivor.id, loser.id);
    const [fresh] = await listMerges(await contextOf(me.id, daysAfter(29.5)), survivor.id);
    expect(fresh).toMatchObject({ id, name: loser.name, daysLeft: 1, canUndo: true });
    const [old] = await listMerges(await contextOf(me.id, daysAfter(30)), survivor.id);
    expect(old).toMatchObject({ daysLeft: 0, canUndo: false });
    await expect(undo(id, me, daysAfter(30))).rejects.toMatchObject(refusal("too_late", { days: 30 }));
    await db.update(settings).set({ mergeUndoDays: 60 });
    const removed = async (days: number) => removeMovedRows({ db, now: daysAfter(days) });
    await removed(59);
    const rows = () => db.$count(customerMergeRows, eq(customerMergeRows.mergeId, id));
    expect(await rows()).toBeGreaterThan(0);
    await removed(60);
    expect(await rows()).toBe(0);
    await db.update(settings).set({ mergeUndoDays: 30 });
  });

  test("twice, also at the same time: exactly one does it", async () => {
    const [survivor, loser] = [await mine(), await mine()];
    const id = await merge(survivor.id, loser.id);
    const outcomes = await Promise.allSettled([undo(id), undo(id)]);
    const lost = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(lost).toHaveLength(1);
    expect(lost[0]!.reason).toMatchObject(refusal("undone"));
  });

  test("somebody to whom the survivor does not belong, as if there were no merge", async () => {
    const [survivor, loser] = [await mine(), await mine()];
    const id = await merge(survivor.id, loser.id);
    await expect(undo(id, other)).rejects.toMatchObject({ code: "not_found" });
    expect(await listMerges(await contextOf(other.id), survivor.id)).toEqual([]);
  });

  test("a survivor that went into another customer itself: that merge comes first", async () => {
    const [last, second, first] = [await mine(), await mine(), await mine()];
    const inner = await merge(second.id, first.id);
    const outer = await merge(last.id, second.id);
    await expect(undo(inner)).rejects.toMatchObject({ code: "not_found" });
    await undo(outer);
    await expect(undo(inner)).resolves.toMatchObject({ id: first.id });
  });

  test("above the private quota of the owner, with the numbers (SCP-04)", async () => {
    const [survivor, loser] = [await mine(), await mine()];
    const id = await merge(survivor.id, loser.id);
    const owned = await db.$count(customers, and(eq(customers.ownerId, me.id), eq(customers.kind, "company")));
    await db.update(users).set({ privateQuota: 1 }).where(eq(users.id, me.id));
    await expect(undo(id)).rejects.toMatchObject({ sentence: { key: "shares.error.quota", values: { quota: 1 } } });
    await db.update(users).set({ privateQuota: owned }).where(eq(users.id, me.id));
    await expect(undo(id)).resolves.toBeDefined();
    await db.update(users).set({ privateQuota: null }).where(eq(users.id, me.id));
  });
});
