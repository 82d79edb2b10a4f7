import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { Db } from "@/db/client";
import { auditEvents, customers, numberCounters, numberRules } from "@/db/schema";
import { saveNumberRule, takeNumber, takeNumbers } from "@/lib/numbering/commands";
import { listNumberRules, previewNumber } from "@/lib/numbering/queries";
import { testDatabase } from "../support/database";
import { actAs, contextOf, makeInstitution, makeUser } from "../support/people";

let db: Db;
let admin: { id: string };
let departmentId: string;
beforeAll(async () => {
  db = await testDatabase();
  admin = await makeUser(db, { administrator: true });
  departmentId = (await makeInstitution(db)).top.id;
});
beforeEach(async () => {
  await db.delete(numberCounters);
  await db.delete(customers);
  await db.update(numberRules).set({ prefix: "C", datePart: "year", digits: 5, version: 1 });
});

const rule = { kind: "customer", prefix: "C", datePart: "year", digits: 5, version: 1 } as const;
const at = (moment: string) => new Date(moment);
const take = (now?: Date) => actAs(admin.id, (ctx) => takeNumber(ctx, "customer"), now);
const typed = (number: string) =>
  db.insert(customers).values({
    number,
    name: number,
    kind: "company",
    ownership: "public",
    departmentId,
    createdAt: at("2026-03-02T00:00:00Z"),
    updatedAt: at("2026-03-02T00:00:00Z"),
  });

test("numbers follow the rule and restart with the operator's year", async () => {
  expect(await take(at("2026-12-31T15:59:59Z"))).toBe("C202600001");
  expect(await take(at("2026-12-31T15:59:59Z"))).toBe("C202600002");
  expect(await take(at("2026-12-31T16:00:00Z"))).toBe("C202700001"); // midnight in Shanghai
});

test("a sequence without a date part never restarts, and outgrows its digits without stopping", async () => {
  await db.update(numberRules).set({ datePart: "none", digits: 3, prefix: "" });
  await db.insert(numberCounters).values({ kind: "customer", period: "", prefix: "", last: 998 });
  expect([await take(), await take(), await take()]).toEqual(["999", "1000", "1001"]);
});

test("forty takers at once get forty different numbers without a gap", async () => {
  const numbers = await Promise.all(Array.from({ length: 40 }, () => take()));
  expect(numbers.toSorted()).toEqual(Array.from({ length: 40 }, (_, i) => `C2026${String(i + 1).padStart(5, "0")}`));
});

test("numbers that somebody typed are passed over, by one taker and by a block", async () => {
  await typed("c202600001");
  await typed("C202600002");
  await typed("C202600004");
  expect(await actAs(admin.id, (ctx) => previewNumber(ctx, "customer"))).toBe("C202600003");
  expect(await actAs(admin.id, (ctx) => takeNumbers(ctx, "customer", 3))).toEqual([
    "C202600003",
    "C202600005",
    "C202600006",
  ]);
  expect(await take()).toBe("C202600007");
});

test("a block for a large import is taken at once", async () => {
  const started = performance.now();
  const numbers = await actAs(admin.id, (ctx) => takeNumbers(ctx, "customer", 100_000));
  expect([numbers.length, numbers[0], numbers.at(-1)]).toEqual([100_000, "C202600001", "C2026100000"]);
  expect(performance.now() - started).toBeLessThan(8_000);
});

test("a transaction that fails gives its numbers back", async () => {
  const failing = actAs(admin.id, async (ctx) => {
    await takeNumber(ctx, "customer");
    throw new Error("late");
  });
  await expect(failing).rejects.toThrow("late");
  expect(await take()).toBe("C202600001");
});

test("a changed rule holds for the next number and leaves what it was in the log", async () => {
  await take();
  await actAs(admin.id, (ctx) => saveNumberRule(ctx, { ...rule, prefix: "KH-", datePart: "month", digits: 4 }));
  expect(await take()).toBe("KH-2026030001");
  const [event] = await db.select().from(auditEvents).where(eq(auditEvents.event, "numbering.changed"));
  expect(event?.details).toEqual({
    of: "customer",
    changes: { prefix: ["C", "KH-"], datePart: ["year", "month"], digits: [5, 4] },
  });
  const [shown] = await listNumberRules(await contextOf(admin.id));
  expect(shown).toMatchObject({ last: 1, next: "KH-2026030002", version: 2 });
});

test("fewer digits than the present counter needs are refused", async () => {
  await db.insert(numberCounters).values({ kind: "customer", period: "2026", prefix: "C", last: 1000 });
  const lower = (digits: number) => actAs(admin.id, (ctx) => saveNumberRule(ctx, { ...rule, digits }));
  await expect(lower(3)).rejects.toMatchObject({
    code: "conflict",
    fields: { digits: { values: { digits: 3, last: 1000 } } },
  });
  await expect(lower(4)).resolves.toEqual({ kind: "customer" });
});

test("a save that was begun on an older version is refused with what stands there now", async () => {
  await actAs(admin.id, (ctx) => saveNumberRule(ctx, { ...rule, prefix: "K" }));
  const late = actAs(admin.id, (ctx) => saveNumberRule(ctx, { ...rule, prefix: "Z" }));
  await expect(late).rejects.toMatchObject({ code: "stale", theirs: { version: 2, values: { prefix: "K" } } });
});

test("the database refuses a rule that no number could follow", async () => {
  await expect(db.execute(sql`update number_rules set digits = 9`)).rejects.toThrow("number_rules");
});
