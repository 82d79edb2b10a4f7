import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { Reach } from "@/db/enums";
import { employeeGrants } from "@/db/seed/default-roles";
import {
  contacts,
  customerBilling,
  dictionaryEntries,
  imports,
  levelGrants,
  roles,
  shares,
  typeLimits,
  userRoles,
} from "@/db/schema";
import { plainDate } from "@/lib/core/dates";
import { allPermissions, type Permission } from "@/lib/core/permissions";
import { makeAttachment, makeContact, makeCustomer, makeDeletion } from "./customers";
import { makeDepartment, makeInstitution, makeUser } from "./people";

export const TODAY = "2026-03-02";
const NOW = new Date(`${TODAY}T09:00:00Z`);

/** Each department with the one above it. The two without one are the tops of two institutions. */
export const departments = {
  head: undefined,
  sales: "head",
  north: "sales",
  support: "head",
  otherHead: undefined,
  branch: "otherHead",
} as const satisfies Record<string, string | undefined>;
export type Department = keyof typeof departments;

/** Customer types; a limit to the first opens the one below it too. */
export const types = { partner: undefined, distributor: "partner", retail: undefined } as const;
export type CustomerType = keyof typeof types;

/** Where somebody stands. */
export type Place = {
  main?: Department;
  parts?: readonly Department[];
  /** Departments in which one of these posts is a management position. */
  leads?: readonly Department[];
  /** Management-level grants (SCP-03): on an institution, named by its top department, or on a department. */
  opened?: readonly { institution?: Department; department?: Department; below: boolean }[];
  /** Category limits of the person and of a role of theirs (SCP-02). */
  types?: readonly CustomerType[];
  roleTypes?: readonly CustomerType[];
};

export const places = {
  nowhere: {},
  clerk: { main: "north" },
  clerkElsewhere: { main: "support", parts: ["north"] },
  leader: { main: "north", leads: ["north"] },
  leaderAbove: { main: "sales", leads: ["sales"] },
  leaderPartTime: { main: "support", parts: ["sales"], leads: ["sales"] },
  leaderBeside: { main: "support", leads: ["support"] },
  chief: { main: "head", leads: ["head"] },
  openedDepartment: { main: "support", opened: [{ department: "sales", below: true }] },
  openedAlone: { main: "support", opened: [{ department: "sales", below: false }] },
  openedInstitution: { main: "support", opened: [{ institution: "otherHead", below: true }] },
  limited: { main: "north", leads: ["north"], types: ["partner"] },
  limitedByRole: { main: "sales", leads: ["sales"], roleTypes: ["distributor"] },
  limitedTwice: { main: "sales", leads: ["sales"], types: ["partner"], roleTypes: ["retail"] },
} as const satisfies Record<string, Place>;

/** Somebody at a place with the union of what their roles allow. */
export type Person = { name: string; place: Place; administrator?: boolean; grants: ReadonlyMap<string, Reach> };

export type Customer = {
  name: string;
  /** The owner of a private customer … */
  owner?: Place;
  ownerIs?: Person;
  /** … or the owning department of a public one. */
  department?: Department;
  type?: CustomerType;
  shares?: readonly Share[];
  deletedBy?: Person;
};
type Share = { with?: Person; department?: Department; until?: string; ended?: boolean };

/** What lies in the database for a customer, besides itself. */
export type Ids = { people: Map<Person, string>; customers: Map<string, Customer>; imports: Map<string, Person> };

export const everything = (reach: Reach) => new Map(allPermissions.map((permission) => [permission as string, reach]));
export const grantsOf = (list: readonly { permission: string; reach: Reach }[]) =>
  new Map([...employeeGrants, ...list].map(({ permission, reach }) => [permission, reach]));

/** Puts the world into the database: departments, people, customers with a contact, billing, shares, deletions, imports. */
export async function buildWorld(db: Db, people: readonly Person[], known: readonly Customer[]): Promise<Ids> {
  const at = await buildDepartments(db);
  const typeIds = await buildTypes(db);
  const place = async (
    { main, parts = [], leads = [], opened = [], types: own, roleTypes }: Place,
    person?: Person,
  ) => {
    const posts = [main, ...parts].filter((one) => one !== undefined);
    const { id } = await makeUser(db, {
      administrator: person?.administrator,
      grants: Object.fromEntries(person?.grants ?? []) as Partial<Record<Permission, Reach>>,
      posts: posts.map((name) => ({ departmentId: at.get(name)!.id, isManagement: leads.includes(name) })),
    });
    for (const { institution, department, below } of opened)
      await db.insert(levelGrants).values({
        userId: id,
        institutionId: institution && at.get(institution)!.institutionId,
        departmentId: department && at.get(department)!.id,
        includesBelow: below,
      });
    for (const type of own ?? [])
      await db.insert(typeLimits).values({ userId: id, customerTypeId: typeIds.get(type)! });
    if (roleTypes)
      await limitByRole(
        db,
        id,
        roleTypes.map((type) => typeIds.get(type)!),
      );
    return id;
  };

  const addShare = async (customerId: string, { with: person, department, until, ended }: Share) => {
    const userId = person && ids.people.get(person);
    const departmentId = department && at.get(department)!.id;
    const sharedBy = ids.people.get(people[0]!)!;
    const times = { endedAt: ended ? NOW : null, createdAt: NOW, updatedAt: NOW };
    await db
      .insert(shares)
      .values({ customerId, userId, departmentId, sharedBy, until: until ? plainDate(until) : undefined, ...times });
  };

  const ids: Ids = { people: new Map(), customers: new Map(), imports: new Map() };
  for (const person of people) ids.people.set(person, await place(person.place, person));
  for (const customer of known) {
    const { owner, ownerIs, department, type, deletedBy } = customer;
    const ownerId = ownerIs ? ids.people.get(ownerIs) : owner && (await place(owner));
    const departmentId = department && at.get(department)!.id;
    const row = await makeCustomer(db, { ownerId, departmentId, typeId: type && typeIds.get(type) });
    ids.customers.set(row.id, customer);
    await db.insert(customerBilling).values({ id: row.id, createdAt: NOW, updatedAt: NOW });
    await makeContact(db, row.id);
    await makeAttachment(db, row.id, [...ids.people.values()][0]!);
    for (const share of customer.shares ?? []) await addShare(row.id, share);
    if (deletedBy) {
      const { id: deletionId } = await makeDeletion(db, row, ids.people.get(deletedBy)!);
      await db.update(contacts).set({ deletedAt: NOW, deletionId }).where(eq(contacts.customerId, row.id));
    }
  }
  for (const [person, id] of ids.people) ids.imports.set(await makeImport(db, id), person);
  return ids;
}

async function buildDepartments(db: Db) {
  const at = new Map<string, { id: string; institutionId: string }>();
  for (const [name, above] of Object.entries(departments)) {
    if (above) at.set(name, await makeDepartment(db, at.get(above)!.institutionId, at.get(above)!.id));
    else at.set(name, (await makeInstitution(db)).top);
  }
  return at;
}

async function buildTypes(db: Db) {
  const ids = new Map<string, string>();
  for (const [name, above] of Object.entries(types)) {
    const values = { kind: "customer_type" as const, name, parentId: above && ids.get(above) };
    const [row] = await db
      .insert(dictionaryEntries)
      .values({ ...values, createdAt: NOW, updatedAt: NOW })
      .returning();
    ids.set(name, row!.id);
  }
  return ids;
}

async function limitByRole(db: Db, userId: string, customerTypeIds: string[]) {
  const [role] = await db
    .insert(roles)
    .values({ name: `limit of ${userId}`, createdAt: NOW, updatedAt: NOW })
    .returning();
  await db.insert(typeLimits).values(customerTypeIds.map((customerTypeId) => ({ roleId: role!.id, customerTypeId })));
  await db.insert(userRoles).values({ userId, roleId: role!.id });
}

async function makeImport(db: Db, createdBy: string): Promise<string> {
  const file = { fileName: "a.csv", fileKey: crypto.randomUUID(), fileSize: 1, fileHash: "0", head: {} };
  const [row] = await db
    .insert(imports)
    .values({
      ...file,
      kind: "customers",
      state: "uploaded",
      createdBy,
      uploadKey: file.fileKey,
      createdAt: NOW,
      updatedAt: NOW,
    })
    .returning();
  return row!.id;
}
