import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import type { Db } from "@/db/client";
import { attachmentLeftovers, attachments, auditChanges, auditEvents, customers, shares } from "@/db/schema";
import { removeAttachment } from "@/lib/attachments/commands";
import { findAttachment, listAttachments } from "@/lib/attachments/queries";
import { rangeOf, serveAttachment, servePreview } from "@/lib/attachments/serve";
import { sweepAttachments } from "@/lib/attachments/sweep";
import { customerHistory } from "@/lib/audit/history";
import { deleteCustomer, previewDeletion, purgeDeletion, restoreDeletion } from "@/lib/bin/commands";
import { makeCustomer } from "../support/customers";
import { testDatabase } from "../support/database";
import { attach, dataFolder, photo } from "../support/files";
import { actAs, contextOf, makeUser } from "../support/people";

const NOW = new Date("2026-03-02T09:00:00Z");
const DAY = 24 * 60 * 60 * 1000;
const OWN = { "customers.view": "own", "customers.edit": "own", "customers.delete": "own" } as const;
let db: Db;
let folder: string;
let me: { id: string; name: string };
let other: { id: string };
let admin: { id: string };
beforeAll(async () => {
  db = await testDatabase();
  folder = dataFolder();
  me = await makeUser(db, { grants: OWN });
  other = await makeUser(db, { grants: OWN });
  admin = await makeUser(db, { administrator: true });
});

const list = async (customerId: string, who: { id: string } = me) =>
  listAttachments(await contextOf(who.id), "customer", customerId);
const find = async (id: string, who: { id: string } = me) => findAttachment(await contextOf(who.id), id);
const remove = (id: string, who: { id: string } = me) => actAs(who.id, (ctx) => removeAttachment(ctx, { id }));
const stored = () => readdirSync(join(folder, "uploads", "attachments")).sort();
const rowOf = async (id: string) => (await db.select().from(attachments).where(eq(attachments.id, id)))[0]!;
const NOT_FOUND = { code: "not_found" };

describe("attachments of a customer (ATT-01)", () => {
  test("an upload is listed with name, size, who and when, comes back byte for byte, and stands in the history", async () => {
    const customer = await makeCustomer(db, { ownerId: me.id });
    const { id } = await attach(me.id, customer.id, "合同正文\n", { name: "合同 2026.txt" });
    expect(await list(customer.id)).toEqual([
      {
        id,
        name: "合同 2026.txt",
        format: "txt",
        size: 13,
        hasPreview: false,
        by: me.name,
        at: NOW,
      },
    ]);
    const answer = await serveAttachment((await find(id))!, null);
    expect(await answer.text()).toBe("合同正文\n");
    const { entries } = await customerHistory(await contextOf(me.id), customer.id);
    expect(entries[0]).toMatchObject({ event: "attachment.added", who: me.name });
    expect(entries[0]!.changes[0]!.fields).toEqual(
      expect.arrayContaining([expect.objectContaining({ column: "name", after: { text: "合同 2026.txt" } })]),
    );
  });

  test("the same file sent twice by the same form is one attachment (IM-11)", async () => {
    const customer = await makeCustomer(db, { ownerId: me.id });
    const key = crypto.randomUUID();
    const first = await attach(me.id, customer.id, "a", { key });
    expect(await attach(me.id, customer.id, "a", { key })).toEqual({ id: first.id });
    const again = crypto.randomUUID();
    const both = await Promise.allSettled([1, 2].map(() => attach(me.id, customer.id, "b", { key: again })));
    expect(both.filter(({ status }) => status === "fulfilled").length).toBeGreaterThan(0);
    expect(await list(customer.id)).toHaveLength(2);
  });

  test("who removes one leaves a line in the log; its file stays for a day and is gone then", async () => {
    const customer = await makeCustomer(db, { ownerId: me.id });
    const { id } = await attach(me.id, customer.id, await photo(), { name: "照片.jpg" });
    const { storageKey } = await rowOf(id);
    const files = [storageKey, `${storageKey}.webp`];
    expect(stored()).toEqual(expect.arrayContaining(files));
    await remove(id);
    expect(await list(customer.id)).toEqual([]);
    const [change] = await db
      .select({ event: auditEvents.event, kind: auditChanges.kind, changes: auditChanges.changes })
      .from(auditChanges)
      .innerJoin(auditEvents, eq(auditEvents.id, auditChanges.eventId))
      .where(eq(auditChanges.customerId, customer.id))
      .orderBy(auditChanges.id)
      .offset(1);
    expect(change).toMatchObject({
      event: "attachment.removed",
      kind: "delete",
      changes: { name: ["照片.jpg", null] },
    });
    await sweepAttachments(new Date(NOW.getTime() + DAY - 1));
    expect(stored()).toEqual(expect.arrayContaining(files));
    await sweepAttachments(new Date(NOW.getTime() + DAY));
    expect(stored()).not.toEqual(expect.arrayContaining([expect.stringContaining(storageKey)]));
    expect(await db.$count(attachmentLeftovers, eq(attachmentLeftovers.storageKey, storageKey))).toBe(0);
  });

  test("a picture gets a small preview without its metadata, upright and in WebP", async () => {
    const customer = await makeCustomer(db, { ownerId: me.id });
    const { id } = await attach(me.id, customer.id, await photo(1200, 900), { name: "DSC01.JPG" });
    const found = (await find(id))!;
    const original = Buffer.from(await (await serveAttachment(found, null)).arrayBuffer());
    expect(original.includes("SECRET-OWNER")).toBe(true);
    const answer = await servePreview(found);
    const preview = Buffer.from(await answer.arrayBuffer());
    expect(answer.headers.get("content-type")).toBe("image/webp");
    expect(preview.includes("SECRET-OWNER")).toBe(false);
    const file = join(folder, "uploads", "attachments", `${found.storageKey}.webp`);
    const { format, width, height, exif } = await sharp(file).metadata();
    expect({ format, width, height, exif }).toEqual({ format: "webp", width: 480, height: 360, exif: undefined });
  });
});

describe("the right of the record decides, at each request (AZ-15)", () => {
  test("a receiver of a share may look, and neither add nor remove; after its end nothing is there", async () => {
    const customer = await makeCustomer(db, { ownerId: me.id });
    const { id } = await attach(me.id, customer.id, "x");
    expect(await find(id, other)).toBeUndefined();
    const [share] = await db
      .insert(shares)
      .values({ customerId: customer.id, userId: other.id, sharedBy: me.id, createdAt: NOW, updatedAt: NOW })
      .returning();
    expect(await find(id, other)).toMatchObject({ name: "a.txt" });
    expect(await list(customer.id, other)).toHaveLength(1);
    await expect(attach(other.id, customer.id, "y")).rejects.toMatchObject(NOT_FOUND);
    await expect(remove(id, other)).rejects.toMatchObject(NOT_FOUND);
    await db.update(shares).set({ endedAt: NOW }).where(eq(shares.id, share!.id));
    expect(await find(id, other)).toBeUndefined();
    expect(await list(customer.id, other)).toEqual([]);
  });

  test("a customer that goes to somebody else takes its files along", async () => {
    const customer = await makeCustomer(db, { ownerId: me.id });
    const { id } = await attach(me.id, customer.id, "x");
    await db.update(customers).set({ ownerId: other.id }).where(eq(customers.id, customer.id));
    expect(await find(id)).toBeUndefined();
    await expect(remove(id)).rejects.toMatchObject(NOT_FOUND);
    expect(await find(id, other)).toBeDefined();
  });

  test("without the module nobody finds any, whoever added it", async () => {
    const customer = await makeCustomer(db, { ownerId: me.id });
    const { id } = await attach(me.id, customer.id, "x");
    expect(await find(id, await makeUser(db))).toBeUndefined();
    expect(await find(crypto.randomUUID())).toBeUndefined();
  });

  test("what is served is saved, not shown: no sniffing, no scripts, no cache", async () => {
    const customer = await makeCustomer(db, { ownerId: me.id });
    const { id } = await attach(me.id, customer.id, "x", { name: "a'b (1).txt" });
    const { headers } = await serveAttachment((await find(id))!, null);
    expect(Object.fromEntries(headers)).toMatchObject({
      "content-disposition": `attachment; filename="download.txt"; filename*=UTF-8''a%27b%20%281%29.txt`,
      "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    });
  });

  test("a part can be asked for; more than there is cannot", async () => {
    const customer = await makeCustomer(db, { ownerId: me.id });
    const { id } = await attach(me.id, customer.id, "0123456789");
    const file = (await find(id))!;
    const part = await serveAttachment(file, "bytes=2-4");
    expect([part.status, await part.text(), part.headers.get("content-range")]).toEqual([206, "234", "bytes 2-4/10"]);
    expect((await serveAttachment(file, "bytes=10-")).status).toBe(416);
    expect(rangeOf("bytes=-3", 10)).toEqual({ start: 7, end: 9 });
    expect(rangeOf("bytes=5-", 10)).toEqual({ start: 5, end: 9 });
    for (const whole of [null, "bytes=", "bytes=-", "items=1-2", "bytes=1-2,4-5", "bytes=4-2", "bytes=a-b"])
      expect(rangeOf(whole, 10)).toBeUndefined();
  });

  test("a file that is not in the store answers like one that is not there", async () => {
    const customer = await makeCustomer(db, { ownerId: me.id });
    const { id } = await attach(me.id, customer.id, "x");
    const found = (await find(id))!;
    await expect(serveAttachment({ ...found, storageKey: crypto.randomUUID() }, null)).rejects.toMatchObject(NOT_FOUND);
    await expect(servePreview(found)).rejects.toMatchObject(NOT_FOUND);
  });
});

describe("with the customer into the bin and back (CUS-08, CUS-09)", () => {
  test("hidden while it lies there, told in the confirmation, back as it was; purged with their files", async () => {
    const customer = await makeCustomer(db, { ownerId: me.id });
    const { id } = await attach(me.id, customer.id, "x");
    const preview = () => actAs(me.id, (ctx) => previewDeletion(ctx, { id: customer.id }));
    const bin = async () => {
      const { seen } = await preview();
      return actAs(me.id, (ctx) => deleteCustomer(ctx, { id: customer.id, ...seen }));
    };
    expect((await preview()).lines).toContain("附件 1 个");
    const first = await bin();
    for (const who of [me, admin]) expect(await find(id, who)).toBeUndefined();
    await expect(remove(id)).rejects.toMatchObject(NOT_FOUND);
    await expect(attach(me.id, customer.id, "y")).rejects.toMatchObject(NOT_FOUND);
    await actAs(me.id, (ctx) => restoreDeletion(ctx, { id: first.id }));
    expect(await find(id)).toMatchObject({ name: "a.txt" });
    const { storageKey } = await rowOf(id);
    const second = await bin();
    await actAs(admin.id, (ctx) => purgeDeletion(ctx, { id: second.id }));
    expect(await db.$count(attachments, eq(attachments.customerId, customer.id))).toBe(0);
    await sweepAttachments(new Date(NOW.getTime() + DAY));
    expect(stored()).not.toContain(storageKey);
  });
});

describe("sweeping (I13)", () => {
  test("what an upload left that broke off in between goes after a day; what a row names stays", async () => {
    const customer = await makeCustomer(db, { ownerId: me.id });
    const { id } = await attach(me.id, customer.id, await photo(), { name: "a.jpg" });
    const { storageKey } = await rowOf(id);
    const orphan = (path: string, hours: number) => {
      const file = join(folder, path, crypto.randomUUID());
      writeFileSync(file, "x");
      const at = new Date(NOW.getTime() - hours * 60 * 60 * 1000);
      utimesSync(file, at, at);
      return file;
    };
    const ancient = new Date(0);
    for (const name of [storageKey, `${storageKey}.webp`])
      utimesSync(join(folder, "uploads", "attachments", name), ancient, ancient);
    const old = [orphan("uploads/attachments", 25), orphan("incoming", 25)];
    const young = [orphan("uploads/attachments", 23), orphan("incoming", 23)];
    expect(await sweepAttachments(NOW)).toBe(2);
    expect(old.filter(existsSync)).toEqual([]);
    expect(young.filter(existsSync)).toEqual(young);
    expect(readFileSync(join(folder, "uploads", "attachments", storageKey)).length).toBeGreaterThan(0);
    expect(stored()).toContain(`${storageKey}.webp`);
  });
});
