import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { database, type Db, pool } from "@/db/client";
import { databaseRole, grants, portalRows } from "@/db/roles";
import { contacts, customers } from "@/db/schema";
import { portalTransaction } from "@/lib/core/portal";
import { transaction } from "@/lib/core/transaction";
import { makeContact, makeCustomer, makeDeletion } from "../support/customers";
import { testDatabase } from "../support/database";
import { makeUser } from "../support/people";
import { asPortal, makePortalUser, portalContextOf } from "../support/portal";

let db: Db;
let owner: string;
beforeAll(async () => {
  db = await testDatabase();
  owner = (await makeUser(db)).id;
});

/** A company with two subsidiaries, one below the other, a contact each, and somebody of the portal at a company. */
async function makeTree() {
  const company = async (parentId: string | null) => {
    const { id } = await makeCustomer(db, { ownerId: owner, parentId });
    await makeContact(db, id);
    return id;
  };
  const top = await company(null);
  const middle = await company(top);
  const bottom = await company(middle);
  return { top, middle, bottom, userAt: async (customerId: string) => (await makePortalUser(db, { customerId })).id };
}

const ids = (rows: { id: string }[]) => rows.map(({ id }) => id).sort();
/** Every row that a statement without any WHERE finds as the portal's role, in the transaction of somebody. */
const everything = (table: "customers" | "contacts") => (on: Pick<Db, "execute">) =>
  on.execute<{ id: string }>(sql`select id from ${sql.identifier(table)}`).then(({ rows }) => ids(rows));
const seen = (userId: string, table: "customers" | "contacts" = "customers") =>
  asPortal(db, userId, (ctx) => everything(table)(ctx.db));
const contactsOf = async (...of: string[]) =>
  ids((await db.select().from(contacts)).filter(({ customerId }) => of.includes(customerId)));

describe("row-level security of the portal (SCP-07, AZ-03)", () => {
  test("without any WHERE somebody sees their company, those below it, and nothing else", async () => {
    const [mine, others] = [await makeTree(), await makeTree()];
    const [top, middle] = [await mine.userAt(mine.top), await mine.userAt(mine.middle)];
    expect(await seen(top)).toEqual([mine.top, mine.middle, mine.bottom].sort());
    expect(await seen(middle), "nothing of what stands above").toEqual([mine.middle, mine.bottom].sort());
    expect(await seen(top, "contacts")).toEqual(await contactsOf(mine.top, mine.middle, mine.bottom));
    expect(await seen(middle, "contacts")).toEqual(await contactsOf(mine.middle, mine.bottom));
    expect(await seen(await others.userAt(others.bottom))).toEqual([others.bottom]);
  });

  test("somebody else's id finds nothing, as one that does not exist", async () => {
    const [mine, others] = [await makeTree(), await makeTree()];
    const user = await mine.userAt(mine.top);
    for (const id of [others.top, others.bottom, crypto.randomUUID()]) {
      const found = (table: "customers" | "contacts", column: "id" | "customer_id") =>
        asPortal(db, user, (ctx) =>
          ctx.db.execute(sql`select id from ${sql.identifier(table)} where ${sql.identifier(column)} = ${id}`),
        );
      expect((await found("customers", "id")).rows).toEqual([]);
      expect((await found("contacts", "customer_id")).rows).toEqual([]);
    }
  });

  test("without a customer in the transaction there is nothing, nor with one that does not exist", async () => {
    await makeTree();
    for (const setting of [undefined, "", crypto.randomUUID()])
      for (const table of ["customers", "contacts"] as const) {
        const found = await transaction("portal", async (inner) => {
          if (setting !== undefined)
            await inner.execute(sql`select set_config('kehu.portal_customer', ${setting}, true)`);
          return everything(table)(inner);
        });
        expect([setting, table, found]).toEqual([setting, table, []]);
      }
    const garbled = transaction("portal", async (inner) => {
      await inner.execute(sql`select set_config('kehu.portal_customer', 'everybody', true)`);
      return everything("customers")(inner);
    });
    await expect(garbled).rejects.toMatchObject({ cause: { code: "22P02" } });
  });

  test("a subtree that moves away is out of sight at the next request, and in sight of whom it came to (CUS-11, AZ-10)", async () => {
    const [mine, others] = [await makeTree(), await makeTree()];
    const [user, other] = [await mine.userAt(mine.top), await others.userAt(others.top)];
    await db.update(customers).set({ parentId: others.bottom }).where(eq(customers.id, mine.middle));
    expect(await seen(user)).toEqual([mine.top]);
    expect(await seen(other)).toEqual([others.top, others.middle, others.bottom, mine.middle, mine.bottom].sort());
    expect(await seen(user, "contacts")).toEqual(await contactsOf(mine.top));
    await db.update(customers).set({ parentId: mine.top }).where(eq(customers.id, mine.middle));
    expect(await seen(user)).toEqual([mine.top, mine.middle, mine.bottom].sort());
  });

  test("what lies in the recycle bin is out of sight with all below it (CUS-08)", async () => {
    const mine = await makeTree();
    const user = await mine.userAt(mine.top);
    const [bottom] = await db.select().from(customers).where(eq(customers.id, mine.bottom));
    await makeDeletion(db, bottom!, owner);
    expect(await seen(user)).toEqual([mine.top, mine.middle].sort());
    expect(await seen(user, "contacts")).toEqual(await contactsOf(mine.top, mine.middle));
  });

  test("a tree of twenty levels is seen whole, and no cycle can be closed in it (CUS-11)", async () => {
    const chain: string[] = [];
    for (let level = 0; level < 20; level++)
      chain.push((await makeCustomer(db, { ownerId: owner, parentId: chain.at(-1) ?? null })).id);
    const user = (await makePortalUser(db, { customerId: chain[0]! })).id;
    expect(await seen(user)).toEqual(chain.toSorted());
    const cycle = db
      .update(customers)
      .set({ parentId: chain.at(-1)! })
      .where(eq(customers.id, chain[0]!));
    await expect(cycle).rejects.toMatchObject({
      cause: { constraint: expect.stringMatching(/^customers_(no_cycle|depth)$/) },
    });
    const deeper = makeCustomer(db, { ownerId: owner, parentId: chain.at(-1)! });
    await expect(deeper).rejects.toMatchObject({ cause: { constraint: "customers_depth" } });
  });

  test("two moves at once that would close a cycle together: one is refused, and the reader ends (AZ-10)", async () => {
    const [one, other] = [await makeTree(), await makeTree()];
    const move = (id: string, parentId: string) =>
      transaction("app", (inner) => inner.update(customers).set({ parentId }).where(eq(customers.id, id)));
    const moves = await Promise.allSettled([move(one.top, other.bottom), move(other.top, one.bottom)]);
    expect(moves.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const [first, second] = [await seen(await one.userAt(one.top)), await seen(await other.userAt(other.top))];
    expect(new Set([first.length, second.length])).toEqual(new Set([3, 6]));
  });
});

describe("one pool for many companies", () => {
  test("requests of two companies at the same time never see each other's rows, nor leave anything behind", async () => {
    const [mine, others] = [await makeTree(), await makeTree()];
    const users = [await mine.userAt(mine.top), await others.userAt(others.middle)];
    const expected = [[mine.top, mine.middle, mine.bottom].sort(), [others.middle, others.bottom].sort()];
    const contexts = await Promise.all(users.map((id) => portalContextOf(db, id)));
    const rounds = Array.from({ length: 120 }, (_, at) => at);
    const found = await Promise.all(
      rounds.map((at) =>
        portalTransaction(contexts[at % 2]!, async (ctx) => {
          const before = await everything("customers")(ctx.db);
          await ctx.db.execute(sql`select pg_sleep(0.002)`);
          if (at % 7 === 0) throw new Error("undone");
          return [before, await everything("customers")(ctx.db)];
        }).catch(() => "undone"),
      ),
    );
    const wanted = rounds.map((at) => (at % 7 === 0 ? "undone" : [expected[at % 2], expected[at % 2]]));
    expect(found).toEqual(wanted);
    // Every connection of the pool, one after the other: none remembers a customer.
    const clients = await Promise.all(Array.from({ length: 4 }, () => pool("portal").connect()));
    try {
      for (const client of clients) expect((await client.query("select id from customers")).rows).toEqual([]);
    } finally {
      for (const client of clients) client.release();
    }
  });
});

describe("what the portal's role may do", () => {
  const refused = [
    "select * from customers",
    "select owner_id from customers",
    "select notes from customers",
    "select parent_id from customers",
    "select notes from contacts",
    "select birthday from contacts",
    "update customers set name = 'x'",
    "insert into contacts (customer_id) values (gen_random_uuid())",
    "delete from contacts",
    "select * from users",
    "select * from user_sessions",
    "select * from user_credentials",
    "select * from portal_users",
    "select * from settings",
    "select * from audit_events",
    "select * from customer_billing",
    "select * from shares",
    "select * from hold_private_quota(gen_random_uuid())",
    "select * from portal_account(gen_random_uuid())",
    "select * from pgboss.job",
    "create table sneaky (id int)",
    "alter table customers disable row level security",
  ];
  test.each(refused)("it is refused: %s", async (statement) => {
    await expect(database(pool("portal")).execute(sql.raw(statement))).rejects.toMatchObject({
      cause: { code: "42501" },
    });
  });

  test("every table that it may read keeps its rows by a policy, and staff keep all of theirs", async () => {
    const readable = Object.entries(grants).flatMap(([table, rights]) => (rights.portal ? [table] : []));
    expect(readable.sort()).toEqual(Object.keys(portalRows).sort());
    const { rows } = await db.execute<{ table: string; name: string; roles: string }>(sql`
      select p.tablename as table, p.policyname as name, array_to_string(p.roles, ',') as roles from pg_policies p
      join pg_class c on c.relname = p.tablename and c.relrowsecurity where p.schemaname = 'public' order by 1, 2`);
    const staff = ["app", "auth", "job"].map((role) => databaseRole(role as "app"));
    expect(rows.map(({ table, name, roles }) => ({ table, name, roles: roles.split(",").sort() }))).toEqual(
      readable.sort().flatMap((table) => [
        { table, name: "portal_rows", roles: [databaseRole("portal")] },
        { table, name: "staff_rows", roles: staff },
      ]),
    );
    const mine = await makeTree();
    const { rows: all } = await database(pool("app")).execute(sql`select id from customers where id = ${mine.top}`);
    expect(all).toHaveLength(1);
  });

  test("nobody but who is named may call what looks past the rights of its caller", async () => {
    const { rows } = await db.execute<{ name: string }>(sql`
      select p.oid::regprocedure::text as name from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef
        and p.prorettype <> 'trigger'::regtype and has_function_privilege('public', p.oid, 'execute')`);
    expect(rows).toEqual([]);
  });

  test("with row-level security switched off the same question shows everybody's rows (control)", async () => {
    const [mine, others] = [await makeTree(), await makeTree()];
    const user = await mine.userAt(mine.top);
    await db.execute(sql`alter table customers disable row level security`);
    try {
      expect(await seen(user)).toContain(others.bottom);
    } finally {
      await db.execute(sql`alter table customers enable row level security`);
    }
    expect(await seen(user)).not.toContain(others.bottom);
  });
});
