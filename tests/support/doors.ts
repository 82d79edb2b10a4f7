import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import {
  dictionaryEntries,
  imports,
  notices,
  outboxMessages,
  positions,
  roleGrants,
  roles,
  savedViews,
  shares,
  tags,
  userPosts,
  userRoles,
  users,
  userSessions,
} from "@/db/schema";
import { defaultRoles } from "@/db/seed/default-roles";
import type { Known } from "@/lib/core/action";
import { makeAttachment, makeContact, makeCustomer, makeDeletion, makeMerge } from "./customers";
import { makePortalUser } from "./portal";
import { makeDepartment, makeInstitution, makeUser, unique } from "./people";

const NOW = new Date("2026-03-02T09:00:00Z");

/** The actors of the permission matrix: a user for each default role, the administrator, and the plain employee. */
export async function makeActors(db: Db, departmentId: string): Promise<Map<string, string>> {
  const actors = new Map<string, string>();
  const add = async (name: string, roleId: string) => {
    const user = await makeUser(db, { login: `actor-${name}`, posts: [{ departmentId }] });
    await db.insert(userRoles).values({ userId: user.id, roleId });
    actors.set(name, user.id);
  };
  const builtin = await db.select().from(roles);
  for (const [name, { grants }] of Object.entries(defaultRoles)) {
    const [role] = await db.insert(roles).values({ name, createdAt: NOW, updatedAt: NOW }).returning();
    await db.insert(roleGrants).values(grants.map((grant) => ({ ...grant, roleId: role!.id })));
    await add(name, role!.id);
  }
  for (const name of ["employee", "administrator"] as const)
    await add(name, builtin.find((role) => role.builtin === name)!.id);
  return actors;
}

/** Records that exist and that the actor may reach where they have an owner: what the doors' example inputs are made of. */
export async function makeKnown(db: Db, actorId: string): Promise<Known> {
  const institution = await makeInstitution(db);
  const department = await makeDepartment(db, institution.id, institution.top.id);
  const [position] = await db
    .insert(positions)
    .values({ departmentId: department.id, name: unique("职位"), createdAt: NOW, updatedAt: NOW })
    .returning();
  const holder = await makeUser(db, {});
  await db.insert(userPosts).values({ userId: holder.id, positionId: position!.id, isMain: true });
  const emptyInstitution = await db.transaction(async (tx) => (await makeInstitution(tx as unknown as Db)).id);
  const emptyDepartment = await makeDepartment(db, institution.id, institution.top.id);
  const [emptyPosition] = await db
    .insert(positions)
    .values({ departmentId: department.id, name: unique("职位"), createdAt: NOW, updatedAt: NOW })
    .returning();
  const [role] = await db
    .insert(roles)
    .values({ name: unique("角色"), createdAt: NOW, updatedAt: NOW })
    .returning();
  const deleted = await makeUser(db, {});
  await db.update(users).set({ deletedAt: NOW }).where(eq(users.id, deleted.id));
  const [entry] = await db
    .insert(dictionaryEntries)
    .values({ kind: "source", name: unique("来源"), createdAt: NOW, updatedAt: NOW })
    .returning();
  const customer = await makeCustomer(db, { ownerId: actorId });
  await makeContact(db, customer.id);
  const contact = await makeContact(db, customer.id, { isPrimary: false, email: `${unique("contact")}@example.com` });
  const invited = await makePortalUser(db, { customerId: customer.id });
  const disabled = await makePortalUser(db, { customerId: customer.id, locked: true });
  const [share] = await db
    .insert(shares)
    .values({ customerId: customer.id, departmentId: department.id, sharedBy: actorId, createdAt: NOW, updatedAt: NOW })
    .returning();
  const attachment = await makeAttachment(db, customer.id, actorId);
  const deletion = await makeDeletion(db, await makeCustomer(db, { ownerId: actorId }), actorId);
  const otherCustomer = await makeCustomer(db, { ownerId: actorId });
  const merge = await makeMerge(db, customer, await makeCustomer(db, { ownerId: actorId }), actorId);
  const [running] = await db
    .insert(imports)
    .values({
      kind: "customers",
      state: "uploaded",
      createdBy: actorId,
      uploadKey: unique("key"),
      fileName: "a.csv",
      fileKey: crypto.randomUUID(),
      fileSize: 1,
      fileHash: "0",
      head: { format: "csv", headers: ["名称"], sample: [], encoding: "utf-8", delimiter: "," },
      createdAt: NOW,
      updatedAt: NOW,
    })
    .returning();
  const stamp = { createdAt: NOW, updatedAt: NOW };
  const [tag, otherTag] = await db
    .insert(tags)
    .values([unique("标签"), unique("标签")].map((name) => ({ name, ...stamp })))
    .returning();
  const [view] = await db
    .insert(savedViews)
    .values({ list: "customers", ownerId: actorId, name: unique("视图"), query: "kind=person", ...stamp })
    .returning();
  const seen = { createdAt: NOW, lastSeenAt: NOW, expiresAt: new Date(NOW.getTime() + 3_600_000) };
  const [session] = await db
    .insert(userSessions)
    .values({ userId: actorId, audience: "staff", address: "", agent: "", ...seen })
    .returning();
  const [failedMail] = await db
    .insert(outboxMessages)
    .values({
      kind: "password_changed",
      recipient: "a@example.com",
      locale: "en",
      subject: "",
      bodyText: "",
      bodyHtml: "",
      idempotencyKey: unique("mail"),
      state: "failed",
      nextTryAt: NOW,
      createdAt: NOW,
      updatedAt: NOW,
    })
    .returning();
  const [notice] = await db
    .insert(notices)
    .values({ userId: actorId, kind: "customer_shared", byName: "张伟", customerId: customer.id, createdAt: NOW })
    .returning();
  return {
    notice: notice!.id,
    institution: institution.id,
    emptyInstitution,
    department: department.id,
    emptyDepartment: emptyDepartment.id,
    position: position!.id,
    emptyPosition: emptyPosition!.id,
    user: holder.id,
    deletedUser: deleted.id,
    role: role!.id,
    dictionaryEntry: entry!.id,
    customer: customer.id,
    customerOwner: actorId,
    contact: contact.id,
    invitedContact: invited.contactId,
    disabledContact: disabled.contactId,
    share: share!.id,
    attachment: attachment.id,
    deletion: deletion.id,
    otherCustomer: otherCustomer.id,
    merge: merge.id,
    tag: tag!.id,
    otherTag: otherTag!.id,
    view: view!.id,
    import: running!.id,
    session: session!.id,
    failedMail: failedMail!.id,
    version: "1",
  };
}
