import { and, inArray } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Db } from "@/db/client";
import { attachments, contacts, customerBilling, customers, deletions, imports, shares } from "@/db/schema";
import { defaultRoles } from "@/db/seed/default-roles";
import { type Entity, entities } from "@/lib/core/entity";
import { permissionsOf } from "@/lib/core/permissions";
import { scope } from "@/lib/core/scope";
import "@/lib/registry";
import { testDatabase } from "../support/database";
import { contextOf } from "../support/people";
import { mayImport, model } from "../support/scope-model";
import {
  buildWorld,
  type Customer,
  everything,
  grantsOf,
  type Ids,
  type Person,
  type Place,
  places,
  TODAY,
} from "../support/scope-world";

const rights = {
  own: everything("own"),
  all: everything("all"),
  employee: grantsOf([]),
  ...Object.fromEntries(Object.entries(defaultRoles).map(([name, { grants }]) => [name, grantsOf(grants)])),
};
const people: Person[] = [
  ...Object.entries(places).flatMap(([at, place]) =>
    Object.entries(rights).map(([name, grants]) => ({
      name: `${name} ${at}`,
      place,
      grants,
    })),
  ),
  { name: "administrator", place: {}, administrator: true, grants: everything("all") },
];
const find = (name: string) => people.find((person) => person.name === name)!;

const owners: Record<string, Place> = {
  "someone in north": { main: "north" },
  "someone in sales": { main: "sales" },
  "the head": { main: "head" },
  "someone in support, part-time in north": { main: "support", parts: ["north"] },
  "someone of the branch": { main: "branch" },
  "someone without a post": {},
};
const receivers = ["own clerk", "own nowhere", "employee leaderBeside", "own limited", "service clerk"].map(find);
const known: Customer[] = [
  ...Object.entries(owners).flatMap(([name, owner]) =>
    ([undefined, "partner", "distributor", "retail"] as const).map((type) => ({
      name: `of ${name}, ${type ?? "no type"}`,
      owner,
      type,
    })),
  ),
  ...[
    "own clerk",
    "own limited",
    "sales leader",
    "own leaderPartTime",
    "manager leaderAbove",
    "employee nowhere",
  ].flatMap((name) =>
    ([undefined, "distributor"] as const).map((type) => ({ name: `of ${name}`, ownerIs: find(name), type })),
  ),
  ...(["head", "sales", "north", "support", "otherHead", "branch"] as const).flatMap((department) =>
    ([undefined, "distributor", "retail"] as const).map((type) => ({
      name: `public of ${department}`,
      department,
      type,
    })),
  ),
  ...receivers.flatMap((receiver) => [
    {
      name: `shared with ${receiver.name}`,
      owner: owners["the head"],
      type: "partner" as const,
      shares: [{ with: receiver }],
    },
    { name: `shared, last day`, owner: owners["the head"], shares: [{ with: receiver, until: TODAY }] },
    { name: `shared until yesterday`, owner: owners["the head"], shares: [{ with: receiver, until: "2026-03-01" }] },
    { name: `share ended`, owner: owners["the head"], shares: [{ with: receiver, ended: true }] },
  ]),
  ...(["north", "support", "branch"] as const).map((department) => ({
    name: `shared with ${department}`,
    department: "head" as const,
    shares: [{ department }],
  })),
  ...["own clerk", "administrator", "sales leader", "own limited"].flatMap((name) => [
    { name: `deleted by ${name}, of the north`, owner: owners["someone in north"], deletedBy: find(name) },
    {
      name: `deleted by ${name}, public`,
      department: "north" as const,
      type: "partner" as const,
      deletedBy: find(name),
    },
    {
      name: `deleted, was shared`,
      ownerIs: find("own clerk"),
      deletedBy: find(name),
      shares: [{ with: receivers[1] }],
    },
  ]),
];

/** How the row of an entity tells of which customer (or import) it is. */
const subjects = {
  customer: { table: customers, of: customers.id },
  contact: { table: contacts, of: contacts.customerId },
  attachment: { table: attachments, of: attachments.customerId },
  customer_billing: { table: customerBilling, of: customerBilling.id },
  share: { table: shares, of: shares.customerId },
  deletion: { table: deletions, of: deletions.customerId },
  import: { table: imports, of: imports.id },
};
/** Notices are their receiver's whatever anybody's rights: tests/integration/notices.test.ts. */
const scoped = entities().filter((entity) => entity.scope && entity.name !== "notice");

let db: Db;
let ids: Ids;
beforeAll(async () => {
  db = await testDatabase();
  ids = await buildWorld(db, people, known);
}, 60_000);

test("every entity whose rows have an owner has its place in the model", () => {
  expect(scoped.map(({ name }) => name).sort()).toEqual(Object.keys(subjects).sort());
});

test.each(scoped.map((entity) => [entity.name, entity] as const))(
  "%s: the declared scope and the model agree in every cell",
  async (name, entity) => {
    const found: string[] = [];
    let cells = 0;
    for (const person of people) {
      const ctx = await contextOf(ids.people.get(person)!);
      for (const permission of permissionsOf(entity.module)) {
        const seen = await visible(name, entity, scope(ctx, entity, permission.split(".")[1]!));
        for (const [id, asked] of rowsOf(name)) {
          cells += 1;
          const should =
            name === "import"
              ? mayImport(person, permission, asked as Person)
              : model[name]!({ who: person, permission, customer: asked as Customer });
          if (seen.has(id) !== should)
            found.push(`${person.name} ${permission} ${asked.name}: ${should ? "refused" : "let in"}`);
        }
      }
    }
    expect(found).toEqual([]);
    expect(cells).toBeGreaterThan(people.length * permissionsOf(entity.module).length);
  },
  120_000,
);

/** The records that an entity has rows of: customers (all have contact and billing, some a share, some lie in the bin), or imports. */
function rowsOf(name: string): [string, Customer | Person][] {
  if (name === "import") return [...ids.imports];
  return [...ids.customers].filter(
    ([, customer]) => (name !== "share" || customer.shares) && (name !== "deletion" || customer.deletedBy),
  );
}

async function visible(name: string, entity: Entity, condition: ReturnType<typeof scope>): Promise<Set<string>> {
  const { table, of } = subjects[name as keyof typeof subjects];
  const rows = await db
    .select({ id: of })
    .from(table)
    .where(
      and(
        condition,
        inArray(
          of,
          rowsOf(name).map(([id]) => id),
        ),
      ),
    );
  return new Set(rows.flatMap(({ id }) => id ?? []));
}
