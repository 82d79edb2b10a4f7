import { randomInt, randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import pg from "pg";
import { database } from "@/db/client";
import {
  type contacts,
  customers,
  departments,
  imports,
  institutions,
  outboxMessages,
  positions,
  roleGrants,
  roles,
  userCredentials,
  userPosts,
  userRoles,
  users,
} from "@/db/schema";
import type { Permission } from "@/lib/core/permissions";
import { loadByUser, staffOf } from "@/lib/core/access";
import { makeContact, makeCustomer } from "../../support/customers";

/** The database behind the server under test, as its owner: for making what a test needs, past the screens. */
export const db = database(new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 2, allowExitOnIdle: true }));

/** A text that nothing else in the database has, in whichever run and file. */
export const fresh = (stem: string) => `${stem}${randomInt(1e9).toString(36)}`;

/** Two hanzi by which nothing else is found. */
export const rareWord = () => String.fromCharCode(0x5000 + randomInt(0x4000), 0x5000 + randomInt(0x4000));

/** Who somebody is at this moment, with the rights of their roles. */
export async function actorOf(login: string) {
  const { account, installation } = (await loadByUser(db, await idOf(login)))!;
  return { actor: staffOf(account, randomUUID()), installation };
}

const idOf = async (login: string) => {
  const [user] = await db.select({ id: users.id }).from(users).where(eq(users.login, login));
  if (!user) throw new Error(`The demo data has no user ${login}.`);
  return user.id;
};

/** A customer with a primary contact, of a demo user. */
export async function makeCustomerOf(login: string, values: Partial<typeof customers.$inferInsert> = {}) {
  const customer = await makeCustomer(db, {
    number: fresh("E2E-"),
    name: `${rareWord()}科技有限公司`,
    ownerId: await idOf(login),
    ...values,
  });
  await makeContact(db, customer.id, { name: "王小明", mobile: "13800138000" });
  return customer;
}

/** Somebody who is a contact of all these customers; the id at the first of them. */
export async function makeLinkedContact(
  customerIds: readonly string[],
  values: Partial<typeof contacts.$inferInsert> = {},
) {
  const personId = randomUUID();
  const name = `林${rareWord()}`;
  const made = [];
  for (const customerId of customerIds)
    made.push(await makeContact(db, customerId, { name, personId, isPrimary: false, position: "董事", ...values }));
  return made[0]!;
}

/** A role that allows this, each permission for all records. */
export async function makeRole(...permissions: Permission[]) {
  const now = new Date();
  const [role] = await db
    .insert(roles)
    .values({ name: fresh("角色"), createdAt: now, updatedAt: now })
    .returning();
  await db
    .insert(roleGrants)
    .values(permissions.map((permission) => ({ roleId: role!.id, permission, reach: "all" as const })));
  return role!;
}

/** Somebody with one of the demo company's roles, a post beside the user `sales`, and the demo password. */
export async function makeStaff(roleName = "销售") {
  const now = new Date();
  const login = fresh("e2e.");
  const like = await idOf("sales");
  const [user] = await db
    .insert(users)
    .values({ login, name: `员工${rareWord()}`, createdAt: now, updatedAt: now })
    .returning();
  const [role] = await db.select().from(roles).where(eq(roles.name, roleName));
  const [password] = await db.select().from(userCredentials).where(eq(userCredentials.userId, like));
  const [post] = await db.select().from(userPosts).where(eq(userPosts.userId, like));
  await db.insert(userRoles).values({ userId: user!.id, roleId: role!.id });
  await db.insert(userCredentials).values({ ...password!, userId: user!.id });
  await db.insert(userPosts).values({ userId: user!.id, positionId: post!.positionId, isMain: true });
  return user!;
}

/** An institution with a department, a position and a role of its own. */
export async function makeDepartmentOf() {
  const stamp = { createdAt: new Date(), updatedAt: new Date() };
  const [institution] = await db
    .insert(institutions)
    .values({ name: fresh("机构"), ...stamp })
    .returning();
  const institutionId = institution!.id;
  const [department] = await db
    .insert(departments)
    .values({ institutionId, name: fresh("部门"), ...stamp })
    .returning();
  const [position] = await db
    .insert(positions)
    .values({ departmentId: department!.id, name: fresh("职位"), ...stamp })
    .returning();
  const [role] = await db
    .insert(roles)
    .values({ institutionId, name: fresh("角色"), ...stamp })
    .returning();
  return { institution: institutionId, department: department!.id, position: position!.id, role: role!.id };
}

/** An import that somebody has begun; its file is not there. */
export async function makeImportOf(login: string, values: Partial<typeof imports.$inferInsert> = {}): Promise<string> {
  const file = { fileName: "a.csv", fileKey: randomUUID(), fileSize: 1, fileHash: "0" };
  const head = {
    format: "csv",
    headers: ["名称"],
    samples: [],
    encoding: "utf-8",
    delimiter: ",",
    sheets: [],
    sheet: null,
  };
  const [made] = await db
    .insert(imports)
    .values({
      kind: "customers",
      state: "uploaded",
      createdBy: await idOf(login),
      uploadKey: randomUUID(),
      ...file,
      head: { ...head, hidden: 0 },
      createdAt: new Date(),
      updatedAt: new Date(),
      ...values,
    })
    .returning();
  return made!.id;
}

/** A mail that could not be sent. */
export async function makeMail(): Promise<{ id: string; recipient: string }> {
  const now = new Date();
  const [mail] = await db
    .insert(outboxMessages)
    .values({
      kind: "password_changed",
      recipient: `${fresh("e2e-")}@example.com`,
      locale: "zh-CN",
      subject: "测试邮件",
      bodyText: "您的密码刚刚被修改。",
      bodyHtml: "<p>您的密码刚刚被修改。</p>",
      idempotencyKey: randomUUID(),
      state: "failed",
      lastError: "550 mailbox unavailable",
      attempts: 1,
      nextTryAt: now,
      createdAt: now,
      updatedAt: now,
    })
    .returning({ id: outboxMessages.id, recipient: outboxMessages.recipient });
  return mail!;
}
