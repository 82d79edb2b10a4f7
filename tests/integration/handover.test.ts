import { and, eq, isNull, sql } from "drizzle-orm";
import { getTableName } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import { beforeAll, describe, expect, test } from "vitest";
import type { Db } from "@/db/client";
import {
  auditChanges,
  auditEvents,
  customers,
  personnelStates,
  shares,
  userPosts,
  users,
  userSessions,
} from "@/db/schema";
import { handoverParts, holdingsOf } from "@/lib/handover/parts";
import { assignCustomers } from "@/lib/customers/assign-commands";
import { assignment } from "@/lib/customers/assign-schema";
import { createCustomer } from "@/lib/customers/commands";
import { newCustomer } from "@/lib/customers/schema";
import { updateUser } from "@/lib/users/commands";
import { handOver } from "@/lib/users/handover-commands";
import { type HandoverInput, handoverInput } from "@/lib/users/handover-schema";
import { findUser } from "@/lib/users/queries";
import { makeCustomer, makeDeletion } from "../support/customers";
import { testDatabase } from "../support/database";
import { actAs, contextOf, makeDepartment, makeInstitution, makeUser } from "../support/people";

let db: Db;
let admin: string;
let north: { id: string };
beforeAll(async () => {
  db = await testDatabase();
  admin = (await makeUser(db, { administrator: true })).id;
  const { id, top } = await makeInstitution(db);
  north = await makeDepartment(db, id, top.id);
});

const LATER = new Date("2026-03-20T09:00:00Z");
const SALES = { "customers.view": "own", "customers.edit": "own" } as const;
const seller = () => makeUser(db, { grants: SALES, posts: [{ departmentId: north.id }, { departmentId: north.id }] });
const userOf = async (id: string) => (await db.select().from(users).where(eq(users.id, id)))[0]!;
const ownedBy = async (id: string) =>
  (
    await db
      .select({ id: customers.id })
      .from(customers)
      .where(and(eq(customers.ownerId, id), isNull(customers.deletedAt)))
  ).length;
async function letGo(id: string, to: string | null, values: Partial<HandoverInput> = {}, by = admin, now?: Date) {
  const { version } = await userOf(id);
  const receivers = to ? { customers: { ownerId: to } } : {};
  return actAs(
    by,
    (ctx) => handOver(ctx, handoverInput.parse({ id, version, state: "left", receivers, ...values })),
    now,
  );
}
const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error: { sentence?: { key: string }; fields?: Record<string, { key: string }> }) => ({
      key: error.sentence?.key ?? JSON.stringify(error),
      fields: Object.entries(error.fields ?? {}).map(([name, { key }]) => `${name}: ${key}`),
    }),
  );

describe("handing over (ORG-09)", () => {
  test("everything goes to the receiver, then the state changes, part-time posts and sessions end: one act in the log", async () => {
    const [from, to] = [await seller(), await seller()];
    const own = await makeCustomer(db, { ownerId: from.id });
    const cared = await makeCustomer(db, { ownerId: from.id, departmentId: north.id, ownership: "public" });
    const binned = await makeCustomer(db, { ownerId: from.id });
    await makeDeletion(db, binned, from.id);
    const stamp = { createdAt: new Date(), updatedAt: new Date() };
    await db.insert(shares).values({ customerId: own.id, departmentId: north.id, sharedBy: from.id, ...stamp });
    await db.insert(userSessions).values({
      userId: from.id,
      audience: "staff",
      createdAt: new Date(),
      lastSeenAt: new Date(),
      expiresAt: new Date("2030-01-01"),
      address: "",
      agent: "",
    });
    expect(await holdingsOf(await contextOf(admin), from.id)).toEqual([{ key: "customers", count: 2 }]);

    expect(await letGo(from.id, to.id, { since: "2026-03-10" as never, reason: "合同到期" }, admin, LATER)).toEqual({
      id: from.id,
      given: 2,
    });

    const rows = await db.select().from(customers).where(eq(customers.ownerId, to.id));
    expect(rows.map(({ id }) => id).sort()).toEqual([own.id, cared.id].sort());
    expect(rows.find(({ id }) => id === cared.id)).toMatchObject({
      ownership: "public",
      departmentId: north.id,
      version: 2,
    });
    expect(await userOf(from.id)).toMatchObject({ state: "left", stateSince: "2026-03-10" });
    expect(await db.select().from(userPosts).where(eq(userPosts.userId, from.id))).toMatchObject([{ isMain: true }]);
    expect(
      await db
        .select()
        .from(userSessions)
        .where(and(eq(userSessions.userId, from.id), isNull(userSessions.endedAt))),
    ).toEqual([]);
    expect(
      await db
        .select()
        .from(shares)
        .where(and(eq(shares.customerId, own.id), isNull(shares.endedAt))),
    ).toHaveLength(1);
    expect((await db.select().from(customers).where(eq(customers.id, binned.id)))[0]!.ownerId).toBe(from.id);
    const [event] = await db
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.event, "user.handed_over"), sql`details->>'reason' = '合同到期'`));
    const changes = await db.select().from(auditChanges).where(eq(auditChanges.eventId, event!.id));
    expect(changes.filter(({ entity }) => entity === "customer").map(({ changes: one }) => one)).toEqual([
      { ownerId: [from.id, to.id] },
      { ownerId: [from.id, to.id] },
    ]);
    expect(changes.filter(({ entity }) => entity === "user").map(({ changes: one }) => Object.keys(one))).toEqual([
      ["state", "stateSince"],
      ["partTimePosts"],
    ]);
    expect(await db.select().from(personnelStates).where(eq(personnelStates.userId, from.id))).toMatchObject([
      { state: "employed", since: "2026-03-02", until: "2026-03-10" },
      { state: "left", since: "2026-03-10" },
    ]);
  });

  test("without a receiver, or with one who has left, who is the same, or who has no room, nothing changes at all", async () => {
    const [from, to, gone] = [await seller(), await seller(), await seller()];
    await makeCustomer(db, { ownerId: from.id, name: "甲公司" });
    await makeCustomer(db, { ownerId: from.id, name: "乙公司" });
    await letGo(gone.id, null);
    await db.update(users).set({ privateQuota: 1 }).where(eq(users.id, to.id));
    const field = "receivers.customers.ownerId";
    expect([
      await refused(letGo(from.id, null)),
      await refused(letGo(from.id, from.id)),
      await refused(letGo(from.id, gone.id)),
      await refused(letGo(from.id, to.id)),
    ]).toEqual([
      { key: "errors.invalid", fields: [`${field}: handover.error.receiver_needed`] },
      { key: "errors.invalid", fields: [`${field}: handover.error.receiver_leaves`] },
      { key: "errors.invalid", fields: [`${field}: shares.error.receiver_closed`] },
      { key: "shares.error.quota_rows", fields: [`${field}: shares.error.quota_rows`] },
    ]);
    expect([await ownedBy(from.id), await ownedBy(to.id), (await userOf(from.id)).state]).toEqual([2, 0, "employed"]);
  });

  test("public customers take no room of the receiver's quota", async () => {
    const [from, to] = [await seller(), await seller()];
    await makeCustomer(db, { ownerId: from.id, departmentId: north.id, ownership: "public" });
    await db.update(users).set({ privateQuota: 0 }).where(eq(users.id, to.id));
    expect(await letGo(from.id, to.id)).toMatchObject({ given: 1 });
  });

  test("who may not assign the customers cannot hand them over, and is told how many; nor is oneself let go", async () => {
    const [from, to] = [await seller(), await seller()];
    await makeCustomer(db, { ownerId: from.id });
    const clerk = await makeUser(db, { grants: { "users.view": "all", "users.edit": "all" } });
    expect(await refused(letGo(from.id, to.id, {}, clerk.id))).toMatchObject({
      key: "handover.error.customers_out_of_reach",
    });
    expect(await refused(letGo(clerk.id, to.id, {}, clerk.id))).toMatchObject({ key: "users.error.own_account" });
    expect(await refused(letGo(admin, to.id, {}, clerk.id))).toMatchObject({ key: "roles.error.administrators_only" });
    expect(await ownedBy(from.id)).toBe(1);
  });

  test("the day of leaving lies neither ahead nor before the present state", async () => {
    const from = await seller();
    expect(await refused(letGo(from.id, null, { since: "2026-03-03" as never }))).toMatchObject({
      fields: ["since: handover.error.future"],
    });
    expect(await refused(letGo(from.id, null, { since: "2026-03-01" as never }))).toMatchObject({
      fields: ["since: handover.error.before_state"],
    });
    expect(await letGo(from.id, null, { since: "2026-03-02" as never, state: "retired" })).toMatchObject({ given: 0 });
  });

  test("a form that was opened before somebody else changed the account is refused", async () => {
    const from = await seller();
    expect(await refused(letGo(from.id, null, { version: 7 }))).toMatchObject({ key: "errors.stale" });
  });

  test("who has left with customers hands them on later; with nothing left there is nothing to do", async () => {
    const [from, to] = [await seller(), await seller()];
    await makeCustomer(db, { ownerId: from.id });
    const { isAdministrator: _, ...form } = (await findUser(await contextOf(admin), from.id))!;
    const leave = (values: object) => actAs(admin, (ctx) => updateUser(ctx, { ...form, state: "left", ...values }));
    expect(await refused(leave({}))).toEqual({
      key: "handover.error.still_owns",
      fields: ["keepHoldings: handover.error.still_owns"],
    });
    await leave({ keepHoldings: true });
    expect([(await userOf(from.id)).state, await ownedBy(from.id)]).toEqual(["left", 1]);
    expect(await letGo(from.id, to.id)).toMatchObject({ given: 1 });
    expect(await refused(letGo(from.id, to.id))).toMatchObject({ key: "handover.error.nothing" });
  });

  test("who owns nothing leaves by the account's form without a word", async () => {
    const from = await seller();
    const { isAdministrator: _, ...form } = (await findUser(await contextOf(admin), from.id))!;
    await actAs(admin, (ctx) => updateUser(ctx, { ...form, state: "left" }));
    expect((await userOf(from.id)).state).toBe("left");
  });

  test("somebody who is given customers at the moment of leaving, or in whose name one is filed, does not keep them (parallel transactions)", async () => {
    for (let round = 0; round < 5; round++) {
      const [from, to, third] = [await seller(), await seller(), await seller()];
      await makeCustomer(db, { ownerId: from.id });
      const incoming = await makeCustomer(db, { ownerId: third.id });
      const give = actAs(admin, (ctx) =>
        assignCustomers(
          ctx,
          assignment.parse({
            customers: [{ id: incoming.id }],
            ownership: "private",
            ownerId: from.id,
            reason: "调整",
          }),
        ),
      );
      const file = actAs(admin, (ctx) =>
        createCustomer(
          ctx,
          newCustomer.parse({ name: "新客户", kind: "company", ownership: "private", ownerId: from.id }),
        ),
      );
      await Promise.allSettled([give, file, letGo(from.id, to.id)]);
      const { state } = await userOf(from.id);
      expect([state, await ownedBy(from.id)]).toEqual(["left", 0]);
    }
  });

  test("two people who hand over to each other at once do not both leave with something in their name", async () => {
    const [one, two] = [await seller(), await seller()];
    await makeCustomer(db, { ownerId: one.id });
    await makeCustomer(db, { ownerId: two.id });
    await Promise.allSettled([letGo(one.id, two.id), letGo(two.id, one.id)]);
    const left = [await userOf(one.id), await userOf(two.id)].filter(({ state }) => state === "left");
    expect(left).toHaveLength(1);
    expect(await ownedBy(left[0]!.id)).toBe(0);
    expect((await ownedBy(one.id)) + (await ownedBy(two.id))).toBe(2);
  });

  test("as many as there are: 1,000 customers in one act", async () => {
    const [from, to] = [await seller(), await seller()];
    await db.execute(sql`insert into customers (number, name, kind, ownership, owner_id, created_at, updated_at)
      select 'BULK' || n, '批量客户' || n, 'company', 'private', ${from.id}, now(), now() from generate_series(1, 1000) n`);
    expect(await letGo(from.id, to.id)).toMatchObject({ given: 1000 });
    expect(await ownedBy(to.id)).toBe(1000);
  });
});

describe("the registry of what is handed over", () => {
  /** Columns that name a person and are no ownership: each says why. Those that end in `_by` tell who did something. */
  const others: Record<string, string> = {
    "user_credentials.user_id": "the account itself",
    "user_sessions.user_id": "ends with the state",
    "known_devices.user_id": "the account itself",
    "account_links.user_id": "the account itself",
    "user_posts.user_id": "the account itself; part-time ones end",
    "user_roles.user_id": "the account itself: it opens nothing while it is closed",
    "type_limits.user_id": "the account itself",
    "level_grants.user_id": "the account itself",
    "personnel_states.user_id": "the record of the person",
    "personnel_posts.user_id": "the record of the person",
    "notices.user_id": "what they were told",
    "notice_choices.user_id": "their own choice",
    "portal_users.id": "is itself an account, of a customer's side",
    "shares.user_id": "what was opened to them; a closed account sees nothing",
    "saved_views.owner_id": "their own views; the shared ones stay for their readers",
    "default_views.user_id": "their own choice",
  };

  test("every column that refers to a user is handed over, or says why not (a later domain that forgets to join fails here)", async () => {
    const { rows } = await db.execute<{ column: string }>(sql`
      select distinct c.conrelid::regclass::text || '.' || a.attname as column
      from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
      where c.contype = 'f' and c.confrelid = 'users'::regclass and a.attname not like '%\\_by'
        and a.attname <> 'audience' order by 1`);
    const handed = handoverParts.flatMap(({ columns }) =>
      columns.map((column) => `${getTableName(column.table)}.${toSnakeCase(column.name)}`),
    );
    expect(handed.length).toBeGreaterThan(0);
    expect(rows.map(({ column }) => column)).toEqual([...handed, ...Object.keys(others)].sort());
  });

  test("every kind has a key of its own", () => {
    const keys = handoverParts.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
